"""Corrections as labelled cases, in the form that `auditor eval` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from auditor.errors import UsageError
from auditor.store.fold import standing
from auditor.store.log import decisions_of
from auditor.store.model import Decision, DecisionKind
from auditor.store.packed import unpack, unpack_posting
from auditor.store.tables import audits, decisions, postings
from auditor.taxonomy import RoleId

__all__ = ["check_correction", "corrected_cases"]

_ROLES = ("role", "secondary_role")
_LINES = "activities"


def check_correction(correction: Mapping[str, object]) -> None:
    """Lets a correction pass that can be learnt from.

    Its keys: `role`, `secondary_role` (a role id, the latter or None) and `activities` (statement number as text ->
    activity, or None for no kind of work).

    Raises:
        UsageError: another key, or a value that is no role or no mapping.
    """
    roles = {role.value for role in RoleId}
    for key, value in correction.items():
        if key == _LINES:
            fits = isinstance(value, Mapping) and all(_is_line(number, said) for number, said in value.items())
        else:
            fits = key in _ROLES and (value in roles or (value is None and key == "secondary_role"))
        if not fits:
            raise UsageError(f"{key}: {value!r} cannot be corrected to", "Name a role, or a line and its activity.")


def corrected_cases(connection: Connection) -> Iterator[dict[str, Any] | None]:
    """A labelled case for each corrected posting, None for one whose text was not kept.

    What was corrected counts as right; a role that was not, as found. Corrected lines are told under `activities`.
    """
    asked = select(decisions.c.posting).where(decisions.c.kind == DecisionKind.CORRECT).distinct()
    for number in connection.execute(asked.order_by(decisions.c.posting)).scalars().all():
        held = [d for d in standing(decisions_of(connection, [number])) if d.kind is DecisionKind.CORRECT]
        if held:
            yield _case(connection, number, held)


def _case(connection: Connection, number: int, held: list[Decision]) -> dict[str, Any] | None:
    row = connection.execute(select(postings).where(postings.c.number == number)).one()
    if row.content is None:
        return None
    posting = unpack_posting(row.content)
    last = select(audits.c.document).where(audits.c.posting == number).order_by(audits.c.number.desc()).limit(1)
    document = unpack(connection.execute(last).scalar_one())
    said: dict[str, Any] = {"role": document["role"]}
    for decision in held:
        said |= decision.correction or {}
    case = {"id": row.id, "title": row.title, "text": posting.text, "company": posting.company, **said}
    return case | {"corrected_by": held[-1].reviewer}


def _is_line(number: object, said: object) -> bool:
    return isinstance(number, str) and number.isdigit() and (said is None or isinstance(said, str))
