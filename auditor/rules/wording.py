"""Words that rules and the verdict sentence share: roles and professions as a hiring manager says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.assessment import Assessment
from auditor.reading import WORK_SECTIONS
from auditor.taxonomy import RoleId

__all__ = [
    "a_role", "and_list", "or_list", "profession", "quoted_titles", "with_article", "within_brackets", "work_and_role",
]  # fmt: skip

PROFESSIONS = {
    "builds_software": "software engineer",
    "builds_data_pipelines": "data engineer",
    "runs_it": "cloud or infrastructure engineer",
    "builds_hardware": "hardware engineer",
    "sells": "salesperson or marketer",
    "supports_customers": "support or customer success specialist",
    "manages_people": "people manager",
    "manages_product": "product or project manager",
    "annotates": "data annotator",
    "teaches": "teacher or trainer",
    "uses_ai_tools": "professional who uses AI tools",
    "tests_software": "test engineer",
    "runs_business": "business or operations specialist",
    "advises": "consultant or adviser",
    "does_domain_science": "scientist or domain engineer",
}
"""Activities of none of the four AI roles and the profession whose duties they are."""


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
    """The profession that most of the duties outside AI belong to; None without such a duty."""
    reading = assessment.reading
    tags = (reading.tags_in(*WORK_SECTIONS) or reading.tags) if reading else ()
    counts = Counter(tag.activity for tag in tags if tag.activity in PROFESSIONS)
    return PROFESSIONS[counts.most_common(1)[0][0]] if counts else None
