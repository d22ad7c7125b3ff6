"""The sections that follow from the hiring guide: specification checklist, hiring plan, interview plan."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.advice import Advice
from auditor.advice.model import GoalAdvice, SpecificationItem, StaffingOption
from auditor.judgement import Audit
from auditor.ui.section import Detail, Row
from auditor.ui.wording import capitalised, shortened

__all__ = ["interview_section", "plan_section", "specification_section"]

_ROW_LIMIT = 220
_NAMED = 2


def specification_section(audit: Audit, advice: Advice | None) -> Detail | None:
    """What the posting states of the specification, the most important item for the role first."""
    if advice is None:
        return None
    items = advice.specification.items
    asked = [item for item in items if item.applies]
    missing = [item.missing for item in asked if not item.stated]
    summary = f"{len(asked) - len(missing)} of {len(asked)} items found"
    if missing:
        summary += f"; first to add: {', '.join(missing[:_NAMED])}"
    rows = (*(_item(audit, item) for item in items), Row("From", advice.specification.source))
    return Detail("specification", "Specification checklist", summary, rows)


def _item(audit: Audit, item: SpecificationItem) -> Row:
    if not item.stated:
        return Row(item.name, f"Not found. {item.prompt}" if item.applies else item.prompt)
    if not item.evidence:
        return Row(item.name, "Found.")
    first = item.evidence[0]
    return Row(item.name, shortened(first.span.of(audit.posting.text), _ROW_LIMIT), first.statement)


def plan_section(advice: Advice | None) -> Detail | None:
    """First move, ways to staff the work, time and cost, channels; why not, while the role is in doubt."""
    if advice is None:
        return None
    if advice.withheld or advice.first_move is None:
        return Detail(
            "plan", "Hiring plan", "Waits until the open point above is settled", (Row("Why", advice.withheld or ""),)
        )
    chosen = next(option for option in advice.staffing if option.recommended)
    summary = f"{advice.first_move.move} Staffing: {chosen.name}, {chosen.time_to_start} to start."
    return Detail("plan", "Hiring plan", summary, tuple(_plan(advice)))


def _plan(advice: Advice) -> Iterator[Row]:
    if move := advice.first_move:
        yield Row("First move", f"{move.situation} {move.move} {move.reason} ({move.source})")
    for option in sorted(advice.staffing, key=lambda option: not option.recommended):
        yield _staffing(option)
    if advice.goal:
        yield _goal(advice.goal)
    if advice.conditions.sticks:
        yield Row("It sticks with", f"{', '.join(advice.conditions.sticks)} ({advice.conditions.source})")
        yield Row("A hire pays when", f"{'; '.join(advice.conditions.pays_when)}.")
    yield Row("Time to fill", f"{advice.time_to_fill.sentence} ({advice.time_to_fill.source})")
    if advice.wrong_hire:
        yield Row("Cost of the wrong hire", f"{advice.wrong_hire.sentence} {advice.wrong_hire.arithmetic}")
    for channel in advice.channels:
        yield Row(f"Where to look: {channel.name}", f"For {channel.good_for}; {channel.note}.")


def _staffing(option: StaffingOption) -> Row:
    about = (
        f"Best when {option.best_when}; {option.time_to_start} to start; {option.cost_shape}. Risk: {option.main_risk}."
    )
    if option.why:
        return Row(f"Recommended: {option.name}", f"{option.why} {about} ({option.source})")
    return Row(f"Instead: {option.name}", about)


def _goal(goal: GoalAdvice) -> Row:
    return Row("What changes", f"For {goal.goal}: {'; '.join(goal.changes)}. {capitalised(goal.staffing)}")


def interview_section(audit: Audit, advice: Advice | None) -> Detail | None:
    """Questions about the work that the posting describes, with what strong and weak answers show."""
    if advice is None or not advice.interview:
        return None
    rows = []
    for question in advice.interview:
        rows.append(Row(question.question, f"Strong: {question.strong} Weak: {question.weak}"))
        if question.evidence:
            first = question.evidence[0]
            rows.append(
                Row("about the line", shortened(first.span.of(audit.posting.text), _ROW_LIMIT), first.statement)
            )
    rows.append(Row("When to stop", f"{advice.interview_stop} ({advice.interview[0].source})"))
    abouts = ", ".join(dict.fromkeys(_lower_first(q.about.rstrip(".")) for q in advice.interview if q.evidence))
    summary = f"{len(advice.interview)} questions" + (f": {shortened(abouts, 90)}" if abouts else "")
    return Detail("interview", "Interview plan", summary, tuple(rows))


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
