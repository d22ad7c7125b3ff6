"""Narrower titles for a role, as checked data, and which of them a posting shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles.terms import Term

__all__ = ["Speciality", "specialities_from", "specialities_shown"]

_LINES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Speciality:
    """A narrower title of a role, with the activities and title words that show it."""

    role: RoleId
    title: str
    activities: frozenset[str]
    words: frozenset[str]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    role: RoleId
    title: str = Field(min_length=3, max_length=60)
    activities: list[str]
    words: list[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    specialities: list[_Row]


def specialities_from(data: Mapping[str, Any]) -> tuple[Speciality, ...]:
    """The checked specialities of the parsed data file.

    Raises:
        DataError: the file breaks a rule or names an activity that the taxonomy does not have.
    """
    try:
        rows = _File.model_validate(data).specialities
    except ValidationError as error:
        raise DataError(f"suggestions: {first_fault(error, 'all')}", "Correct the data file.") from error
    unknown = sorted({a for row in rows for a in row.activities} - set(load_taxonomy().activities))
    if unknown:
        raise DataError(f"suggestions: no such activity: {', '.join(unknown)}", "Correct the data file.")
    return tuple(Speciality(r.role, r.title, frozenset(r.activities), frozenset(r.words)) for r in rows)


@cache
def _load_specialities() -> tuple[Speciality, ...]:
    """The packaged specialities, loaded once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return specialities_from(packaged_toml("auditor.titles", "suggestions.toml"))


def specialities_shown(role: RoleId, terms: list[Term], activities: tuple[str, ...]) -> tuple[str, ...]:
    """The titles of the role's specialities that the activities (one item a line) or the title's terms show."""
    texts = {term.text for term in terms}
    return tuple(
        row.title
        for row in _load_specialities()
        if row.role is role
        and (sum(a in row.activities for a in activities) >= _LINES_NEEDED or not row.words.isdisjoint(texts))
    )
