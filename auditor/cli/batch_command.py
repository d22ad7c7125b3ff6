"""`auditor batch`: a file of postings in, a folder of results out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.finish import MOST_SHEET_ROWS, Outputs
from auditor.batch.forecast import forecast
from auditor.batch.processes import cores
from auditor.batch.progress import Progress
from auditor.batch.record import NOT_DONE
from auditor.batch.submissions import Submissions
from auditor.batch.summary import SummaryDocument
from auditor.cli.exit_codes import ExitCode
from auditor.cli.reader_of import reader_of
from auditor.errors import UnreadableInputError, UsageError
from auditor.pipeline import profile_named
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.settings import Settings
from auditor.sources import Source, open_sources, parse_mapping
from auditor.taxonomy import load_taxonomy

__all__ = ["BatchFlags", "batch_command", "conclude"]

_CALLS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class BatchFlags:
    """The options of the command as they were given."""

    mapping: tuple[str, ...] = ()
    concurrency: int | None = None
    skip_closed: bool = False
    sort: str = "input"
    retry_failed: bool = False
    restart: bool = False
    budget: float | None = None
    max_rate: float | None = None
    fallback: str = "never"
    dry_run: bool = False
    parquet: bool = False
    sarif: bool = False
    save: bool = False
    engine: str = "direct"
    poll: float = 30.0
    xlsx: bool = False

    @property
    def outputs(self) -> Outputs:
        """The files that are asked for beyond those of every batch."""
        return Outputs(by_action=self.sort == "action", parquet=self.parquet, sarif=self.sarif, workbook=self.xlsx)


def batch_command(inputs: Sequence[str], out: Path, flags: BatchFlags, settings: Settings) -> int:
    """Audits the rows of the inputs into the folder and returns the exit code.

    Raises:
        InputError: an input as a whole cannot be read.
        UsageError: a setting, an option or the folder cannot be used, or the results would overwrite an input.
        ReaderError: the key or the model is refused before any row was read.
    """
    _refuse_idle_options(flags)
    reader, files = reader_of(settings), BatchFiles(out)
    profile_named(settings.profile, load_taxonomy())
    _refuse_overwriting_input(inputs, files)
    source = open_sources(inputs, parse_mapping(flags.mapping))
    options = _options(flags, settings, reader)
    if flags.dry_run:
        print(forecast(source, reader, options).words())
        return ExitCode.DONE
    told = [0, 0]

    def say(done: int, earlier: int) -> None:
        told[:] = done, earlier
        progress(done)

    with closing(Progress(sys.stderr, lambda: _share(source, *told))) as progress:
        try:
            summary = run_batch(source, files, reader, options, say, told=progress.told)
        except KeyboardInterrupt:
            progress.close()
            print(_kept(out, files), file=sys.stderr)
            raise
        except OSError as error:
            raise UsageError(
                f"cannot write to {out}: {error.strerror}", "Name a folder that can be written."
            ) from error
    code = conclude(summary, str(out))
    if not files.workbook.exists():
        print(f"results.xlsx: left out for more than {MOST_SHEET_ROWS:,} rows; --xlsx asks for it")
    if flags.save:
        from auditor.cli.saving import save_batch

        save_batch(source, files, settings)
    return code


def _options(flags: BatchFlags, settings: Settings, reader: Reader) -> BatchOptions:
    return BatchOptions(
        profile=settings.profile,
        policy=settings.policy,
        workers=flags.concurrency or (cores() if isinstance(reader, OfflineReader) else _CALLS_AT_ONCE),
        retry_failed=flags.retry_failed,
        restart=flags.restart,
        skip_closed=flags.skip_closed,
        budget=flags.budget,
        calls_a_minute=flags.max_rate,
        falls_back=flags.fallback == "offline",
        by_provider=flags.engine == "provider-batch",
        poll=flags.poll,
        outputs=flags.outputs,
    )


def _refuse_idle_options(flags: BatchFlags) -> None:
    if flags.engine == "provider-batch" and (flags.concurrency is not None or flags.max_rate is not None):
        raise UsageError(
            "--concurrency and --max-rate have no meaning with --engine provider-batch",
            "Leave them out: the provider sets the pace of a batch.",
        )


def _kept(out: Path, files: BatchFiles) -> str:
    under_way = len(Submissions(files.provider).under_way)
    at_provider = f" {under_way} batches stay under way at the provider and are not asked again." if under_way else ""
    return f"What is done is kept in {out}; the same command goes on.{at_provider}"


def _share(source: Source, done: int, earlier: int) -> float | None:
    """How much of this run is done, from 0 to 1; None for an input of unknown length."""
    return min(1.0, done / max(1, source.estimated_rows - earlier)) if source.estimated_rows else None


def conclude(summary: SummaryDocument, out: str) -> int:
    """Says the counts and returns the exit code.

    Raises:
        UnreadableInputError: no row is a posting.
    """
    statuses = summary["statuses"]
    if not statuses["ok"] and not statuses["failed"]:
        reasons = _reasons(summary) or "it has no rows"
        raise UnreadableInputError(f"{summary['input']}: no row is a posting ({reasons})", f"See {out}/ledger.jsonl.")
    counts = ", ".join(f"{count:,} {status}" for status, count in statuses.items())
    actions = ", ".join(f"{count:,} {action}" for action, count in summary["judged"]["actions"].items())
    apart = sum(summary["non_vacancies"].values())
    print(f"{summary['rows']:,} rows: {counts}")
    print(f"{summary['judged']['postings']:,} AI postings: {actions}")
    print(f"apart: {summary['not_ai']:,} not AI postings, {apart:,} not vacancies")
    if summary["fallbacks"]:
        print(f"read by the offline reader instead: {summary['fallbacks']:,}")
    if statuses["failed"] and (reasons := _reasons(summary)):
        print(f"not audited: {reasons}; see {out}/ledger.jsonl")
    if NOT_DONE in summary["reasons"]:
        left = summary["reasons"][NOT_DONE]
        print(f"not done: {left:,}, as the budget was reached; a higher --budget goes on")
    return ExitCode.SOME_FAILED if statuses["failed"] else ExitCode.DONE


def _reasons(summary: SummaryDocument) -> str:
    """Why rows were refused or failed, with their counts; rows that the budget left apart."""
    return ", ".join(f"{count:,} {reason}" for reason, count in summary["reasons"].items() if reason != NOT_DONE)


def _refuse_overwriting_input(inputs: Sequence[str], files: BatchFiles) -> None:
    outputs = {path.resolve() for path in files.all()}
    for file in inputs:
        if file != "-" and Path(file).resolve() in outputs:
            raise UsageError(f"{file} would be overwritten", "Name another folder with --out.")
