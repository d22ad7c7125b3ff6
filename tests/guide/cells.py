"""The cells of a table, and the table with one of them changed."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

Path = tuple[str | int, ...]

NAMES_A_ROW = frozenset({"id", "answer", "version", "place", "role"})
SETS = frozenset({"roles", "levels", "engagements", "countries", "words", "running_only"})
OTHER_WORDS = {
    "infrastructure": ("yes", "moderate", "no"),
    "trains": ("yes", "sometimes", "minimal", "no"),
    "kind": ("platform", "community"),
    "verified_on": ("2026-11-22",),
    "since": ("1999",),
    "period": ("hour", "year"),
    "currency": ("EUR",),
}


def cells(data: Any, path: Path = ()) -> Iterator[Path]:
    """The places of all values, those of lists one by one, without the names of rows."""
    items: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if key in NAMES_A_ROW:
            continue
        if isinstance(value, dict | list) and value:
            yield from cells(value, (*path, key))
        else:
            yield (*path, key)


def at(data: Any, path: Path) -> Any:
    """The value at a place."""
    for key in path:
        data = data[key]
    return data


def changes(data: dict[str, Any], path: Path) -> Iterator[dict[str, Any]]:
    """Copies of the table, each with another value at the place; of a set, one without the entry."""
    value, key = at(data, path), path[-1]
    in_set = len(path) > 1 and path[-2] in SETS
    if in_set and len(at(data, path[:-1])) > 1:
        other = copy.deepcopy(data)
        del at(other, path[:-1])[key]
        yield other
        return
    for new in _other_values(str(path[-2] if in_set else key), value):
        other = copy.deepcopy(data)
        at(other, path[:-1])[key] = new
        yield other


def _other_values(name: str, value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif name == "section":
        yield value - 1 if value > 1 else value + 1
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1, *range(1, 21))
    elif value == []:
        yield from (["intern"], [0])
    elif name == "engagements":
        yield "permanent" if value == "contract" else "contract"
    elif name in ("roles", "running_only"):
        yield "data_scientist" if value != "data_scientist" else "ai_engineer"
    else:
        yield from (w for w in OTHER_WORDS.get(name, (f"{value} and so on",)) if w != value)
