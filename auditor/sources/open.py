"""Opening a batch input, whatever it is."""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from auditor.sources.jsonl import jsonl_layout, jsonl_rows
from auditor.sources.row import Source, SourceRow
from auditor.sources.text import unreadable

__all__ = ["open_source"]


def open_source(path: str | Path, mapping: Mapping[str, str] | None = None) -> Source:
    """A file of postings, ready to be read; `-` is standard input, which is kept in a temporary file until exit.

    `mapping` says which column holds which field (see columns.parse_mapping); the rest is recognised by name.

    Raises:
        InputError: the file cannot be opened or is as a whole nothing that postings can be read from.
        UsageError: the mapping names a column that is not there.
    """
    file = _spooled() if str(path) == "-" else Path(path)
    name = "-" if str(path) == "-" else file.name
    try:
        with file.open("rb") as stream:
            columns, recognised, estimate = jsonl_layout(stream, name, mapping or {})
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error
    return Source(
        name=name,
        columns=columns,
        rows=partial(_jsonl, file, name, columns, dict(mapping or {})),
        fingerprint=cache(partial(_fingerprint, file, dict(mapping or {}))),
        estimated_rows=estimate,
        mapping=recognised,
    )


def _jsonl(file: Path, name: str, columns: tuple[str, ...], mapping: Mapping[str, str]) -> Iterator[SourceRow]:
    with file.open("rb") as stream:
        yield from jsonl_rows(stream, name, columns, mapping)


def _spooled() -> Path:
    directory = tempfile.mkdtemp(prefix="auditor-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    file = Path(directory) / "stdin"
    with file.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    return file


def _fingerprint(file: Path, mapping: Mapping[str, str]) -> str:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    digest.update(json.dumps(sorted(mapping.items())).encode())
    return digest.hexdigest()
