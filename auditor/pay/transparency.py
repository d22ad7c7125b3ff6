"""Where a posting may have to state its pay, by place. Not legal advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError

__all__ = ["Disclosure", "Transparency", "load_transparency", "transparency_from"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    place: str = Field(pattern=r"^[A-Z]{2}(?:-[A-Z]{2})?$")
    name: str = Field(min_length=1)
    since: str = Field(pattern=r"^\d{4}(?:-\d{2}){0,2}$")
    employers: str = Field(min_length=1)
    shows: str = Field(min_length=1)
    remote: bool = False
    open_ended: bool = True
    in_posting: bool = True
    source: str = Field(min_length=1)
    verified_on: str = Field(pattern=r"^(?:\d{4}-\d{2}-\d{2})?$")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    rows: tuple[_Row, ...] = Field(min_length=1)
    members: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one place may require of a posting; `verified_on` is None while nobody has checked the statute.

    `in_posting` False means that the pay may be given later; `open_ended` False that a range needs both ends;
    `remote` that jobs done from there count.
    """

    place: str
    name: str
    since: str
    employers: str
    shows: str
    remote: bool
    open_ended: bool
    in_posting: bool
    source: str
    verified_on: str | None

    @property
    def standing(self) -> str:
        """How sure the table is that the place requires it: "not verified" until a person has checked the statute."""
        return f"checked on {self.verified_on}" if self.verified_on else "not verified"


@dataclass(frozen=True, slots=True)
class Transparency:
    """All rows, and the countries that belong to a union."""

    rows: tuple[Disclosure, ...]
    members: dict[str, frozenset[str]]

    def for_places(self, codes: Iterable[str]) -> tuple[Disclosure, ...]:
        """The rows of the places (ISO 3166 codes, "US-CA" for a state), in the table's order."""
        wanted = set(codes)
        unions = {union for union, members in self.members.items() if wanted & members}
        return tuple(row for row in self.rows if row.place in wanted | unions)


def transparency_from(data: dict[str, Any]) -> Transparency:
    """The checked table of a parsed file.

    Raises:
        DataError: the file breaks a rule; the message names the place.
    """
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise DataError(f"transparency.toml: {first_fault(error, 'rows')}", "Correct the data file.") from error
    rows = tuple(Disclosure(**{**row.model_dump(), "verified_on": row.verified_on or None}) for row in file.rows)
    return Transparency(rows, {union: frozenset(members) for union, members in file.members.items()})


@cache
def load_transparency() -> Transparency:
    """The packaged table, loaded once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return transparency_from(packaged_toml("auditor.pay", "transparency.toml"))
