"""The advice of one audit in the public JSON, each part with its section of the guide as `source`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.advice.model import (
    Advice,
    GivenBy,
    GoalAdvice,
    InterviewQuestion,
    Move,
    Need,
    SpecificationItem,
    StaffingOption,
    WrongHireCost,
)
from auditor.finding import Evidence
from auditor.judgement import Audit
from auditor.reading import Answer
from auditor.reports.evidence_document import EvidenceDocument, evidence_document

__all__ = ["AdviceDocument", "advice_document"]


@with_config(extra="forbid")
class NeedDocument(TypedDict):
    """A question before a hire; "yes" speaks for a dedicated hire, "unclear" is open, then `given_by` is null."""

    id: str
    question: str
    answer: Answer
    given_by: GivenBy | None
    conclusion: str
    reason: str
    evidence: list[EvidenceDocument]
    source: str


@with_config(extra="forbid")
class MoveDocument(TypedDict):
    """The first move, and the situation it answers."""

    id: str
    situation: str
    move: str
    reason: str
    evidence: list[EvidenceDocument]
    source: str


@with_config(extra="forbid")
class StaffingDocument(TypedDict):
    """A way to staff the work; `why` says why it is recommended, null for the others."""

    id: str
    name: str
    best_when: str
    time_to_start: str
    cost_shape: str
    main_risk: str
    recommended: bool
    why: str | None
    source: str


@with_config(extra="forbid")
class GoalDocument(TypedDict):
    """The business goal that was recognised, what changes in daily work, and who is needed."""

    id: str
    goal: str
    changes: list[str]
    staffing: str
    given_by: GivenBy
    evidence: list[EvidenceDocument]
    source: str


@with_config(extra="forbid")
class ConditionsDocument(TypedDict):
    """What has to be settled for the work to stick, and when a hire pays."""

    sticks: list[str]
    pays_when: list[str]
    source: str


@with_config(extra="forbid")
class BandDocument(TypedDict):
    """A market band: amounts in units of the currency per period; `open_ended` when more is paid at the top."""

    label: str
    minimum: float
    maximum: float
    open_ended: bool
    currency: str
    period: str
    component: str


@with_config(extra="forbid")
class PricedDocument(TypedDict):
    """The market bands that fit, empty when the guide has none; `words` say which, or why none."""

    bands: list[BandDocument]
    words: str
    source: str


@with_config(extra="forbid")
class TimeToFillDocument(TypedDict):
    """Days from posting to start; a search firm's fee in percent of the first year's salary."""

    least_days: int
    most_days: int
    fee_least_percent: int
    fee_most_percent: int
    sentence: str
    source: str


@with_config(extra="forbid")
class WrongHireDocument(TypedDict):
    """The cost of the wrong hire in USD with its arithmetic; given with the wrong-hire finding only."""

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


@with_config(extra="forbid")
class CostDocument(TypedDict):
    """What finding the person takes, and what the wrong one costs."""

    time_to_fill: TimeToFillDocument
    wrong_hire: WrongHireDocument | None


@with_config(extra="forbid")
class QuestionDocument(TypedDict):
    """An interview question, what strong and weak answers show, and the lines it is about."""

    id: str
    about: str
    question: str
    strong: str
    weak: str
    evidence: list[EvidenceDocument]
    source: str


@with_config(extra="forbid")
class ChannelDocument(TypedDict):
    """Where people for this posting are found."""

    name: str
    kind: str
    good_for: str
    note: str
    source: str


@with_config(extra="forbid")
class SpecificationItemDocument(TypedDict):
    """An item of the specification, most important first, with the lines that state it."""

    id: str
    name: str
    prompt: str
    stated: bool
    evidence: list[EvidenceDocument]
    source: str


@with_config(extra="forbid")
class AdviceDocument(TypedDict):
    """What the hiring guide says; `withheld` says why need, first move, staffing, channels, interview are empty."""

    withheld: str | None
    need: list[NeedDocument]
    first_move: MoveDocument | None
    staffing: list[StaffingDocument]
    goal: GoalDocument | None
    conditions: ConditionsDocument
    band: PricedDocument
    cost: CostDocument
    interview: list[QuestionDocument]
    channels: list[ChannelDocument]
    specification: list[SpecificationItemDocument]


def advice_document(audit: Audit) -> AdviceDocument | None:
    """The advice as its public document; None when there is none."""
    advice, text = audit.advice, audit.posting.text
    if advice is None:
        return None
    return {
        "withheld": advice.withheld,
        "need": [_need(need, text) for need in advice.need],
        "first_move": _move(advice.first_move, text) if advice.first_move else None,
        "staffing": [_staffing(option) for option in advice.staffing],
        "goal": _goal(advice.goal, text) if advice.goal else None,
        "conditions": {
            "sticks": list(advice.conditions.sticks),
            "pays_when": list(advice.conditions.pays_when),
            "source": advice.conditions.source,
        },
        "band": _band(advice),
        "cost": {
            "time_to_fill": _time_to_fill(advice),
            "wrong_hire": _wrong_hire(advice.wrong_hire) if advice.wrong_hire else None,
        },
        "interview": [_question(question, text) for question in advice.interview],
        "channels": [
            {"name": c.name, "kind": c.kind, "good_for": c.good_for, "note": c.note, "source": c.source}
            for c in advice.channels
        ],
        "specification": [_item(item, text) for item in advice.specification.items],
    }


def _places(evidence: Iterable[Evidence], text: str) -> list[EvidenceDocument]:
    return [evidence_document(place, text) for place in evidence]


def _need(need: Need, text: str) -> NeedDocument:
    return {
        "id": need.id,
        "question": need.question,
        "answer": need.answer,
        "given_by": need.given_by,
        "conclusion": need.conclusion,
        "reason": need.reason,
        "evidence": _places(need.evidence, text),
        "source": need.source,
    }


def _move(move: Move, text: str) -> MoveDocument:
    return {
        "id": move.id,
        "situation": move.situation,
        "move": move.move,
        "reason": move.reason,
        "evidence": _places(move.evidence, text),
        "source": move.source,
    }


def _staffing(option: StaffingOption) -> StaffingDocument:
    return {
        "id": option.id,
        "name": option.name,
        "best_when": option.best_when,
        "time_to_start": option.time_to_start,
        "cost_shape": option.cost_shape,
        "main_risk": option.main_risk,
        "recommended": option.recommended,
        "why": option.why,
        "source": option.source,
    }


def _goal(goal: GoalAdvice, text: str) -> GoalDocument:
    return {
        "id": goal.id,
        "goal": goal.goal,
        "changes": list(goal.changes),
        "staffing": goal.staffing,
        "given_by": goal.given_by,
        "evidence": _places(goal.evidence, text),
        "source": goal.source,
    }


def _band(advice: Advice) -> PricedDocument:
    bands: list[BandDocument] = [
        {
            "label": band.label,
            "minimum": band.minimum,
            "maximum": band.maximum,
            "open_ended": band.open_ended,
            "currency": band.currency,
            "period": band.period,
            "component": band.component,
        }
        for band in advice.band
    ]
    return {"bands": bands, "words": advice.band_words, "source": advice.band_source}


def _time_to_fill(advice: Advice) -> TimeToFillDocument:
    time = advice.time_to_fill
    return {
        "least_days": time.least_days,
        "most_days": time.most_days,
        "fee_least_percent": time.fee_least_percent,
        "fee_most_percent": time.fee_most_percent,
        "sentence": time.sentence,
        "source": time.source,
    }


def _wrong_hire(cost: WrongHireCost) -> WrongHireDocument:
    return {
        "salary": cost.salary,
        "salary_from": cost.salary_from,
        "least_times": cost.least_times,
        "most_times": cost.most_times,
        "least": cost.least,
        "most": cost.most,
        "months": cost.months,
        "arithmetic": cost.arithmetic,
        "sentence": cost.sentence,
        "source": cost.source,
    }


def _question(question: InterviewQuestion, text: str) -> QuestionDocument:
    return {
        "id": question.id,
        "about": question.about,
        "question": question.question,
        "strong": question.strong,
        "weak": question.weak,
        "evidence": _places(question.evidence, text),
        "source": question.source,
    }


def _item(item: SpecificationItem, text: str) -> SpecificationItemDocument:
    return {
        "id": item.id,
        "name": item.name,
        "prompt": item.prompt,
        "stated": item.stated,
        "evidence": _places(item.evidence, text),
        "source": item.source,
    }
