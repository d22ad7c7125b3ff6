"""Which column of a table holds what, by its name in several languages, or as the user says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from auditor.data_files import packaged_toml
from auditor.errors import DataError, NoTextColumnError, UsageError

__all__ = ["FIELDS", "PARTS", "mapped_columns", "parse_mapping", "recognised"]

PARTS = ("description", "responsibilities", "requirements", "benefits")
"""Fields whose columns make up the posting's text, in this order."""
FIELDS = ("title", *PARTS, "company", "location", "salary", "id", "requisition", "owner", "status", "url")
"""Everything that a column can stand for."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"[^a-z0-9]+")
_SHOWN = 30


def parse_mapping(options: Iterable[str]) -> dict[str, str]:
    """The columns by field that options like `description=Body` give.

    Raises:
        UsageError: no `=`, an unknown field, or a field twice.
    """
    mapping: dict[str, str] = {}
    for option in options:
        name, separator, column = option.partition("=")
        wanted = name.strip().lower()
        wanted = "description" if wanted == "text" else wanted
        if not separator or not column.strip():
            raise UsageError(f"--map {option}: not FIELD=COLUMN", "For example --map description=Body.")
        if wanted not in FIELDS:
            raise UsageError(f"--map {option}: there is no field {wanted!r}", f"Fields: {', '.join(FIELDS)}.")
        if wanted in mapping:
            raise UsageError(f"--map: {wanted} is given twice", "Give each field once.")
        mapping[wanted] = column.strip()
    return mapping


def mapped_columns(
    name: str, columns: Sequence[str], mapping: Mapping[str, str] | None = None, longest: str | None = None
) -> dict[str, int]:
    """The place of each field's column: as `mapping` says, else by name. Only fields that have a column are in it.

    `name` is the file's and `longest` the column with the longest cells, both for the messages.

    Raises:
        UsageError: the mapping names a column that is not there.
        NoTextColumnError: no column holds the postings' text, as far as its name tells.
    """
    chosen = {wanted: _place(name, columns, wanted, column) for wanted, column in (mapping or {}).items()}
    taken = set(chosen.values())
    for wanted, place in recognised(columns).items():
        if wanted not in chosen and place not in taken:
            chosen[wanted] = place
    if not any(part in chosen for part in PARTS):
        example = longest or (columns[0] if columns else "COLUMN")
        raise NoTextColumnError(
            f"{name}: no column is known to hold the text of the postings (columns: {_listed(columns)})",
            f"Say which one does, for example --map description={_quoted(example)}.",
            tuple(columns),
        )
    return chosen


def recognised(columns: Sequence[str]) -> dict[str, int]:
    """The place of the best named column for each field; a column stands for one field only."""
    ranks = _ranks()
    candidates = sorted(
        (rank, place, wanted)
        for place, column in enumerate(columns)
        for wanted, rank in ranks.get(_plain(column), {}).items()
    )
    found: dict[str, int] = {}
    taken: set[int] = set()
    for _, place, wanted in candidates:
        if wanted not in found and place not in taken:
            found[wanted] = place
            taken.add(place)
    return {wanted: found[wanted] for wanted in FIELDS if wanted in found}


def _place(name: str, columns: Sequence[str], wanted: str, column: str) -> int:
    if column in columns:
        return columns.index(column)
    plain = [_plain(each) for each in columns]
    if _plain(column) and plain.count(_plain(column)) == 1:
        return plain.index(_plain(column))
    raise UsageError(
        f"{name}: there is no column {column!r} for {wanted} (columns: {_listed(columns)})",
        f"Name one of them, for example --map {wanted}={_quoted(columns[0] if columns else 'COLUMN')}.",
    )


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(column[:60].replace("\n", " ") or "(no name)" for column in columns[:_SHOWN])
    return f"{shown} and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else shown or "none"


def _quoted(column: str) -> str:
    return f'"{column}"' if _APART.search(column.lower()) else column


def _plain(column: str) -> str:
    apart = _CAMEL.sub(" ", column)
    letters = unicodedata.normalize("NFKD", apart.replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    return _APART.sub(" ", "".join(c for c in letters if not unicodedata.combining(c)).lower()).strip()


@cache
def _ranks() -> Mapping[str, Mapping[str, int]]:
    """How well a plain name fits each field that lists it; 0 is best."""
    table = packaged_toml("auditor.sources", "columns.toml")
    if set(table) != set(FIELDS):
        raise DataError("columns.toml: its fields are not those of a posting", "Restore the file.")
    ranks: dict[str, dict[str, int]] = {}
    for wanted, names in table.items():
        for rank, name in enumerate(names):
            ranks.setdefault(name, {})[wanted] = rank
    return ranks
