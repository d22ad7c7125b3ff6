"""The taxonomy's nouns: roles, activities, profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["AI_ROLES", "Activity", "Profile", "Role", "RoleId", "Taxonomy"]


class RoleId(StrEnum):
    """The five roles a posting can describe."""

    AI_ENGINEER = "ai_engineer"
    ML_ENGINEER = "ml_engineer"
    AI_DEVELOPER = "ai_developer"
    DATA_SCIENTIST = "data_scientist"
    OTHER = "other"


AI_ROLES = (RoleId.AI_ENGINEER, RoleId.ML_ENGINEER, RoleId.AI_DEVELOPER, RoleId.DATA_SCIENTIST)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: `name` as in a sentence, `work` completes "the work is ...", `source` cites where it is defined."""

    id: RoleId
    name: str
    work: str
    focus: str
    source: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of work; `role` is the AI role whose work it is, or None for work of none of the four."""

    id: str
    role: RoleId | None
    name: str
    work: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A use of the titles: which claims a title adds beyond the guide's, and how roles are named in sentences.

    `suggested_titles` holds, for each AI role, titles that candidates search for, best first, without a level.
    `plain`, `doubtful`, `sure` and `certain` are thresholds on calibrated confidence, below which a posting goes to
    review: the further the title is from the work that was read, the more certainty is asked for. `plain` when the
    title names no AI and there is none; `doubtful` when it claims the work; `sure` when it names AI and claims
    another role or none; `certain` when it names no AI and the work is AI, and for a mismatch that has to be fixed.
    The chances bound the probability of a claimed role to be in the work: from `chance_before_decision` a mismatch
    is only noted, from `chance_before_fix` it is for a person to decide; beside `other`, where no second role is
    weighed, from `chance_beside_other` the posting goes to review.
    """

    id: str
    name: str
    summary: str
    role_names: Mapping[RoleId, str]
    suggested_titles: Mapping[RoleId, tuple[str, ...]]
    certain: float
    sure: float
    doubtful: float
    plain: float
    chance_before_fix: float
    chance_before_decision: float
    chance_beside_other: float


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Roles, activities and profiles of one version, checked on loading."""

    version: str
    roles: Mapping[RoleId, Role]
    activities: Mapping[str, Activity]
    profiles: Mapping[str, Profile]

    def role_of(self, activity: str) -> RoleId:
        """The role whose work the activity is; `other` for work of none of the four.

        Raises:
            KeyError: the taxonomy has no such activity.
        """
        return self.activities[activity].role or RoleId.OTHER
