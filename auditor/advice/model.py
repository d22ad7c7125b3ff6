"""What the hiring guide says about a posting, as values: no wording of a report, no reading of files.

Every part carries `source`, the section of the guide it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.finding import Evidence
from auditor.reading import Answer
from auditor.taxonomy import RoleId

__all__ = [
    "Advice",
    "Answers",
    "Band",
    "ChannelAdvice",
    "Conditions",
    "GivenBy",
    "GoalAdvice",
    "InterviewQuestion",
    "Move",
    "Need",
    "Scope",
    "Specification",
    "SpecificationItem",
    "StaffingOption",
    "TimeToFill",
    "WrongHireCost",
]


class Scope(StrEnum):
    """How far the work is settled: it goes on, it ends, or nobody knows yet."""

    CONTINUING = "continuing"
    BOUNDED = "bounded"
    UNCLEAR = "unclear"


class GivenBy(StrEnum):
    """Who answered a question."""

    POSTING = "posting"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Answers:
    """What only the user knows; None leaves the question to the posting. An answer given here wins over the posting.

    `requests_per_day` and `deadline_days` are numbers of at least 0; `goal` is the id of a goal of the guide.
    """

    custom_models: Answer | None = None
    requests_per_day: float | None = None
    models_built: Answer | None = None
    core_product: Answer | None = None
    deadline_days: int | None = None
    scope: Scope | None = None
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One of the four questions before a hire: `yes` speaks for a dedicated hire, `unclear` is unknown.

    `given_by` is None when nobody has answered; `conclusion` and `reason` are what the guide makes of the answer.
    """

    id: str
    question: str
    answer: Answer
    given_by: GivenBy | None
    conclusion: str
    reason: str
    evidence: tuple[Evidence, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Move:
    """The first move, and the situation it answers."""

    id: str
    situation: str
    move: str
    reason: str
    evidence: tuple[Evidence, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StaffingOption:
    """A way to staff the work; exactly one of an advice's options has a `why`, and it is recommended."""

    id: str
    name: str
    best_when: str
    time_to_start: str
    cost_shape: str
    main_risk: str
    why: str | None
    source: str

    @property
    def recommended(self) -> bool:
        """Whether the guide recommends this option here."""
        return self.why is not None


@dataclass(frozen=True, slots=True)
class GoalAdvice:
    """The business goal that was recognised, what changes in daily work, and who is needed for it."""

    id: str
    goal: str
    changes: tuple[str, ...]
    staffing: str
    given_by: GivenBy
    evidence: tuple[Evidence, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """A range of pay in units of the currency per period; `open_ended` when more is paid at the top ("+")."""

    label: str
    minimum: float
    maximum: float
    open_ended: bool
    currency: str
    period: str
    component: str

    @property
    def each(self) -> str:
        """The period with its article: "a year", "an hour"."""
        return f"{'an' if self.period == 'hour' else 'a'} {self.period}"


@dataclass(frozen=True, slots=True)
class TimeToFill:
    """Days from posting to start, and a search firm's fee in percent of the first year's salary."""

    least_days: int
    most_days: int
    fee_least_percent: int
    fee_most_percent: int
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class WrongHireCost:
    """What a wrong hire costs: `salary` a year times `least_times` to `most_times`, in USD, and months lost."""

    salary: float
    salary_from: str
    least_times: float
    most_times: float
    least: float
    most: float
    months: int
    arithmetic: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class InterviewQuestion:
    """A question, what strong and weak answers show, and the lines it is about (none for a red flag)."""

    id: str
    about: str
    question: str
    strong: str
    weak: str
    evidence: tuple[Evidence, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ChannelAdvice:
    """Where people for this posting are found."""

    name: str
    kind: str
    good_for: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class SpecificationItem:
    """An item of the specification, most important first; `evidence` may be empty though it is stated.

    `applies` is false for what the role need not say, and its prompt begins with "If it applies".
    """

    id: str
    name: str
    missing: str
    prompt: str
    stated: bool
    applies: bool
    evidence: tuple[Evidence, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Specification:
    """The checklist, most important item first."""

    items: tuple[SpecificationItem, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """What has to be settled for the work to stick, and when a hire pays; both empty for answers that run nowhere."""

    sticks: tuple[str, ...]
    pays_when: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What the guide says for one posting and role.

    `withheld` says in a sentence why `need`, `first_move`, `staffing`, `goal`, `channels` and `interview` are empty:
    the role is in doubt, or title and work have to be settled first. `wrong_hire` is given with the wrong-hire
    finding only. `band` is None with the reason in `band_words`.
    """

    role: RoleId
    withheld: str | None
    need: tuple[Need, ...]
    need_words: str
    first_move: Move | None
    staffing: tuple[StaffingOption, ...]
    goal: GoalAdvice | None
    conditions: Conditions
    band: tuple[Band, ...]
    band_words: str
    band_source: str
    time_to_fill: TimeToFill
    wrong_hire: WrongHireCost | None
    interview: tuple[InterviewQuestion, ...]
    interview_stop: str
    channels: tuple[ChannelAdvice, ...]
    specification: Specification
