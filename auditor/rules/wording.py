"""Words that rules and the verdict sentence share: roles and professions as a hiring manager says them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from auditor.assessment import Assessment
from auditor.data_files import packaged_toml
from auditor.posting import WORK_SECTIONS
from auditor.reading import Tag
from auditor.taxonomy import RoleId

__all__ = [
    "a_role", "and_list", "or_list", "profession", "quoted_titles", "with_article", "within_brackets", "work_and_role",
]  # fmt: skip

_SHOWN_IN = 3
_SHARE = 0.5
_LEAD = 1.5
"""Without help from the title a profession is named that three duty lines show, and half of those outside AI, half as
many again as any other's.

On 1,223 unlabelled postings of other professions, 199 of 903 names that rest on the most frequent activity alone are
contradicted by the title, and 96 of 671 under these three conditions. A share of 0.6 would lose 43 right names for 11
wrong ones.
"""


@dataclass(frozen=True, slots=True)
class _Profession:
    name: str
    titles: re.Pattern[str]


def with_article(noun: str) -> str:
    """The noun with "a" or "an" before it, by its first sound ("an ML engineer", "a data scientist")."""
    return f"an {noun}" if noun[:1].lower() in "aeio" or noun.startswith(("ML", "LLM", "NLP")) else f"a {noun}"


def and_list(words: Iterable[str]) -> str:
    """The words as a sentence lists them: "x", "x and y", "x, y and z"."""
    return _listed(words, "and")


def or_list(words: Iterable[str]) -> str:
    """The words as a sentence offers them: "x", "x or y", "x, y or z"."""
    return _listed(words, "or")


def _listed(words: Iterable[str], joint: str) -> str:
    *head, last = list(words) or [""]
    return f"{', '.join(head)} {joint} {last}" if head else last


def quoted_titles(titles: Iterable[str]) -> str:
    """The first two titles in quotation marks: '"x" or "y"'; empty without titles."""
    return or_list(f'"{title}"' for title in list(titles)[:2])


def a_role(assessment: Assessment, role: RoleId) -> str:
    """The role's name in the profile, with its article; the profession that the duties show for `other`."""
    if role is not RoleId.OTHER:
        return with_article(assessment.role_name(role))
    named = profession(assessment)
    return with_article(named) if named else assessment.role_name(role)


def work_and_role(assessment: Assessment, role: RoleId) -> str:
    """The role's work with its name: "building on LLM APIs (AI developer)"."""
    return f"{assessment.taxonomy.roles[role].work} ({within_brackets(assessment.role_name(role))})"


def within_brackets(name: str) -> str:
    """The name for a place that has brackets already: "AI engineer (LLM applications)" with a comma instead."""
    return name.replace(" (", ", ").replace(")", "")


def profession(assessment: Assessment) -> str | None:
    """The profession that the duties outside AI clearly belong to; None when none is, or the title names another.

    Where the title names it too, the most frequent activity is enough, of requirements when no duty is tagged. A title
    that claims an AI role is what the profession is held against, so its other words say nothing.
    """
    reading, known = assessment.reading, _professions()
    if reading is None:
        return None
    title = assessment.claims.title if assessment.claims and not assessment.claimed else ""
    at_home = {code for code, each in known.items() if each.titles.search(title)}
    if not at_home:
        activity = _well_shown(_lines(reading.tags_in(*WORK_SECTIONS)))
    else:
        activity = _foremost(_lines(reading.tags_in(*WORK_SECTIONS) or reading.tags))
    return known[activity].name if activity and activity in (at_home or known) else None


def _lines(tags: Iterable[Tag]) -> dict[str, set[int]]:
    """The numbers of the statements that show each activity outside AI."""
    lines: dict[str, set[int]] = {}
    for tag in tags:
        if tag.activity in _professions():
            lines.setdefault(tag.activity, set()).add(tag.statement.number)
    return lines


def _foremost(lines: dict[str, set[int]], lead: float = 1.0) -> str | None:
    """The activity that more statements show than any other, by a factor; None without one."""
    counts = sorted(((len(found), code) for code, found in lines.items()), reverse=True)
    (most, activity), (second, _) = [*counts, (0, ""), (0, "")][:2]
    return activity if most > second and most >= lead * second else None


def _well_shown(lines: dict[str, set[int]]) -> str | None:
    activity, all_lines = _foremost(lines, _LEAD), set[int]().union(*lines.values())
    shown = activity is not None and len(lines[activity]) >= max(_SHOWN_IN, _SHARE * len(all_lines))
    return activity if shown else None


@cache
def _professions() -> dict[str, _Profession]:
    """The professions of data/professions.toml by activity; "elsewhere" holds titles of those that have none."""
    raw = packaged_toml("auditor.rules", "professions.toml")
    return {
        code: _Profession(
            each.get("name", ""), re.compile(rf"(?<!\w)(?:{'|'.join(each['titles']) or '(?!)'})(?!\w)", re.I)
        )
        for code, each in raw.items()
        if code != "version"
    }
