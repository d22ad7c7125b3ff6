"""`auditor batch`: a file of postings in, a folder of results out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from auditor.batch import BatchFiles, run_batch
from auditor.batch.progress import Progress
from auditor.batch.summary import SummaryDocument
from auditor.cli.exit_codes import ExitCode
from auditor.cli.reader_of import reader_of
from auditor.errors import UnreadableInputError, UsageError
from auditor.pipeline import profile_named
from auditor.settings import Settings
from auditor.sources import jsonl_rows
from auditor.sources.text import unreadable
from auditor.taxonomy import load_taxonomy

__all__ = ["batch_command"]


def batch_command(file: str, out: Path, settings: Settings) -> int:
    """Audits the file's rows into the folder and returns the exit code."""
    reader, files = reader_of(settings), BatchFiles(out)
    profile_named(settings.profile, load_taxonomy())
    _refuse_overwriting_input(file, files)
    name = "-" if file == "-" else Path(file).name
    with _opened(file) as stream, closing(Progress(sys.stderr, _share(stream))) as progress:
        try:
            summary = run_batch(jsonl_rows(stream, name), name, files, reader, settings.profile, progress)
        except OSError as error:
            raise UsageError(
                f"cannot write to {out}: {error.strerror}", "Name a folder that can be written."
            ) from error
    return _conclude(summary, out)


def _conclude(summary: SummaryDocument, out: Path) -> int:
    statuses = summary["statuses"]
    if not statuses["ok"] and not statuses["failed"]:
        reasons = ", ".join(f"{count} {reason}" for reason, count in summary["reasons"].items()) or "it has no rows"
        raise UnreadableInputError(f"{summary['input']}: no row is a posting ({reasons})", f"See {out}/ledger.jsonl.")
    counts = ", ".join(f"{count:,} {status}" for status, count in statuses.items())
    actions = ", ".join(f"{count:,} {action}" for action, count in summary["judged"]["actions"].items())
    apart = sum(summary["non_vacancies"].values())
    print(f"{summary['rows']:,} rows: {counts}")  # noqa: T201
    print(f"{summary['judged']['postings']:,} AI postings: {actions}")  # noqa: T201
    print(f"apart: {summary['not_ai']:,} not AI postings, {apart:,} not vacancies")  # noqa: T201
    return ExitCode.SOME_FAILED if statuses["failed"] else ExitCode.DONE


def _refuse_overwriting_input(file: str, files: BatchFiles) -> None:
    outputs = {path.resolve() for path in (files.audits, files.ledger, files.summary)}
    if file != "-" and Path(file).resolve() in outputs:
        raise UsageError(f"{file} would be overwritten", "Name another folder with --out.")


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  (closed below; only opening is translated)
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from error
    with stream:
        yield stream


def _share(stream: BinaryIO) -> Callable[[], float | None]:
    """How much of a file was read, from 0 to 1; None for a stream without a size."""
    try:
        size = os.fstat(stream.fileno()).st_size if stream.seekable() else 0
    except OSError:
        size = 0
    return lambda: stream.tell() / size if size else None
