"""The reasons for a person to look at an audit before anyone acts on it."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.assessment import SecondOpinion
from auditor.facts.model import PostingFacts
from auditor.posting import PostingKind, Section
from auditor.reading import WORK_SECTIONS, Reading
from auditor.taxonomy import AI_ROLES, Profile
from auditor.titles import TitleClaims
from auditor.verdict import Verdict, compare

__all__ = ["REVIEW_REASONS", "ROLE_DOUBTS", "review_reasons"]

REVIEW_REASONS = {
    "too_short": "There is too little text to judge.",
    "unsupported_language": "The posting is not in English.",
    "injection_suspected": "The text addresses a program that reads it, not a candidate.",
    "no_title": "No title was given or found.",
    "role_unclear": "The text does not say enough about the work to name a role.",
    "no_duties": "The posting states no duties; the role was read from the requirements alone.",
    "few_duties": "The posting says too little about the work to act on what it says.",
    "low_confidence": "The role is not certain enough to act on.",
    "contested": "Another role can be defended, and it would change the verdict.",
    "readers_disagree": "The language model and the offline reader name different roles.",
}
"""Every reason by its stable name, in the order in which they are given, with a sentence for a person."""

ROLE_DOUBTS = frozenset({"role_unclear", "no_duties", "few_duties", "low_confidence", "contested", "readers_disagree"})
"""The reasons that put the role itself in doubt: rules that depend on the role stay silent under them."""


_CLAIM_SHOWN = 0.25
"""Share of the work from which a claimed role is shown well enough that a mismatch is for a person to decide.

The labelling guide names a second role from about 30% of the duties; a little below, either reading can be defended.
"""
_FEWEST_LINES_OF_WORK = 4
"""Lines of work under which a mismatch rests on too little: the duties that were left out may be those promised."""
_CHANCE_BEFORE_FIX, _CHANCE_BEFORE_DECISION = 0.05, 0.15
"""Probability of a claimed role to be the work's first or second, from which a mismatch is for a person to decide.

Set on cross-validated readings, so that of the mismatches left about nineteen in twenty (Fix) and nine in ten (Decide)
are mismatches by the labels too.
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
    if facts.kind in (PostingKind.VACANCY, PostingKind.UNKNOWN):
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
    unsure = reading.confidence < profile.sure
    needed = profile.doubtful
    if verdict is Verdict.MISMATCH:
        needed = profile.certain if set(verdict_by_profile.values()) == {Verdict.MISMATCH} else profile.sure
    checks = {
        "no_duties": _states_no_duties(reading),
        "few_duties": verdict is Verdict.MISMATCH and not _states_no_duties(reading) and _states_few_duties(reading),
        "low_confidence": reading.confidence < needed,
        "contested": _shown_only_after_requirements(reading)
        or (unsure and _alternative_changes_verdict(reading, claims, verdict, profile))
        or (verdict is Verdict.MISMATCH and _claim_may_stand(reading, claims, verdict_by_profile, profile)),
        "readers_disagree": second_opinion is not None and second_opinion.role is not reading.role,
    }
    return {reason for reason, holds in checks.items() if holds}


def _states_no_duties(reading: Reading) -> bool:
    """Whether neither duties nor summary say what the work is: no tag there, and no section of duties."""
    return not reading.tags_in(*WORK_SECTIONS) and not reading.segmentation.in_sections(*WORK_SECTIONS)


def _states_few_duties(reading: Reading) -> bool:
    return len({tag.statement.number for tag in reading.tags_in(*WORK_SECTIONS)}) < _FEWEST_LINES_OF_WORK


def _claim_may_stand(
    reading: Reading, claims: TitleClaims | None, by_profile: Mapping[str, Verdict | None], profile: Profile
) -> bool:
    """Whether a mismatch is for a person to decide, because a claimed role is still in the work or likely to be.

    A mismatch under every profile asks for a change, so that less of a chance is enough to have somebody look.
    """
    if claims is None:
        return False
    claimed = claims.by_profile[profile.id]
    everywhere = set(by_profile.values()) == {Verdict.MISMATCH}
    least = _CHANCE_BEFORE_FIX if everywhere else _CHANCE_BEFORE_DECISION
    mix = reading.role_mix()
    return (
        sum(mix[role] for role in claimed) >= _CLAIM_SHOWN
        or max((reading.chances.get(role, 0.0) for role in claimed), default=0.0) >= least
        or reading.alternative_role in claimed
    )


def _alternative_changes_verdict(
    reading: Reading, claims: TitleClaims | None, verdict: Verdict | None, profile: Profile
) -> bool:
    role, alternative, secondary = reading.role, reading.alternative_role, reading.secondary_role
    if alternative is None or claims is None:
        return False
    beside = role if alternative is secondary else secondary
    return compare(claims.by_profile[profile.id], alternative, beside) is not verdict


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
