"""Postings from a JSON document: a list of objects, an object that holds such a list, or one posting."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.errors import EmptyInputError, InputTooLargeError, MalformedRowError, UnreadableInputError
from auditor.sources.ats import is_exported, list_context
from auditor.sources.columns import PARTS, mapped_columns, recognised
from auditor.sources.encoding import encoding_of
from auditor.sources.fields import refused_row
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.jsonl import load_json
from auditor.sources.record import cells_of, record_row
from auditor.sources.row import Source, SourceRow

__all__ = ["open_json"]

_MAX_JSON_BYTES = 256 * 1024 * 1024
"""A JSON document is read whole; more than this belongs into JSON Lines."""
_SAMPLE = 100
_DEPTH = 3


def open_json(path: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A JSON file.

    Raises:
        InputError: not JSON, cut off, nested too deeply, too large, or nothing in it has a key of text.
        UsageError: the mapping names a key that is not there.
    """
    records, _ = _found(_loaded(path, name), name, mapping)
    columns = tuple(dict.fromkeys(key for each in records[:_SAMPLE] if isinstance(each, Mapping) for key in each))
    exported = any(isinstance(each, Mapping) and is_exported(each) for each in records[:_SAMPLE])
    places = {} if exported and not mapping else mapped_columns(name, columns, mapping)
    count = len(records)
    del records

    def rows() -> Iterator[SourceRow]:
        again, around = _found(_loaded(path, name), name, mapping)
        for row, record in enumerate(again):
            yield _row(record, columns, mapping, row, name, around)

    return Source(
        name,
        columns,
        rows,
        file_fingerprint(path, mapping),
        estimated_rows=count,
        exact=True,
        mapping={wanted: columns[place] for wanted, place in places.items()},
    )


def _row(
    record: Any, columns: tuple[str, ...], mapping: Mapping[str, str], row: int, name: str, context: Mapping[str, str]
) -> SourceRow:
    if not isinstance(record, Mapping):
        return refused_row(MalformedRowError(f"row {row + 1}: not an object"), row, None, cells_of({}, columns))
    return record_row(record, columns, mapping, row, None, name, context)


def _loaded(path: Path, name: str) -> Any:
    if path.stat().st_size > _MAX_JSON_BYTES:
        raise InputTooLargeError(f"{name}: more than {_MAX_JSON_BYTES:,} bytes of JSON", "Write it as JSON Lines.")
    text = path.read_text(encoding_of(path), errors="replace")
    if not text.strip():
        raise EmptyInputError(f"{name}: the file is empty", "Name a file that holds postings.")
    try:
        return load_json(text)
    except json.JSONDecodeError as error:
        message = f"{name}: not JSON ({error.msg}, line {error.lineno}, column {error.colno})"
        raise UnreadableInputError(message, "Export it again; perhaps it is cut off.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInputError(f"{name}: not JSON that can be read", "It may be nested too deeply.") from error


def _found(document: Any, name: str, mapping: Mapping[str, str]) -> tuple[list[Any], dict[str, str]]:
    """The list that holds the postings, and what stands around it and holds for each of them."""
    level = [document]
    for _ in range(_DEPTH):
        for value in level:
            if isinstance(value, Mapping) and _states_text(value, mapping) and not _lists_of(value, mapping):
                return [value], {}
            if isinstance(value, list) and (value is document or _holds_postings(value, mapping)):
                return _filled(value, name), {}
            if isinstance(value, Mapping) and (lists := _lists_of(value, mapping)):
                return _filled(lists[0], name), list_context(value)
        level = [inner for value in level if isinstance(value, Mapping) for inner in value.values()]
    if isinstance(document, Mapping):
        return [document], {}
    raise UnreadableInputError(f"{name}: neither an object nor a list of objects", "Give a list of postings.")


def _filled(records: list[Any], name: str) -> list[Any]:
    if not records:
        raise EmptyInputError(f"{name}: the list is empty", "Name a file that holds postings.")
    return records


def _lists_of(value: Mapping[str, Any], mapping: Mapping[str, str]) -> list[list[Any]]:
    return [inner for inner in value.values() if isinstance(inner, list) and _holds_postings(inner, mapping)]


def _holds_postings(values: list[Any], mapping: Mapping[str, str]) -> bool:
    return any(isinstance(each, Mapping) and _states_text(each, mapping) for each in values[:_SAMPLE])


def _states_text(record: Mapping[str, Any], mapping: Mapping[str, str]) -> bool:
    if is_exported(record) or ("description" in mapping and mapping["description"] in record):
        return True
    found = recognised(tuple(record))
    return (
        "title" in found
        and any(part in found for part in PARTS)
        and not isinstance(record[tuple(record)[found["title"]]], Mapping | list)
    )
