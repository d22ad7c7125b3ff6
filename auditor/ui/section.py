"""The shape of a collapsed section."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.taxonomy import RoleId

__all__ = ["Detail", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section; `statement` links to the text, `quoted` says that the value is the text's own words.

    `share` (0 to 1) draws a bar of that part of the width in the role's accent, which begins at `start` (0 to 1).
    """

    label: str
    value: str = ""
    statement: int | None = None
    share: float | None = None
    start: float = 0.0
    quoted: bool = True
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A collapsed section: a stable key, its name, its one-line summary, its rows."""

    key: str
    name: str
    summary: str
    rows: tuple[Row, ...]
