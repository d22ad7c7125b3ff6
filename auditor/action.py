"""How much a verdict matters: consequence times confidence, kept apart from the verdict itself."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Action"]


class Action(StrEnum):
    """What the person who posts should do, loudest first."""

    FIX = "fix"
    DECIDE = "decide"
    REVIEW = "review"
    NOTE = "note"
    READY = "ready"
