"""SPEC001: what the posting leaves out of the specification, as one checklist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Evidence, Severity
from auditor.guide import Guide, load_guide
from auditor.guide.model import SpecificationRow
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.gates import is_internship, role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import and_list
from auditor.taxonomy import AI_ROLES, RoleId

__all__ = ["MISSING_SPECIFICATION", "asked_specification", "runs_something", "stated_specification"]

_NAMED = 3
"""Items that the message names; the absence lists all."""
_RESEARCH = pattern(r"\b(?:research|researcher|post-?doc\w*)\b", re.I)
_FEWEST_LINES = 4
"""Lines of research under which a posting only keeps up with it."""
_RESEARCH_SHARE = 0.75
"""Share of the lines on the making of models from which research is the job, whatever the title calls it."""


@rule("SPEC001", "missing-specification", Severity.INFO)
def MISSING_SPECIFICATION(assessment: Assessment) -> Iterator[Hit]:
    """Items of the specification that the posting does not state, in one list.

    What it flags:
        Which of ten items are not found: the systems, the scale, success after 30, 60 and 90 days, the data
        infrastructure, the owner of the workflow, human review, a service level or limit for the cost, a metric of
        adoption, the fallback, and the owner after launch. What matters most for the described role comes first.
        Review, service level, fallback and the owner after launch are not asked of a data scientist whose duties run
        nothing in production: the result is an answer that a person reads. Research into models is asked for
        scale, success and data only, an internship for none.
    Why it matters:
        Vague postings attract vague candidates, and each open item is asked in an interview instead. Without an
        owner, a review path and a metric the work drifts, whoever is hired.
    A posting that is flagged:
        One that says "work on exciting AI projects" and nothing on systems, scale or success.
    A posting that passes:
        One that states all ten, each in a line.
    A near miss:
        A posting of another profession that states none of them: they are asked of AI work.
    When it is wrong:
        When an item is stated in words that are not recognised, or is kept out of a public posting on purpose.
    Source:
        AI hiring guide, 2026, section 8 and section 5.
    """
    role = assessment.role
    if role is None or role not in AI_ROLES or assessment.facts.kind not in VACANCIES or not role_told(assessment):
        return
    if is_internship(assessment):
        return
    guide = load_guide()
    stated = stated_specification(assessment)
    missing = [row.missing for row in asked_specification(assessment, role, guide) if row.id not in stated]
    if missing:
        yield Hit(
            message=f"No line was found that tells {and_list(missing[:_NAMED])}{_others(len(missing) - _NAMED)}.",
            fix="Write a line for each, the first ones first; an item that does not apply needs none.",
            evidence=Absence("; ".join(missing)),
            certainty=Certainty.MEDIUM,
        )


def _others(count: int) -> str:
    return f"; {count} more {'item is' if count == 1 else 'items are'} missing" if count > 0 else ""


def asked_specification(assessment: Assessment, role: RoleId, guide: Guide) -> tuple[SpecificationRow, ...]:
    """The items that a posting of the role has to state, most important first."""
    runs, research = runs_something(assessment), is_research(assessment)
    asked = [row for row in guide.specification if row.applies_to(role, runs=runs, research=research)]
    return tuple(sorted(asked, key=lambda row: row.rank_for(role)))


def runs_something(assessment: Assessment) -> bool:
    """Whether a duty serves, watches or builds on models in production: an AI engineer's or AI developer's work."""
    tags = assessment.reading.tags_in(*WORK_SECTIONS) if assessment.reading else ()
    return any(tag.role in (RoleId.AI_ENGINEER, RoleId.AI_DEVELOPER) for tag in tags)


def is_research(assessment: Assessment) -> bool:
    """Whether the result is new knowledge: an ML engineer's work that runs nothing and is called research.

    Called so by the title, or by three of four lines that show the making of models.
    """
    reading, claims = assessment.reading, assessment.claims
    if reading is None or assessment.role is not RoleId.ML_ENGINEER or runs_something(assessment):
        return False
    if claims is not None and _RESEARCH.search(claims.title):
        return True
    making = {tag.statement.number for tag in reading.tags_in(*WORK_SECTIONS) if tag.role is RoleId.ML_ENGINEER}
    new = {tag.statement.number for tag in reading.tags_in(*WORK_SECTIONS) if tag.activity == "researches_models"}
    return len(new) >= _FEWEST_LINES and len(new) >= _RESEARCH_SHARE * len(making)


def stated_specification(assessment: Assessment) -> Mapping[str, tuple[Evidence, ...]]:
    """The items that the posting states, by id, with their lines: four by the reader, the others by the guide's words.

    The lines of an item that the reader took for stated may be empty.
    """
    by_words = {id_: (at_span(assessment, span),) for id_, span in assessment.stated_items.items()}
    read = assessment.reading.spec if assessment.reading else {}
    by_reader = {id_: tuple(Evidence.of(s) for s in i.evidence[:PER_SIDE]) for id_, i in read.items() if i.value}
    return by_words | by_reader
