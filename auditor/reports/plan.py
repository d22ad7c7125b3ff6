"""What to do before hiring, in reading order, for the renderers.

Every string of the posting is as it stands there: escaping is the renderer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.advice import Advice
from auditor.advice.model import SpecificationItem
from auditor.judgement import Audit
from auditor.reading import Answer
from auditor.reports.outline import Line, quoted

__all__ = ["PlanPart", "PlanRow", "plan", "plan_in_brief"]

_ANSWER_WORDS = {Answer.YES: "Yes.", Answer.NO: "No.", Answer.UNCLEAR: "The posting does not say."}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A bold lead, what follows it, and lines of the posting that show it."""

    lead: str
    text: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A named part of the plan with the section of the guide it comes from."""

    name: str
    rows: tuple[PlanRow, ...]
    source: str


def plan(audit: Audit) -> tuple[PlanPart, ...]:
    """The parts of the hiring plan; empty without advice, and only cost and specification while it is withheld."""
    advice = audit.advice
    return tuple(part for part in _parts(advice, audit.posting.text) if part.rows) if advice else ()


def plan_in_brief(audit: Audit) -> str | None:
    """The first move, or why it waits, in one or two sentences; None without advice."""
    advice = audit.advice
    if advice is None:
        return None
    move = advice.first_move
    return f"{move.move} {move.reason} ({move.source})" if move else advice.withheld


def _parts(advice: Advice, text: str) -> Iterator[PlanPart]:
    first = advice.need[0].source if advice.need else ""
    yield PlanPart("Before you hire", tuple(_need(advice, text)), first)
    if advice.first_move:
        move = advice.first_move
        row = PlanRow(move.move, f"{move.situation} {move.reason}", quoted(move.evidence, text))
        yield PlanPart("First move", (row,), move.source)
    if advice.staffing:
        yield PlanPart("Ways to staff it", tuple(_staffing(advice)), advice.staffing[0].source)
    if advice.goal:
        changes = PlanRow(f"For {advice.goal.goal}:", f"{'; '.join(advice.goal.changes)}. Who: {advice.goal.staffing}.")
        yield PlanPart("What changes in daily work", (changes,), advice.goal.source)
    yield PlanPart("What has to be settled", tuple(_conditions(advice)), advice.conditions.source)
    yield PlanPart("Market pay", (PlanRow("", advice.band_words), *_bands(advice)), advice.band_source)
    yield PlanPart("Time and cost", tuple(_cost(advice)), advice.time_to_fill.source)
    if advice.interview:
        rows = tuple(_question(q.question, q.strong, q.weak) for q in advice.interview)
        yield PlanPart("Interview plan", (*rows, PlanRow("", advice.interview_stop)), advice.interview[0].source)
    if advice.channels:
        found = tuple(PlanRow(f"{c.name}:", f"{c.good_for}; {c.note}.") for c in advice.channels)
        yield PlanPart("Where to look", found, advice.channels[0].source)
    items = tuple(
        PlanRow(f"{i.name}:", _item_words(i), quoted(i.evidence, text)[:1]) for i in advice.specification.items
    )
    yield PlanPart("Specification", items, advice.specification.source)


def _item_words(item: SpecificationItem) -> str:
    if item.stated:
        return "stated."
    return f"missing. {item.prompt}" if item.applies else item.prompt


def _conditions(advice: Advice) -> Iterator[PlanRow]:
    if advice.conditions.sticks:
        settled = "; ".join(advice.conditions.sticks)
        yield PlanRow("Settle first, or the work drifts whoever is hired:", f"{settled}.")
        yield PlanRow("A hire pays when", f"{'; '.join(advice.conditions.pays_when)}.")


def _need(advice: Advice, text: str) -> Iterator[PlanRow]:
    for need in advice.need:
        said = f"{_ANSWER_WORDS[need.answer]} {need.conclusion} {need.reason}"
        yield PlanRow(need.question, said, quoted(need.evidence, text)[:1])


def _staffing(advice: Advice) -> Iterator[PlanRow]:
    for option in advice.staffing:
        why = f"Recommended: {option.why} " if option.why else ""
        yield PlanRow(
            f"{option.name[:1].upper()}{option.name[1:]}:",
            f"{why}Fits when {option.best_when}. Starts in {option.time_to_start}; costs {option.cost_shape}; "
            f"the risk is {option.main_risk}.",
        )


def _bands(advice: Advice) -> Iterator[PlanRow]:
    for band in advice.band:
        more = "+" if band.open_ended else ""
        figures = f"{band.currency} {band.minimum:,.0f} to {band.maximum:,.0f}{more} {band.each}"
        yield PlanRow(f"{band.label}, {band.component}:", figures)


def _cost(advice: Advice) -> Iterator[PlanRow]:
    yield PlanRow("Time to fill:", advice.time_to_fill.sentence)
    if advice.wrong_hire:
        yield PlanRow("The wrong hire:", f"{advice.wrong_hire.sentence} {advice.wrong_hire.arithmetic}.")


def _question(question: str, strong: str, weak: str) -> PlanRow:
    return PlanRow(question, f"A strong answer: {strong} A weak one: {weak}")
