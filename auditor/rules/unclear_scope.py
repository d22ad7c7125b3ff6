"""NEED006: the posting says that its scope is not settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.patterns import pattern
from auditor.posting import VACANCIES, Section, Span
from auditor.rules.evidence import at_span
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import AI_ROLES

__all__ = ["UNCLEAR_SCOPE", "unsettled"]

_OF_THE_JOB = pattern(r"\b(?:scope|role|position|responsibilities|job|mandate|remit)\b", re.I)


def unsettled(assessment: Assessment) -> Span | None:
    """The words that say that scope or role are not settled; None where none do.

    One with the duty to find out where AI helps is settled.
    """
    said = assessment.facts.project.unclear
    if said is None:
        return None
    duties = assessment.segmentation.in_sections(Section.DUTIES)
    is_duty = any(duty.start <= said.start < duty.end for duty in duties)
    return None if is_duty and not _OF_THE_JOB.search(said.of(assessment.posting.text)) else said


@rule("NEED006", "unclear-scope", Severity.INFO)
def UNCLEAR_SCOPE(assessment: Assessment) -> Iterator[Hit]:
    """The posting says of itself that the scope or the role is not settled.

    What it flags:
        Sentences that say that the scope is still open, that the role is what the person makes of it, or that the
        company is still finding out where AI helps. Exploring use cases as a duty is ordinary work and not flagged,
        nor is a role that is broad on purpose.
    Why it matters:
        Nobody can be selected for work that is not known. A pilot of 4 to 6 weeks ends with a scope; a hire for an
        unsettled one often ends with a second search.
    A posting that is flagged:
        "We are still figuring out where AI can help our branches, and you will help us decide".
    A posting that passes:
        "Explore use cases with the branches and build the two that pay".
    A near miss:
        "Explore where AI helps the branches" as a duty: finding out is the work.
    When it is wrong:
        In a research role, where open questions are the work.
    Source:
        AI hiring guide, 2026, section 3 (last row).
    """
    said = unsettled(assessment)
    if said is None or assessment.role not in AI_ROLES or assessment.facts.kind not in VACANCIES:
        return
    yield Hit(
        message="The posting says that the scope is not settled, so nobody can be selected for it.",
        fix="Run a pilot of 4 to 6 weeks first, with an agency if nobody in the house can, and post the scope that it "
        "ends with; or state the first result that the person has to bring.",
        evidence=(at_span(assessment, said),),
        certainty=Certainty.MEDIUM,
    )
