"""Do you need this hire? The guide's four questions, answered as far as posting and user answer them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.advice.model import GivenBy, GoalAdvice, Need
from auditor.advice.situation import UNKNOWN, Situation
from auditor.guide import cite
from auditor.guide.model import NeedQuestion
from auditor.reading import Answer

__all__ = ["need", "need_words"]


_CORE_GOAL = "ai_infrastructure"


def need(situation: Situation, found: GoalAdvice | None = None) -> tuple[Need, ...]:
    """The four questions in the guide's order, each with the conclusion for its answer.

    Where the duties show AI infrastructure to be the core product (`found`), a reader's "no" to that question is open.
    """
    return tuple(_answered(situation, question, found) for question in situation.guide.need)


def _answered(situation: Situation, question: NeedQuestion, found: GoalAdvice | None) -> Need:
    known = situation.answer(question.id)
    contradicted = question.id == "core_product" and found is not None and found.id == _CORE_GOAL
    if contradicted and known.answer is Answer.NO and known.given_by is GivenBy.POSTING:
        known = UNKNOWN
    reading = question.reading(known.answer.value, situation.role)
    return Need(
        id=question.id,
        question=question.ask,
        answer=known.answer,
        given_by=known.given_by,
        conclusion=reading.conclusion,
        reason=reading.reason,
        evidence=known.evidence,
        source=cite(question.section),
    )


def need_words(answers: Sequence[Need]) -> str:
    """The four answers in one sentence: "2 of 4 questions are answered; 1 speaks for a dedicated hire."."""
    told = [need for need in answers if need.answer is not Answer.UNCLEAR]
    speaking = sum(need.answer is Answer.YES for need in told)
    if not told:
        return f"The posting answers none of the {len(answers)} questions; only you can."
    verb = "speaks" if speaking == 1 else "speak"
    return f"{len(told)} of {len(answers)} questions are answered; {speaking or 'none'} {verb} for a dedicated hire."
