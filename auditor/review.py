"""The reasons for a person to look at an audit before anyone acts on it."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.assessment import SecondOpinion
from auditor.facts.model import PostingFacts
from auditor.posting import VACANCIES, WORK_SECTIONS, Section
from auditor.reading import Reading
from auditor.taxonomy import AI_ROLES, Profile, RoleId
from auditor.titles import TitleClaims
from auditor.verdict import Verdict

__all__ = ["CLAIM_SHOWN", "REVIEW_REASONS", "REVIEW_TASKS", "ROLE_DOUBTS", "review_reasons"]

REVIEW_REASONS = {
    "too_short": "There is too little text to judge.",
    "unsupported_language": "The posting is not in English.",
    "injection_suspected": "The text addresses a program that reads it, not a candidate.",
    "no_title": "No title was given or found.",
    "role_unclear": "The text does not say enough about the work to name a role.",
    "no_duties": "The posting states no duties; the role was read from the rest of it alone.",
    "few_duties": "Too little of the text says what the work is to judge the title by it.",
    "low_confidence": "The role is not certain enough to act on.",
    "contested": "Another role can be defended, and it would change the verdict.",
    "readers_disagree": "The language model and the offline reader name different roles.",
}
"""Every reason by its stable name, in the order in which they are given, with a sentence for a person."""

REVIEW_TASKS = {
    "too_short": "Get the whole posting and audit it again.",
    "unsupported_language": "Audit an English version, or have a person who reads the language decide.",
    "injection_suspected": "Read the lines that address a program, and decide whether they may stay.",
    "no_title": "Give the posting its title and audit it again.",
    "role_unclear": "Ask what the person will do, and add the main duties.",
    "no_duties": "Ask what the person will do, and decide about the title by these duties.",
    "few_duties": "Ask for the rest of the duties before anybody changes the title.",
    "low_confidence": "Read the duties and decide which role most of them describe, and whether the title names it.",
    "contested": "Decide whether the title names the larger part of the duties.",
    "readers_disagree": "Read the duties and decide which of the two readers is right.",
}
"""What the person who looks has to do or to decide, by the reason's name."""

ROLE_DOUBTS = frozenset({"role_unclear", "no_duties", "few_duties", "low_confidence", "contested", "readers_disagree"})
"""The reasons that put the role itself in doubt: rules that depend on the role stay silent under them.

But for a rule whose own advice answers the doubt, as HIRE001's does that of few duties.
"""


CLAIM_SHOWN = 0.25
"""Share of the work from which a claimed role is shown well enough that a mismatch asks nobody to act.

The labelling guide names a second role from about 30% of the duties; a little below, either reading can be defended.
"""
_FEWEST_LINES_OF_WORK = 4
_FEWEST_WORDS_OF_WORK = 20
_LEAST_SHARE_OF_WORK = 1 / 3
"""Lines of work under which a mismatch rests on too little: the duties that were left out may be those promised.

A draft of some lines that is mostly about the work tells it all the same.
"""


def review_reasons(
    facts: PostingFacts,
    reading: Reading | None,
    claims: TitleClaims | None,
    verdict_by_profile: Mapping[str, Verdict | None],
    second_opinion: SecondOpinion | None,
    profile: Profile,
) -> tuple[str, ...]:
    """Names of the reasons that hold, in the order of REVIEW_REASONS; empty when nobody needs to look.

    A text that is no vacancy gets no retitle advice, so doubts about its title and role are no reason to look.
    """
    found = set()
    if facts.unreadable is not None:
        found.add(facts.unreadable)
    if facts.instructions:
        found.add("injection_suspected")
    if facts.kind in VACANCIES:
        if claims is None:
            found.add("no_title")
        if reading is not None:
            found |= _doubts(reading, claims, verdict_by_profile, second_opinion, profile)
    return tuple(reason for reason in REVIEW_REASONS if reason in found)


