"""What the guide's own words show: the business goal of the work, and items of the specification.

Asked for only when rules or advice need it, because the words are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.facts.lines import Lines
from auditor.facts.model import ShownGoal
from auditor.facts.scan import Scan
from auditor.guide import Guide
from auditor.posting import WORK_SECTIONS, Posting, Segmentation, Span

__all__ = ["shown_goal", "stated_items"]

_FEWEST_LINES = 2
"""Statements that have to show a goal: a single mention is an example, not the goal."""


def shown_goal(posting: Posting, segmentation: Segmentation, guide: Guide) -> ShownGoal | None:
    """The goal that most statements of the work show, the guide's earlier one of two equals; None below two."""
    lines = Lines(Scan(posting.text), segmentation)
    passage = lines.passage(*WORK_SECTIONS)
    shown = [ShownGoal(row.id, _one_a_statement(lines, passage.phrases(row.words))) for row in guide.goals]
    best = max(shown, key=lambda goal: len(goal.spans), default=None)
    return best if best is not None and len(best.spans) >= _FEWEST_LINES else None


def _one_a_statement(lines: Lines, spans: Iterable[Span]) -> tuple[Span, ...]:
    found: dict[int, Span] = {}
    for span in spans:
        statement = lines.at(span.start)
        if statement is not None:
            found.setdefault(statement.number, span)
    return tuple(sorted(found.values()))


def stated_items(posting: Posting, segmentation: Segmentation, guide: Guide) -> Mapping[str, Span]:
    """The first words of the work that state each item of the specification which code finds (owner, fallback ...)."""
    lines = Lines(Scan(posting.text), segmentation)
    passage, found = lines.passage(*WORK_SECTIONS), {}
    for row in guide.specification:
        span = min(passage.phrases(row.words), default=None)
        if span is not None:
            found[row.id] = span
    return found
