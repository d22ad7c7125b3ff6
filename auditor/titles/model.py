"""What a title promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditor.posting import Span
from auditor.taxonomy import RoleId

__all__ = ["LEADERSHIP", "Seniority", "TitleClaims"]


class Seniority(StrEnum):
    """The level a title names, lowest first."""

    INTERN = "intern"
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    STAFF = "staff"
    PRINCIPAL = "principal"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"


LEADERSHIP = (Seniority.MANAGER, Seniority.DIRECTOR, Seniority.EXECUTIVE)
"""Levels of people who lead others."""


@dataclass(frozen=True, slots=True)
class TitleClaims:
    """Which roles a title promises under each profile, by alias data alone.

    `by_profile` maps a profile id to the claimed roles in title order (empty: the title claims nothing; never
    `other`, never a role twice). `level` is the level in its usual spelling ("Senior", "Senior Staff"), `grade`
    the code that follows the profession ("II", "L5"); both are kept for suggestions. `claim_spans` (the words
    that claim, in title order) and `level_span` are offsets into the title. `names_other_work` says that another
    profession stands beside what is claimed ("Data and Machine Learning Engineer"), `names_ai` that a word of AI
    or data science stands anywhere in the title, whether it claims a role or not ("Backend Engineer - AI team").
    `named` are the roles whose work some word of the title names, claimed or not: "Machine Learning Engineer, GenAI"
    claims one role and names two.
    """

    title: str
    by_profile: Mapping[str, tuple[RoleId, ...]]
    seniority: Seniority | None
    level: str | None
    claim_spans: tuple[Span, ...]
    level_span: Span | None = None
    grade: str | None = None
    names_other_work: bool = False
    names_ai: bool = False
    named: frozenset[RoleId] = frozenset()
