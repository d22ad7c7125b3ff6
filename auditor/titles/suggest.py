"""Titles to put in place of one that promises other work than the posting describes."""

from __future__ import annotations

from auditor.facts.model import PostingFacts
from auditor.taxonomy import Profile, RoleId
from auditor.titles.model import TitleClaims

__all__ = ["suggest_titles"]


def suggest_titles(
    role: RoleId | None,
    claims: TitleClaims | None,
    profile: Profile,
    facts: PostingFacts,
    activities: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Findable titles."""
    if role is None or role is RoleId.OTHER:
        return ()
    return profile.suggested_titles[role]
