"""The level that a title names."""

from __future__ import annotations

from typing import NamedTuple

from auditor.posting import Span
from auditor.titles.lexicon import Kind
from auditor.titles.model import LEADERSHIP, Seniority
from auditor.titles.terms import Gap, Term

__all__ = ["TitleLevel", "level_of"]

_SCALE = {seniority: rank for rank, seniority in enumerate(Seniority)}
_GRADES = frozenset(["i", "ii", "iii", "iv", "v", *"123456"]) | {
    prefix + number for prefix in ("l", "e", "ic") for number in "123456789"
}
_GRADED = {"i": Seniority.JUNIOR, "1": Seniority.JUNIOR, "ii": Seniority.MID, "2": Seniority.MID}
_GRADED |= dict.fromkeys(("iii", "3", "iv", "4"), Seniority.SENIOR)
_WORKERS = frozenset(
    {Kind.HEADS_ENGINEER, Kind.HEADS_DEVELOPER, Kind.HEADS_SCIENTIST, Kind.HEADS_PROGRAMMER, Kind.HEADS_RESEARCHER}
)
_HEADS = _WORKERS | {Kind.HEADS_PRACTITIONER, Kind.HEADS_OTHER}
_BEFORE_A_GRADE = (Gap.NONE, Gap.HYPHEN, Gap.BREAK)


class TitleLevel(NamedTuple):
    """Seniority, the level in its usual spelling, where it stands, and the grade after the profession."""

    seniority: Seniority | None
    name: str | None
    span: Span | None
    grade: str | None


def level_of(terms: list[Term]) -> TitleLevel:
    """The level of a title: the first level words that stand together; of two offered ("Junior/Mid") the first."""
    grade = _grade_of(terms)
    run, leading = _first_run(terms)
    if not run:
        return TitleLevel(_GRADED.get(grade.text) if grade else None, None, None, grade.text.upper() if grade else None)
    levels = [term.level for term in (*run, *leading) if term.level]
    if any(level.seniority in LEADERSHIP for level in levels[: len(run)]):
        levels = levels[: len(run)]
    seniority = max((level.seniority for level in levels), key=_SCALE.__getitem__)
    names = list(dict.fromkeys(level.name for level in levels))
    span = Span(run[0].start, run[-1].end)
    return TitleLevel(seniority, " ".join(names), span, grade.text.upper() if grade else None)


def _first_run(terms: list[Term]) -> tuple[list[Term], list[Term]]:
    """The first level words side by side, and the word for leading people that comes later ("Senior ... Manager").

    "Vice President" after a worker's head noun is a bank's grade, no level.
    """
    run: list[Term] = []
    leading: list[Term] = []
    closed = worker = False
    for term in terms:
        seniority = term.level.seniority if term.level else None
        if seniority is None or (seniority is Seniority.EXECUTIVE and worker):
            closed = closed or bool(run)
        elif not closed and not (run and term.gap >= Gap.JOIN):
            run.append(term)
        else:
            closed = True
            if seniority in LEADERSHIP:
                leading.append(term)
        worker = worker or term.kind in _WORKERS
    return run, leading[:1]


def _grade_of(terms: list[Term]) -> Term | None:
    headed = False
    for term in terms:
        if headed and term.text in _GRADES and term.gap in _BEFORE_A_GRADE:
            return term
        headed = term.kind in _HEADS
    return None
