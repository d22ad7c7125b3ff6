"""Reads the guide's tables and refuses them when a row is missing, unknown or contradicts another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast, get_args

from pydantic import TypeAdapter, ValidationError

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.guide.model import (
    AiEngineerRow,
    Channel,
    FirstMoveRow,
    Goal,
    GoalConditions,
    Guide,
    InterviewPlanRows,
    MoveId,
    NeedAnswer,
    NeedId,
    NeedQuestion,
    RoleRow,
    SpecificationRow,
    StaffingId,
    StaffingRow,
    Thresholds,
)
from auditor.taxonomy import AI_ROLES, load_taxonomy

__all__ = ["TABLES", "guide_from", "interview_from", "load_guide", "load_interview", "read_table"]

TABLES = ("thresholds", "roles", "need", "first_moves", "staffing", "goals", "specification", "channels")
"""The files of the guide's tables, without the interview questions."""

_Row = TypeVar("_Row")


def read_table(name: str) -> dict[str, Any]:
    """The packaged TOML file `name` of the guide, parsed.

    Raises:
        DataError: the file is not TOML.
    """
    return packaged_toml("auditor.guide", f"{name}.toml")


@cache
def load_guide() -> Guide:
    """The packaged tables, read once.

    Raises:
        DataError: a packaged file breaks a rule.
    """
    return guide_from({name: read_table(name) for name in TABLES})


@cache
def load_interview() -> InterviewPlanRows:
    """The packaged interview questions, read once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return interview_from(read_table("interview"))


def guide_from(tables: Mapping[str, Mapping[str, Any]]) -> Guide:
    """The checked tables; `tables` maps each name of TABLES to its parsed file.

    Raises:
        DataError: a row is missing, unknown, given twice, or of the wrong type; the message names the place.
    """
    goals = tables["goals"]
    guide = Guide(
        thresholds=_checked("thresholds", Thresholds, tables["thresholds"]),
        roles={row.id: row for row in _rows("roles", RoleRow, tables["roles"]["roles"])},
        ai_engineer=_checked("roles", AiEngineerRow, tables["roles"]["ai_engineer"]),
        need=_rows("need", NeedQuestion, tables["need"]["questions"]),
        first_moves={row.id: row for row in _rows("first_moves", FirstMoveRow, tables["first_moves"]["moves"])},
        staffing={row.id: row for row in _rows("staffing", StaffingRow, tables["staffing"]["models"])},
        goals=_rows("goals", Goal, goals["goals"]),
        conditions=_checked("goals", GoalConditions, goals["conditions"]),
        specification=_rows("specification", SpecificationRow, tables["specification"]["items"]),
        channels=_rows("channels", Channel, tables["channels"]["channels"]),
    )
    _complete(guide)
    return guide


def interview_from(table: Mapping[str, Any]) -> InterviewPlanRows:
    """The checked interview questions: every activity that is work of a role has one.

    Raises:
        DataError: a row is missing, unknown or of the wrong type.
    """
    plan = _checked("interview", InterviewPlanRows, table)
    activities = load_taxonomy().activities
    _need("interview", "activities", (a.id for a in activities.values() if a.role is not None), plan.activities)
    _need("interview", "known activities", plan.activities, activities)
    return plan


def _complete(guide: Guide) -> None:
    """Checks that every choice the code can make has its row."""
    _need("roles", "roles", AI_ROLES, guide.roles)
    _need("staffing", "models", get_args(StaffingId), guide.staffing)
    _need("first_moves", "moves", get_args(MoveId), guide.first_moves)
    _need("need", "questions", get_args(NeedId), {q.id for q in guide.need})
    for question in guide.need:
        general = {reading.answer for reading in question.readings if not reading.roles}
        _need("need", f"readings of {question.id}", get_args(NeedAnswer), general)
    for role in AI_ROLES:
        ranks = [row.rank_for(role) for row in guide.specification]
        if len(set(ranks)) < len(ranks):
            raise DataError(f"guide: specification.toml: two items of one rank for {role}", "Give each its own rank.")


def _need(table: str, what: str, wanted: Iterable[str], present: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(present))
    if missing:
        raise DataError(f"guide: {table}.toml: {what} missing: {', '.join(missing)}", "Add the rows to the file.")


def _rows(table: str, kind: type[_Row], rows: Iterable[Any]) -> tuple[_Row, ...]:
    adapter: TypeAdapter[_Row] = _adapter(cast("Hashable", kind))
    return tuple(_validated(table, adapter, row) for row in rows)


def _checked(table: str, kind: type[_Row], data: Any) -> _Row:
    adapter: TypeAdapter[_Row] = _adapter(cast("Hashable", kind))
    return _validated(table, adapter, data)


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    """What checks rows of a kind; making one costs more than checking a table."""
    return TypeAdapter(cast("Any", kind))


def _validated(table: str, adapter: TypeAdapter[_Row], data: Any) -> _Row:
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise DataError(f"guide: {table}.toml: {first_fault(error, 'all')}", "Correct the row.") from error
