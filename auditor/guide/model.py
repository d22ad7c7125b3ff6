"""The tables of the hiring guide as typed rows. `section` is always the section of the guide that a row comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import ConfigDict, with_config

from auditor.taxonomy import RoleId

__all__ = [
    "GUIDE_NAME",
    "AgencyFigures",
    "AiEngineerRow",
    "Channel",
    "DeadlineFigures",
    "FirstMoveRow",
    "FullTimeFigures",
    "Goal",
    "GoalConditions",
    "Guide",
    "InterviewPlanRows",
    "MoveId",
    "NeedAnswer",
    "NeedId",
    "NeedQuestion",
    "NeedReading",
    "Question",
    "RedFlag",
    "RoleRow",
    "SearchFee",
    "SpecificationRow",
    "StaffingId",
    "StaffingRow",
    "Thresholds",
    "TimeToFill",
    "VolumeFigures",
    "WrongHireFigures",
    "cite",
]

GUIDE_NAME = "AI hiring guide, 2026"

Section = Annotated[int, Ge(1), Le(10)]
Words = Annotated[str, MinLen(1)]
Percent = Annotated[int, Gt(0), Le(100)]
Count = Annotated[int, Gt(0)]

NeedAnswer = Literal["yes", "no", "unclear"]
NeedId = Literal["custom_models", "volume", "models_built", "core_product"]
MoveId = Literal[
    "unclear_scope",
    "short_deadline",
    "workflow_automation",
    "llm_features",
    "infrastructure_owner",
    "custom_models",
    "insight",
    "analysis",
]
StaffingId = Literal["full_time", "contractor", "agency"]

_STRICT = ConfigDict(extra="forbid")


def cite(section: int) -> str:
    """The citation of a section: "AI hiring guide, 2026, section 3"."""
    return f"{GUIDE_NAME}, section {section}"


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class VolumeFigures:
    """Below `managed_below_per_day` requests a day a managed service is enough (section 2, question 2)."""

    managed_below_per_day: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class DeadlineFigures:
    """Below `hire_too_slow_below_days` days a hire comes too late (sections 3 and 7)."""

    hire_too_slow_below_days: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class TimeToFill:
    """Days from posting to start, rounds of interviews, and by how much fewer applicants fit than in software."""

    least_days: Count
    most_days: Count
    interview_rounds: tuple[Count, Count]
    fewer_applicants_percent: Percent
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class SearchFee:
    """A search firm's fee in percent of the first year's salary, and the guide's example in USD."""

    least_percent: Percent
    most_percent: Percent
    example_usd: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class WrongHireFigures:
    """The cost of a wrong hire as multiples of a year's salary, months lost, and the guide's case (USD, months)."""

    least_times_salary: Annotated[float, Gt(0)]
    most_times_salary: Annotated[float, Gt(0)]
    example_salary_usd: Count
    months_lost: Count
    months_to_recover: Count
    case_months: Count
    case_cost_usd: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class FullTimeFigures:
    """What a senior AI engineer commits a year (USD), and months to find and to ramp up."""

    senior_yearly_usd: Count
    months_to_find: Count
    months_to_ramp: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """An agency fits when results are due in fewer days than this."""

    results_due_below_days: Count
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Thresholds:
    """The figures that a posting is compared with."""

    volume: VolumeFigures
    deadline: DeadlineFigures
    time_to_fill: TimeToFill
    search_fee: SearchFee
    wrong_hire: WrongHireFigures
    full_time: FullTimeFigures
    agency: AgencyFigures


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as the guide describes it; `hire_when` completes "hire one when ..."."""

    id: RoleId
    focus: Words
    infrastructure: Literal["yes", "moderate", "no"]
    trains: Literal["yes", "sometimes", "minimal", "no"]
    best_for: Words
    hire_when: Words
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class AiEngineerRow:
    """What an AI engineer owns, and the core stack: one group a tool, its alternatives inside."""

    duties: tuple[Words, ...]
    stack: tuple[tuple[Words, ...], ...]
    llm_stack: tuple[tuple[Words, ...], ...]
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class NeedReading:
    """What an answer to a question means, for the given roles or, with none, for all others."""

    answer: NeedAnswer
    conclusion: Words
    reason: Words
    roles: tuple[RoleId, ...] = ()


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class NeedQuestion:
    """One of the four questions before a hire; `yes` speaks for a dedicated hire."""

    id: NeedId
    ask: Words
    section: Section
    readings: tuple[NeedReading, ...]

    def reading(self, answer: str, role: RoleId) -> NeedReading:
        """What the answer means for the role."""
        fitting = [r for r in self.readings if r.answer == answer and (role in r.roles or not r.roles)]
        return max(fitting, key=lambda r: role in r.roles)


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class FirstMoveRow:
    """A situation and the first move that fits it."""

    id: MoveId
    situation: Words
    move: Words
    reason: Words
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class StaffingRow:
    """A way to staff the work."""

    id: StaffingId
    name: Words
    best_when: Words
    time_to_start: Words
    cost_shape: Words
    main_risk: Words
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Goal:
    """A business goal, what changes in daily work, and who is needed; `words` are phrases that show it."""

    id: Words
    goal: Words
    changes: Annotated[tuple[Words, ...], MinLen(1)]
    staffing: Words
    automates: bool
    words: Annotated[tuple[Words, ...], MinLen(1)]
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class GoalConditions:
    """What has to be settled for any of it to stick, and when a hire pays."""

    sticks: tuple[Words, ...]
    pays_when: tuple[Words, ...]
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class SpecificationRow:
    """An item that a posting states; `order` gives its rank for roles to which it matters more or less.

    `missing` completes "the posting does not say ..."; `words` are phrases by which code finds it, empty for the
    items that the reader judges; to `running_only` roles the item matters only where something of theirs runs in
    production; `in_use` says that it matters to what people use and not to research.
    """

    id: Words
    name: Words
    missing: Words
    prompt: Words
    rank: Count
    section: Section
    order: Mapping[RoleId, Count] = field(default_factory=dict)
    words: tuple[Words, ...] = ()
    running_only: tuple[RoleId, ...] = ()
    in_use: bool = False

    def applies_to(self, role: RoleId, *, runs: bool, research: bool) -> bool:
        """Whether a posting of the role has to say it.

        `runs` tells that the work runs something in production, `research` that its result is new knowledge.
        """
        return (runs or role not in self.running_only) and not (research and self.in_use)

    def rank_for(self, role: RoleId) -> int:
        """How much the item matters for a role: 1 matters most."""
        return self.order.get(role, self.rank)


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class RedFlag:
    """What a weak candidate shows, with the question that shows it, for the roles it is asked of."""

    id: Words
    flag: Words
    question: Words
    strong: Words
    weak: Words
    roles: Annotated[tuple[RoleId, ...], MinLen(1)]
    section: Section


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Question:
    """A question about one activity, with what a strong and a weak answer shows."""

    question: Words
    strong: Words
    weak: Words


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class InterviewPlanRows:
    """The red flags and the questions by activity; `stop` is what to do when red flags show up."""

    stop: Words
    section: Section
    red_flags: tuple[RedFlag, ...]
    activities: Mapping[str, Question]


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class Channel:
    """Where people are found; empty `levels` and `countries` (ISO 3166 alpha-2) mean all.

    A channel that is `remote` reaches people who work from afar.
    """

    name: Words
    kind: Literal["platform", "job board", "community", "search firm"]
    good_for: Words
    note: Words
    roles: Annotated[tuple[RoleId, ...], MinLen(1)]
    levels: tuple[Words, ...]
    engagements: Annotated[tuple[Literal["permanent", "contract"], ...], MinLen(1)]
    section: Section
    remote: bool = False
    countries: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """All tables but the interview questions, which are read apart because only advice needs them."""

    thresholds: Thresholds
    roles: Mapping[RoleId, RoleRow]
    ai_engineer: AiEngineerRow
    need: tuple[NeedQuestion, ...]
    first_moves: Mapping[str, FirstMoveRow]
    staffing: Mapping[str, StaffingRow]
    goals: tuple[Goal, ...]
    conditions: GoalConditions
    specification: tuple[SpecificationRow, ...]
    channels: tuple[Channel, ...]
