"""From one JSON object to a row: a known export's shape, or keys recognised as a table's columns are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from auditor.errors import InputError, MalformedRowError
from auditor.sources.ats import exported_fields
from auditor.sources.columns import PARTS, recognised
from auditor.sources.fields import refused_row, stated_row
from auditor.sources.markup import without_markup
from auditor.sources.pay_text import pay_text
from auditor.sources.row import SourceRow
from auditor.taxonomy import RoleId

__all__ = ["Number", "Repeating", "cells_of", "record_row"]

_HINT = 'Give an object with the posting\'s text, for example {"id": "1", "title": "AI Engineer", "text": "..."}.'
_TEXTS = ("title", *PARTS)
_NAMES = ("name", "label", "title", "city", "region", "state", "country")
"""Keys of an object that stands where a name is expected, as a location {"city": ..., "country": ...}."""
_ROLE_IDS = frozenset(role.value for role in RoleId)
"""A label under a key like "role" is what a person read the posting as, not its title."""


class Number(str):
    """A JSON number as it was written."""

    __slots__ = ()


class Repeating(dict[str, Any]):
    """A JSON object in which a key stands twice."""


def record_row(
    record: Mapping[str, Any],
    columns: tuple[str, ...],
    mapping: Mapping[str, str],
    row: int,
    line: int | None,
    name: str,
    context: Mapping[str, str] | None = None,
) -> SourceRow:
    """The row of an object, a refused one when a field is not what it should be or the text is missing.

    `context` are fields that hold unless the object states them itself.
    """
    where = f"line {line}" if line is not None else f"row {row + 1}"
    cells = cells_of(record, columns)
    stated: dict[str, str | None] = dict(context or {})
    try:
        if isinstance(record, Repeating):
            raise MalformedRowError(f"{where}: a key stands twice", "Give each key once.")
        for wanted, (key, value) in _values(record, mapping).items():
            stated[wanted] = _text(value, wanted, f'{where}: "{key}"')
        if not any(part in stated for part in PARTS):
            raise MalformedRowError(f'{where}: no "text"', _HINT)
    except InputError as error:
        return refused_row(error, row, line, cells, stated.get("id"))
    return stated_row(stated, cells, row, line, name)


def _values(record: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    """The object's key and value by field, the id first, so that a refused row has one; an empty id is none."""
    exported = exported_fields(record)
    if exported is not None:
        values = {wanted: (wanted, value) for wanted, value in exported.items()}
    else:
        values = {wanted: (key, record[key]) for wanted, key in _keys(tuple(record)).items()}
        if str(values.get("title", ("", ""))[1]) in _ROLE_IDS:
            del values["title"]
    values.update({wanted: (key, record[key]) for wanted, key in mapping.items() if key in record})
    order = sorted(values, key=lambda wanted: wanted != "id")
    stated = {wanted: values[wanted] for wanted in order if values[wanted][1] is not None}
    return {wanted: each for wanted, each in stated.items() if wanted != "id" or each[1] != ""}


@lru_cache(maxsize=256)
def _keys(keys: tuple[str, ...]) -> Mapping[str, str]:
    return {wanted: keys[place] for wanted, place in recognised(keys).items()}


def cells_of(record: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    """One string for each column: strings and numbers as they were written, nothing for null, the rest as JSON."""
    return tuple(_cell(record.get(column)) for column in columns)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _text(value: Any, wanted: str, where: str) -> str:
    if wanted in _TEXTS:
        return _prose(value, wanted, where)
    if isinstance(value, Mapping) and wanted == "salary":
        value = _pay(value)
    elif isinstance(value, Mapping):
        value = ", ".join(str(value[key]) for key in _NAMES if isinstance(value.get(key), str) and value[key])
    elif isinstance(value, bool):
        value = str(value).lower()
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, str) and (value or wanted != "id"):
        return str(value)
    raise MalformedRowError(f"{where} is neither a string nor a number", _HINT)


def _pay(pay: Mapping[str, Any]) -> str | None:
    """An object like {"min": 1, "max": 2, "currency": "EUR", "interval": "year"} in words."""
    low, high, currency, period = (
        next((pay[key] for key in keys if pay.get(key) is not None), None)
        for keys in (("min", "minimum", "from", "minValue"), ("max", "maximum", "to", "maxValue", "value"),
                     ("currency", "currencyCode"), ("interval", "period", "unit", "unitText"))
    )  # fmt: skip
    return pay_text(low, high, currency, str(period or ""))


def _prose(value: Any, wanted: str, where: str) -> str:
    if isinstance(value, str) and not isinstance(value, Number):
        return value if wanted == "title" else without_markup(value)
    if wanted != "title" and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(f"- {item}" for item in value)
    raise MalformedRowError(f"{where} is not a string", _HINT)
