"""WORDING005: a part of a posting that candidates look for is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.scan import lower_of_same_length
from auditor.finding import Absence, Severity
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Section
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import and_list

__all__ = ["WORDING_MISSING_SECTIONS"]

_LOOKED_FOR = {
    "the work": frozenset(WORK_SECTIONS),
    "what it requires": frozenset({Section.REQUIREMENTS, Section.NICE_TO_HAVE}),
    "the company": frozenset({Section.COMPANY}),
    "benefits or pay": frozenset({Section.BENEFITS, Section.PAY}),
}
"""Parts by the sections that hold them."""

_SPOKEN_OF = {
    "the work": pattern(
        r"\b(?:you(?:['’]ll| will)|responsib|dut(?:y|ies)|develop|build|manag|support|analy|design)", re.I
    ),
    "what it requires": pattern(
        r"\b(?:experience|years|degree|proficien\w+|knowledge|skills?|qualifi\w+|requirements?|ability to|familiar\w*"
        r"|expertise|must have|background in)\b",
        re.I,
    ),
    "the company": pattern(
        r"\b(?:about us|who we are|our (?:mission|company|vision|values|story|customers|clients|culture|platform"
        r"|products?|team|business|people|organi[sz]ation|firm|group)|we(?:['’]re| are)"
        r"|is (?:a|an|the|one of) (?:[\w’'-]+ ){0,5}(?:company|leader|provider|start-?up|firm|organi[sz]ation|platform"
        r"|agency|university"
        r"|consultancy|client|group)|founded|headquarter|client)",
        re.I,
    ),
    "benefits or pay": pattern(
        r"\b(?:benefits?|perks|salary|compensation|pay|paid|bonus(?:es)?|equity|stock|401\(?k|insurance|vacation|pto"
        r"|holidays?|pension|stipend|annual leave|we offer|wellness|allowance|remuneration|package|hourly"
        r"|per hour|rate)\b|[$€£₹]\s?\d",
        re.I,
    ),
}
"""Words that speak of a part wherever they stand: with any of them it is not missing."""


@rule("WORDING005", "missing-sections", Severity.INFO, default_on=False)
def WORDING_MISSING_SECTIONS(assessment: Assessment) -> Iterator[Hit]:
    """No line of the posting is about a part that candidates look for.

    What it flags:
        A posting without a line on the work, on what it requires, on the company, or on benefits and pay, in which
        no word speaks of it either.
    Why it matters:
        Candidates fill a gap with the worst guess or move on.
    A posting that is flagged:
        Duties and requirements, and not a word about who hires or what is offered.
    A posting that passes:
        A paragraph on the team, duties, requirements, and what is paid.
    A near miss:
        No heading for the company, and its description in the first paragraph.
    When it is wrong:
        When the missing part stands elsewhere on the page that the posting was taken from.
    Source:
        The package's own list; advisory.
    """
    if assessment.facts.kind not in VACANCIES or not assessment.facts.readable:
        return
    held = {statement.section for statement in assessment.segmentation.statements}
    missing = [part for part, sections in _LOOKED_FOR.items() if not held & sections and not _told(assessment, part)]
    if missing:
        yield Hit(
            message=f"It says nothing about {and_list(missing)}.",
            fix="Add a line for each, or say where it stands.",
            evidence=Absence(and_list(missing)),
        )


def _told(assessment: Assessment, part: str) -> bool:
    """Whether the text speaks of the part outside its own section, or the source states it."""
    posting = assessment.posting
    if part == "benefits or pay" and posting.salary:
        return True
    if part == "the company" and posting.company and posting.company.lower() in lower_of_same_length(posting.text):
        return True
    return _SPOKEN_OF[part].search(posting.text) is not None
