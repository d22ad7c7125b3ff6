"""Postings from JSON Lines: one object a line, its keys recognised as columns are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from auditor.errors import InputError, InputTooLargeError, MalformedRowError
from auditor.sources.ats import is_exported
from auditor.sources.columns import mapped_columns
from auditor.sources.fields import refused_row
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.record import Number, Repeating, cells_of, record_row
from auditor.sources.row import Source, SourceRow

__all__ = ["MAX_LINE_BYTES", "jsonl_objects", "jsonl_rows", "load_json", "open_jsonl"]

MAX_LINE_BYTES = 4 * 1024 * 1024
"""Longest line read whole: a posting at its size limit with every character escaped fits in."""

_SAMPLE = 100
"""Rows looked at to learn the keys."""
_BOM = b"\xef\xbb\xbf"
_HINT = 'Give one object a line, for example {"id": "1", "title": "AI Engineer", "text": "..."}.'


def jsonl_rows(
    stream: BinaryIO, name: str, columns: tuple[str, ...] = (), mapping: Mapping[str, str] | None = None
) -> Iterator[SourceRow]:
    """The rows of a JSON Lines stream; `name` becomes the postings' `input`. Memory stays flat."""
    for row, (line, content) in enumerate(_contents(stream)):
        try:
            yield record_row(_fields(content, line), columns, mapping or {}, row, line, name)
        except InputError as error:
            yield refused_row(error, row, line, cells_of({}, columns))


def open_jsonl(path: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A JSON Lines file.

    Raises:
        UnreadableInputError: there are objects, and no key is known to hold the text.
        UsageError: the mapping names a key that none of the first objects has.
    """
    with path.open("rb") as stream:
        columns, recognised, estimate = _layout(stream, name, mapping)

    def rows() -> Iterator[SourceRow]:
        with path.open("rb") as stream:
            yield from jsonl_rows(stream, name, columns, mapping)

    return Source(name, columns, rows, file_fingerprint(path, mapping), estimated_rows=estimate, mapping=recognised)


def _layout(stream: BinaryIO, name: str, mapping: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str], int]:
    """The keys of the first objects in the order they come, which of them was taken for which field, and about how
    many rows the stream has.
    """
    keys: dict[str, None] = {}
    lines, exported = 0, False
    for line, content in islice(_contents(stream), _SAMPLE):
        lines += 1
        try:
            fields = _fields(content, line)
            keys.update(dict.fromkeys(fields))
            exported = exported or is_exported(fields)
        except InputError:
            continue
    columns = tuple(keys)
    places = mapped_columns(name, columns, mapping) if columns and (mapping or not exported) else {}
    read = stream.tell()
    size = stream.seek(0, 2)
    estimate = lines if read >= size else round(lines * size / read)
    return columns, {wanted: columns[place] for wanted, place in places.items()}, estimate


def jsonl_objects(stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines stream with their line numbers, from 1; numbers are strings as they were written.

    Raises:
        InputError: a line is too long or not an object; the message names the line.
    """
    for line, content in _contents(stream):
        yield line, _fields(content, line)


def _contents(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines that are not empty, with their numbers from 1."""
    for line, raw in enumerate(_lines(stream), start=1):
        content = raw.removeprefix(_BOM).strip() if line == 1 else raw.strip()
        if content:
            yield line, content


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines, an overlong one cut after MAX_LINE_BYTES + 1 and its rest skipped."""
    while raw := stream.readline(MAX_LINE_BYTES + 1):
        yield raw
        while len(raw) > MAX_LINE_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_LINE_BYTES + 1)
            if not raw:
                return


def _fields(raw: bytes, line: int) -> dict[str, Any]:
    if len(raw) > MAX_LINE_BYTES:
        raise InputTooLargeError(f"line {line} has more than {MAX_LINE_BYTES:,} bytes", "Shorten or split the row.")
    try:
        fields = load_json(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise MalformedRowError(f"line {line}: not UTF-8", "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise MalformedRowError(f"line {line}: not JSON ({error.msg}, column {error.colno})", _HINT) from error
    except (ValueError, RecursionError) as error:
        raise MalformedRowError(f"line {line}: not JSON that can be read", _HINT) from error
    if not isinstance(fields, dict):
        raise MalformedRowError(f"line {line}: not an object", _HINT)
    return fields


def load_json(text: str) -> Any:
    """The JSON value; numbers stay as they were written.

    Raises:
        ValueError: not JSON, or NaN and its like.
        RecursionError: nested too deeply.
    """
    return json.loads(
        text, parse_int=Number, parse_float=Number, parse_constant=_no_constant, object_pairs_hook=_object
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeating(found)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
