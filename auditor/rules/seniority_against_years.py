"""TITLE005: the level in the title and the years asked for contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.model import YearsAsked
from auditor.finding import Severity
from auditor.patterns import pattern
from auditor.rules.evidence import at_span
from auditor.rules.rule import Hit, rule
from auditor.titles import Seniority, TitleClaims

__all__ = ["SENIORITY_AGAINST_YEARS"]

_LEAST_YEARS = {Seniority.SENIOR: 3, Seniority.LEAD: 2, Seniority.STAFF: 5, Seniority.PRINCIPAL: 5}
"""Fewest years of experience that a posting of the level can ask for without contradicting its title."""

_MOST_YEARS = {Seniority.INTERN: 2, Seniority.JUNIOR: 3}
"""Most years of experience that a posting of the level can ask for without contradicting its title."""

_FIELD = (
    r"(?:data (?:science|analy\w+|engineering|scien\w+)|machine learning|software|(?:web |application )?development|"
    r"artificial intelligence|ai|ml|engineering|analytics|research|it)\b"
)
_SKILL = r"(?:with|in|of|using|building|on|working|leading|programming|cod\w+|develop\w+|writing)"
_WHOLE_EXPERIENCE = pattern(
    r"\b(?:years?|yrs?)['’]?(?:\s+of)?(?:\s+[\w/-]+){0,3}\s+"
    rf"(?:experience\b(?!\)|,? {_SKILL}\b)"
    rf"|experience,? (?:in|with) (?:an? |the )?{_FIELD})"
    r"|\btotal experience\b"
    rf"|\b(?:years?|yrs?)['’]? (?:as an? |in {_FIELD})",
    re.I,
)
_DEGREE_COUNTS = pattern(r"\b(?:ph\.?d|doctora\w+|post-?doc\w*|master['’]?s?|m\.?s\.?|advanced degree)\b", re.I)
"""A degree that the posting counts as years before those that it asks for."""
_EXPERIENCE = pattern(r"(?<![\d.])(\d{1,2}) ?\+? ?(?:years?|yrs?)['’]?(?: of)? (?:[\w/-]+ ){0,3}experience\b", re.I)
_LADDER = pattern(r"[ivx\d]+|.*[/,]|associate.*", re.I)
"""Levels of an employer's own ladder ("III"), of which only the employer knows the years."""
_SEVERAL = pattern(r"\s[/|]\s|\s(?:or|to)\s|\bassociate\b", re.I)
"""A title for several levels, or for the one below."""


@rule("TITLE005", "level-against-years", Severity.WARNING)
def SENIORITY_AGAINST_YEARS(assessment: Assessment) -> Iterator[Hit]:
    """The level in the title clearly contradicts the years of experience asked for.

    What it flags:
        A senior, lead, staff or principal title whose posting asks for less experience than the level can mean,
        and an intern or junior title whose posting asks for more. Only clear contradictions: the largest figure
        that the requirements ask for counts against a high level, the smallest against a low one.
    Why it matters:
        The level sets the pay that candidates expect. Seniors skip a posting that asks for one year, and
        beginners skip one that asks for eight.
    A posting that is flagged:
        "Senior Data Scientist" that asks for "2+ years of experience in data science"; "Junior ML Engineer" that asks
        for "8+ years of software engineering".
    A posting that passes:
        "Senior Data Scientist" that asks for "4+ years" in all and "1+ years of leading projects".
    A near miss:
        "Senior Data Scientist" that asks for "2+ years of experience in SQL": that is one skill.
    When it is wrong:
        When a figure is meant for one skill but reads as if it were for all experience.
    Source:
        AI hiring guide, 2026, section 6 (levels by years): less than half of a level's first year, or more than a
        junior's last.
    """
    claims, asked = assessment.claims, assessment.facts.years_asked
    if claims is None or claims.seniority is None or claims.level is None or not asked:
        return
    level = claims.seniority
    highest = max(asked, key=lambda years: years.maximum or years.minimum)
    lowest = min(asked, key=lambda years: years.minimum)
    most = highest.maximum or highest.minimum
    if level in _LEAST_YEARS and most < _LEAST_YEARS[level] and _in_all(assessment, highest) and _one(claims):
        if _more_said(assessment, _LEAST_YEARS[level]):
            return
        yield _hit(assessment, claims.level, f"no more than {_years(most)}", highest)
    elif level in _MOST_YEARS and lowest.minimum > _MOST_YEARS[level]:
        yield _hit(assessment, claims.level, f"at least {_years(lowest.minimum)}", lowest)


def _hit(assessment: Assessment, level: str, asked: str, where: YearsAsked) -> Hit:
    return Hit(
        message=f'The title says "{level}", but the posting asks for {asked} of experience.',
        fix="Change the level in the title or the years asked for, so that both mean the same grade.",
        evidence=(at_span(assessment, where.span),),
    )


def _more_said(assessment: Assessment, least: int) -> bool:
    """Whether the text asks for enough years outside its requirements, in the summary or in flat text."""
    return any(int(match[1]) >= least for match in _EXPERIENCE.finditer(assessment.posting.text))


def _one(claims: TitleClaims) -> bool:
    """Whether the title names a single level by a word that everybody reads alike."""
    return _LADDER.fullmatch(claims.level or "") is None and _SEVERAL.search(claims.title) is None


def _in_all(assessment: Assessment, asked: YearsAsked) -> bool:
    """Whether the figure is for experience in all, not for one skill, nor on top of a degree that counts as years."""
    said = asked.span.of(assessment.posting.text)
    return _WHOLE_EXPERIENCE.search(said) is not None and _DEGREE_COUNTS.search(said) is None


def _years(figure: int) -> str:
    return "1 year" if figure == 1 else f"{figure} years"
