"""The level that a title names."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.posting import Span
from auditor.titles.lexicon import Kind
from auditor.titles.model import Seniority
from auditor.titles.terms import Gap, Term

__all__ = ["TitleLevel", "level_of"]

_SCALE = {seniority: rank for rank, seniority in enumerate(Seniority)}
_GRADE = re.compile(r"(?:i{1,3}|iv|v|[1-6]|[lep][1-9]|ic[1-9])")
_GRADED = {"i": Seniority.JUNIOR, "1": Seniority.JUNIOR, "ii": Seniority.MID, "2": Seniority.MID}
_GRADED |= dict.fromkeys(("iii", "3", "iv", "4"), Seniority.SENIOR)
_WORKERS = frozenset(
    {Kind.HEADS_ENGINEER, Kind.HEADS_DEVELOPER, Kind.HEADS_SCIENTIST, Kind.HEADS_PROGRAMMER, Kind.HEADS_RESEARCHER}
)


class TitleLevel(NamedTuple):
    """Seniority, the level in its usual spelling, where it stands, and the grade after the profession."""

    seniority: Seniority | None
    name: str | None
    span: Span | None
    grade: str | None


def level_of(terms: list[Term]) -> TitleLevel:
    """The level of a title: the first level words that stand together; of two offered ("Junior/Mid") the first."""
    grade = _grade_of(terms)
    run = _first_run(terms)
    if not run:
        return TitleLevel(_GRADED.get(grade.text) if grade else None, None, None, grade.text.upper() if grade else None)
    levels = [term.level for term in run if term.level]
    seniority = max((level.seniority for level in levels), key=_SCALE.__getitem__)
    names = list(dict.fromkeys(level.name for level in levels))
    span = Span(run[0].start, run[-1].end)
    return TitleLevel(seniority, " ".join(names), span, grade.text.upper() if grade else None)


def _first_run(terms: list[Term]) -> list[Term]:
    """Level words side by side. "Vice President" after a worker's head noun is a bank's grade, no level."""
    run: list[Term] = []
    worker = False
    for term in terms:
        executive = term.level is not None and term.level.seniority is Seniority.EXECUTIVE
        if term.level and not (executive and worker):
            if run and term.gap >= Gap.JOIN:
                break
            run.append(term)
        elif run:
            break
        worker = worker or term.kind in _WORKERS
    return run


def _grade_of(terms: list[Term]) -> Term | None:
    for before, term in zip(terms, terms[1:], strict=False):
        headed = before.kind in _WORKERS or before.kind in (Kind.HEADS_PRACTITIONER, Kind.HEADS_OTHER)
        if headed and term.gap in (Gap.NONE, Gap.HYPHEN, Gap.BREAK) and _GRADE.fullmatch(term.text):
            return term
    return None
