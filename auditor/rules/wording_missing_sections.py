"""WORDING005: a part of a posting that candidates look for is missing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.posting import Section
from auditor.reading import WORK_SECTIONS
from auditor.rules.gates import VACANCIES
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import and_list

__all__ = ["WORDING_MISSING_SECTIONS"]

LOOKED_FOR = {
    "the work": frozenset(WORK_SECTIONS),
    "what it requires": frozenset({Section.REQUIREMENTS, Section.NICE_TO_HAVE}),
    "the company": frozenset({Section.COMPANY}),
    "benefits or pay": frozenset({Section.BENEFITS, Section.PAY}),
}
"""Parts by the sections that hold them."""


@rule("WORDING005", "missing-sections", Severity.INFO, default_on=False)
def WORDING_MISSING_SECTIONS(assessment: Assessment) -> Iterator[Hit]:  # noqa: N802
    """No line of the posting is about a part that candidates look for.

    What it flags:
        A posting without a line on the work, on what it requires, on the company, or on benefits and pay.
    Why it matters:
        Candidates fill a gap with the worst guess or move on.
    A posting that is flagged:
        Duties and requirements, and not a word about who hires or what is offered.
    A posting that passes:
        A paragraph on the team, duties, requirements, and what is paid.
    When it is wrong:
        When the missing part stands elsewhere on the page that the posting was taken from. Off by
        default: too few hits have been checked against the whole text.
    Source:
        The package's own list; advisory.
    """
    if assessment.facts.kind not in VACANCIES or not assessment.facts.readable:
        return
    held = {statement.section for statement in assessment.segmentation.statements}
    missing = [part for part, sections in LOOKED_FOR.items() if not held & sections]
    if missing:
        yield Hit(
            message=f"It says nothing about {and_list(missing)}.",
            fix="Add a line for each, or say where it stands.",
            evidence=Absence(and_list(missing)),
        )
