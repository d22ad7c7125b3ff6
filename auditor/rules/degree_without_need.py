"""STACK005: a degree demanded for work that does not need one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from auditor.assessment import Assessment
from auditor.finding import Certainty, Evidence, Severity
from auditor.patterns import Alphabet, pattern
from auditor.posting import VACANCIES, Section
from auditor.rules.gates import role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import is_softened
from auditor.taxonomy import RoleId

__all__ = ["DEGREE_WITHOUT_NEED"]

_DEGREE = pattern(
    r"\b(?:bachelor|master)(?:['’]?s)?(?:['’])?(?: degree| in | of (?:(?:applied |the )?"
    r"(?:science|arts|engineering|technology|comput|business|math|statistics|data|information|commerce|philosophy)))"
    r"|\b(?:BSc?|B\.S\.|MSc?|M\.S\.|Ph\.?D\.?)(?=[ ,/.)]| in )"
    r"|\b(?:university|college|advanced|graduate) degree|\bdegree in\b",
    re.I,
)
_DEGREES = ("bachelor", "master", "degree")
_SHORT_DEGREES = frozenset({"bs", "bsc", "b", "ms", "msc", "m", "phd", "ph"})
"""One of these words, or of the ones above, stands in every text that _DEGREE finds something in."""
_LETTERS = Alphabet(ascii_lowercase)
_INSTEAD = pattern(
    r"\b(?:equivalent|equiv|or (?:related |relevant |comparable |similar |practical |proven |\d+)|in lieu|and/or"
    r"|experience|or (?:a )?(?:certif|bootcamp|self)|not required|not need|no degree"
    r"|post-|pursuing|currently|enrolled|recent graduate|student"
    r"|expect(?:s|ed)? to (?:earn|graduate|complete|receive))",
    re.I,
)
_ELSEWHERE = pattern(
    r"\b(?:in lieu of|instead of|in place of|degree (?:is )?not required|or equivalent"
    r"|equivalent (?:\w+ ){0,2}experience|substitutes? for)\b",
    re.I,
)
_GRADUATE = pattern(
    r"\b(?:graduates?|new[- ]grads?|university grads?|campus|interns?|internship|apprentice\w*|working student)\b", re.I
)
"""Titles of jobs that are meant for people who come from a degree."""


@rule("STACK005", "degree-without-need", Severity.INFO)
def DEGREE_WITHOUT_NEED(assessment: Assessment) -> Iterator[Hit]:
    """A degree is a must for building or running AI applications, with no equivalent accepted.

    What it flags:
        A must-have degree in a posting whose duties are an AI developer's or an AI engineer's, when neither that
        requirement nor another accepts equivalent experience. Roles that research or model are left alone, and so are
        jobs for graduates and students.
    Why it matters:
        The tools of this work are younger than most degrees; what shows the skill is what somebody shipped. The
        demand thins a field that is thin already.
    A posting that is flagged:
        "Master's degree in Computer Science" under Requirements, over duties that build LLM features.
    A posting that passes:
        "Bachelor's degree or equivalent experience"; "A degree in Computer Science is a plus".
    A near miss:
        "Master's degree or equivalent experience".
    When it is wrong:
        When a visa, a public employer or a regulator demands the degree. Then say so.
    Source:
        AI hiring guide, 2026, sections 1 and 7 (fewer qualified applicants); 9 (what shows the skill).
    """
    if assessment.role not in (RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER) or not role_settled(assessment):
        return
    title = assessment.segmentation.title_of(assessment.posting) or ""
    if "research" in title.lower() or _GRADUATE.search(title):
        return
    if assessment.facts.kind not in VACANCIES:
        return
    for statement in assessment.segmentation.in_sections(Section.REQUIREMENTS):
        said = statement.of(assessment.posting.text)
        if _names_degree(said) and not _INSTEAD.search(said) and not is_softened(said):
            if _ELSEWHERE.search(assessment.posting.text):
                return
            yield Hit(
                message="A degree is demanded without accepting equivalent experience, for work that is shown by what "
                "somebody has built.",
                fix='Add "or equivalent experience", or say why the degree is needed.',
                evidence=(Evidence.of(statement),),
                certainty=Certainty.MEDIUM,
            )
            return


def _names_degree(said: str) -> bool:
    lowered = said.lower()
    telling = any(map(lowered.__contains__, _DEGREES)) or not _SHORT_DEGREES.isdisjoint(_LETTERS.runs(lowered))
    return telling and _DEGREE.search(said) is not None
