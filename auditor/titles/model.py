"""What a title promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditor.posting import Span
from auditor.taxonomy import RoleId

__all__ = ["Seniority", "TitleClaims"]


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


@dataclass(frozen=True, slots=True)
class TitleClaims:
    """Which roles a title promises under each profile, by alias data alone.

    `by_profile` maps a profile id to the claimed roles in title order (empty: the title claims nothing);
    `level` is the title's own word for the level ("Senior", "Staff"), kept for suggestions; `level_span`
    and `claim_spans` are offsets into the title.
    """

    title: str
    by_profile: Mapping[str, tuple[RoleId, ...]]
    seniority: Seniority | None
    level: str | None
    claim_spans: tuple[Span, ...]
