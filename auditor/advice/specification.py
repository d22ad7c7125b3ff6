"""The specification: what the posting states of it and what it leaves out, most important for the role first."""

from __future__ import annotations

from auditor.advice.model import Specification, SpecificationItem
from auditor.assessment import Assessment
from auditor.finding import Evidence
from auditor.guide import Guide, cite
from auditor.guide.model import SpecificationRow
from auditor.rules.missing_specification import asked_specification, stated_specification
from auditor.taxonomy import RoleId

__all__ = ["specification"]

_MAIN_SECTION = 8


def specification(assessment: Assessment, role: RoleId, guide: Guide) -> Specification:
    """The checklist in the role's order of importance; what is not asked of the role here and not stated is last."""
    stated = stated_specification(assessment)
    asked = {row.id for row in asked_specification(assessment, role, guide)} | set(stated)
    rows = sorted(guide.specification, key=lambda row: (row.id not in asked, row.rank_for(role)))
    items = tuple(_item(row, stated.get(row.id), applies=row.id in asked) for row in rows)
    return Specification(items, cite(_MAIN_SECTION))


def _item(row: SpecificationRow, stated: tuple[Evidence, ...] | None, *, applies: bool) -> SpecificationItem:
    return SpecificationItem(
        id=row.id,
        name=row.name,
        missing=row.missing,
        prompt=row.prompt if applies else f"If it applies: {row.prompt}",
        stated=stated is not None,
        applies=applies,
        evidence=stated or (),
        source=cite(row.section),
    )