def _doubts(
    reading: Reading,
    claims: TitleClaims | None,
    verdict_by_profile: Mapping[str, Verdict | None],
    second_opinion: SecondOpinion | None,
    profile: Profile,
) -> set[str]:
    if reading.role is None:
        return {"role_unclear"}
    verdict = verdict_by_profile[profile.id]
    mismatch = verdict is Verdict.MISMATCH
    checks = {
        "no_duties": _states_no_duties(reading) and not _plainly_elsewhere(reading, claims, verdict),
        "few_duties": mismatch and not _states_no_duties(reading) and _states_few_duties(reading),
        "low_confidence": reading.confidence < _needed(verdict, claims, profile),
        "contested": _shown_only_after_requirements(reading)
        or (mismatch and claims is not None and _claim_defensible(reading, claims.by_profile[profile.id], profile)),
        "readers_disagree": second_opinion is not None and second_opinion.role is not reading.role,
    }
    return {reason for reason, holds in checks.items() if holds}


def _needed(verdict: Verdict | None, claims: TitleClaims | None, profile: Profile) -> float:
    """The confidence below which a person should look: what the title says is evidence about the work too.

    The role is read without the title; only how far that reading is trusted depends on whether the two agree.
    """
    if claims is None or verdict is Verdict.PARTIAL:
        return profile.doubtful
    if verdict is Verdict.MATCH:
        if claims.by_profile[profile.id]:
            return profile.doubtful
        return profile.sure if claims.names_ai else profile.plain
    return profile.sure if claims.names_ai or verdict is Verdict.MISMATCH else profile.certain


def _states_no_duties(reading: Reading) -> bool:
    """Whether neither duties nor summary say what the work is: no tag there, and no section of duties."""
    return not reading.tags_in(*WORK_SECTIONS) and not reading.segmentation.in_sections(*WORK_SECTIONS)


def _plainly_elsewhere(reading: Reading, claims: TitleClaims | None, verdict: Verdict | None) -> bool:
    """Whether neither text nor title have to do with AI or with data ("Barista"): only candidates miss the duties."""
    if reading.role is not RoleId.OTHER or verdict is not Verdict.MATCH or claims is None:
        return False
    named = claims.names_ai or "analy" in claims.title.lower()
    return not named and all(tag.role not in AI_ROLES for tag in reading.tags)


def _states_few_duties(reading: Reading) -> bool:
    text, work = reading.posting.text, {tag.statement for tag in reading.tags_in(*WORK_SECTIONS)}
    if len(work) >= _FEWEST_LINES_OF_WORK:
        return False
    words = sum(len(statement.of(text).split()) for statement in work)
    return words < max(_FEWEST_WORDS_OF_WORK, _LEAST_SHARE_OF_WORK * len(text.split()))


def _claim_defensible(reading: Reading, claimed: tuple[RoleId, ...], profile: Profile) -> bool:
    """Whether a role that the title claims can be defended as the work's first one.

    Beside `other` there is no second role, so that a claimed one that shows in the work, or is the least bit likely,
    is one that may have been missed.
    """
    if reading.alternative_role in claimed or reading.role is not RoleId.OTHER:
        return reading.alternative_role in claimed
    mix = reading.role_mix()
    likely = max((reading.chances.get(role, 0.0) for role in claimed), default=0.0)
    return likely >= profile.chance_beside_other or sum(mix[role] for role in claimed) >= CLAIM_SHOWN


_FIRST_DUTIES = 3
"""Duties before the requirements from which they say by themselves what the work is."""


def _shown_only_after_requirements(reading: Reading) -> bool:
    """Whether the duties show nothing of the AI role, and only lines below the requirements do.

    Lists appended to a posting, its own or a steering one, read like duties; the ones that come first are the job.
    """
    statements = reading.segmentation.statements
    first_requirement = next((s.number for s in statements if s.section is Section.REQUIREMENTS), None)
    if first_requirement is None or reading.role not in AI_ROLES:
        return False
    first = [s for s in reading.segmentation.in_sections(Section.DUTIES) if s.number < first_requirement]
    shown = {tag.statement.number for tag in reading.tags if tag.role is reading.role}
    return len(first) >= _FIRST_DUTIES and bool(shown) and min(shown) > first_requirement
