"""The specification: what the posting states of it and what it leaves out, most important for the role first."""

from __future__ import annotations

from auditor.advice.model import Specification, SpecificationItem
from auditor.assessment import Assessment
from auditor.facts.guide_words import stated_items
from auditor.finding import Evidence
from auditor.guide import Guide, cite
from auditor.guide.model import SpecificationRow
from auditor.posting import Span
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.taxonomy import RoleId

__all__ = ["specification"]

_MAIN_SECTION = 8


def specification(assessment: Assessment, role: RoleId, guide: Guide) -> Specification:
    """The checklist in the role's order of importance."""
    rows = sorted(guide.specification, key=lambda row: row.rank_for(role))
    found = stated_items(assessment.posting, assessment.segmentation, guide)
    return Specification(tuple(_item(assessment, row, found.get(row.id)) for row in rows), cite(_MAIN_SECTION))


def _item(assessment: Assessment, row: SpecificationRow, span: Span | None) -> SpecificationItem:
    stated, evidence = _stated(assessment, row.id, span)
    return SpecificationItem(row.id, row.name, row.missing, row.prompt, stated, evidence, cite(row.section))


def _stated(assessment: Assessment, id_: str, span: Span | None) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether the reader or code found the item, and where."""
    read = assessment.reading.spec.get(id_) if assessment.reading else None
    if read is not None:
        return read.value, tuple(Evidence.of(s) for s in read.evidence[:PER_SIDE]) if read.value else ()
    return (True, (at_span(assessment, span),)) if span else (False, ())
