"""The specification: what the posting states of it and what it leaves out, most important for the role first."""

from __future__ import annotations

from auditor.advice.model import Specification, SpecificationItem
from auditor.assessment import Assessment
from auditor.finding import Evidence
from auditor.guide import Guide, cite
from auditor.guide.model import SpecificationRow
from auditor.rules.missing_specification import stated_specification
from auditor.taxonomy import RoleId

__all__ = ["specification"]

_MAIN_SECTION = 8


def specification(assessment: Assessment, role: RoleId, guide: Guide) -> Specification:
    """The checklist in the role's order of importance."""
    rows = sorted(guide.specification, key=lambda row: row.rank_for(role))
    stated = stated_specification(assessment, guide)
    return Specification(tuple(_item(row, stated.get(row.id)) for row in rows), cite(_MAIN_SECTION))


def _item(row: SpecificationRow, stated: tuple[Evidence, ...] | None) -> SpecificationItem:
    return SpecificationItem(
        id=row.id,
        name=row.name,
        missing=row.missing,
        prompt=row.prompt,
        stated=stated is not None,
        evidence=stated or (),
        source=cite(row.section),
    )
