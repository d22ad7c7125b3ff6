"""Postings from JSON Lines: one object a line with `text`, and `id`, `title`, `company`, `location`, `salary`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from auditor.errors import InputError, InputTooLargeError, MalformedRowError
from auditor.posting import Posting

__all__ = ["MAX_LINE_BYTES", "SourceRow", "jsonl_objects", "jsonl_rows"]

MAX_LINE_BYTES = 4 * 1024 * 1024
"""Longest line read whole: a posting at its size limit with every character escaped fits in."""

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a batch input: a posting, or the reason why it is none.

    `row` counts rows from 0, `line` lines from 1 (empty lines are no rows); `source_id` is the row's own id as a
    string, also of a refused row when it could be read.
    """

    row: int
    line: int
    source_id: str | None
    content: Posting | InputError


class _Number(str):
    """A JSON number as it was written."""

    __slots__ = ()


def jsonl_rows(stream: BinaryIO, name: str) -> Iterator[SourceRow]:
    """The rows of a JSON Lines stream; `name` becomes the postings' `input`. Memory stays flat."""
    for row, (line, content) in enumerate(_contents(stream)):
        yield _row(content, row, line, name)


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


def _row(raw: bytes, row: int, line: int, name: str) -> SourceRow:
    source_id = None
    try:
        fields = _fields(raw, line)
        source_id = _text_or_number(fields, "id", line)
        return SourceRow(row, line, source_id, _posting(fields, source_id, row, line, name))
    except InputError as error:
        return SourceRow(row, line, source_id, error)


def _fields(raw: bytes, line: int) -> dict[str, Any]:
    if len(raw) > MAX_LINE_BYTES:
        raise InputTooLargeError(f"line {line} has more than {MAX_LINE_BYTES:,} bytes", "Shorten or split the row.")
    try:
        fields = json.loads(raw.decode("utf-8"), parse_int=_Number, parse_float=_Number, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise MalformedRowError(f"line {line}: not UTF-8", "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise MalformedRowError(f"line {line}: not JSON ({error.msg}, column {error.colno})", _HINT) from error
    except (ValueError, RecursionError) as error:
        raise MalformedRowError(f"line {line}: not JSON that can be read", _HINT) from error
    if not isinstance(fields, dict):
        raise MalformedRowError(f"line {line}: not an object", _HINT)
    return fields


_HINT = 'Give one object a line, for example {"id": "1", "title": "AI Engineer", "text": "..."}.'


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _posting(fields: dict[str, Any], source_id: str | None, row: int, line: int, name: str) -> Posting:
    text = _text(fields, "text", line)
    if text is None:
        raise MalformedRowError(f'line {line}: no "text"', _HINT)
    return Posting(
        title=_text(fields, "title", line),
        text=text,
        source_id=source_id,
        row=row,
        input=name,
        company=_text(fields, "company", line),
        location=_text(fields, "location", line),
        salary=_text_or_number(fields, "salary", line),
    )


def _text(fields: dict[str, Any], key: str, line: int) -> str | None:
    value = fields.get(key)
    if value is None or (isinstance(value, str) and not isinstance(value, _Number)):
        return value
    raise MalformedRowError(f'line {line}: "{key}" is not a string', _HINT)


def _text_or_number(fields: dict[str, Any], key: str, line: int) -> str | None:
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    raise MalformedRowError(f'line {line}: "{key}" is neither a string nor a number', _HINT)
