"""The shape of a collapsed section."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.taxonomy import RoleId

__all__ = ["Detail", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section. `share` (0 to 1) draws a bar in the role's accent; `statement` links to the text."""

    label: str
    value: str = ""
    statement: int | None = None
    share: float | None = None
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A collapsed section: a stable key, its name, its one-line summary, its rows."""

    key: str
    name: str
    summary: str
    rows: tuple[Row, ...]
