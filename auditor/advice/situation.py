"""What is known about the project behind a posting: the user's answers first, then what the posting states."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.advice.model import Answers, GivenBy, Scope
from auditor.assessment import Assessment
from auditor.finding import Evidence
from auditor.guide import Guide
from auditor.posting import Section, Span
from auditor.reading import Answer
from auditor.rules.evidence import PER_SIDE, at_span, work_shown
from auditor.rules.unclear_scope import unsettled
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["UNKNOWN", "Known", "Situation"]


@dataclass(frozen=True, slots=True)
class Known:
    """An answer, who gave it, and the lines that show it."""

    answer: Answer
    given_by: GivenBy | None
    evidence: tuple[Evidence, ...] = ()


UNKNOWN = Known(Answer.UNCLEAR, None)


@dataclass(frozen=True, slots=True)
class Situation:
    """A posting of a told AI role with the user's answers beside it."""

    assessment: Assessment
    role: RoleId
    answers: Answers
    guide: Guide

    def answer(self, question: str) -> Known:
        """The answer to one of the four questions before a hire."""
        if question == "volume":
            return self._volume()
        if question == "models_built":
            return self._models_built()
        given = self.answers.custom_models if question == "custom_models" else self.answers.core_product
        return _by_user(given) or self._read(question)

    def _read(self, question: str) -> Known:
        """What the reader answered, with the lines that show it; a "no" that is an absence has none."""
        reading = self.assessment.reading
        fact = reading.facts[question] if reading else None
        if reading is None or fact is None or fact.value is Answer.UNCLEAR:
            return UNKNOWN
        shown = fact.evidence
        if not shown and question == "custom_models" and fact.value is Answer.YES:
            shown = tuple(work_shown(reading, RoleId.ML_ENGINEER, Section.REQUIREMENTS)[:1])
        return Known(fact.value, GivenBy.POSTING, tuple(Evidence.of(s) for s in shown[:PER_SIDE]))

    def _volume(self) -> Known:
        least = self.guide.thresholds.volume.managed_below_per_day
        if self.answers.requests_per_day is not None:
            return Known(_yes(self.answers.requests_per_day >= least), GivenBy.USER)
        stated = self.assessment.facts.project.volume
        if stated is None or stated.least < least <= stated.most:
            return UNKNOWN
        return self._shown(_yes(stated.least >= least), stated.span)

    def _models_built(self) -> Known:
        project = self.assessment.facts.project
        if given := _by_user(self.answers.models_built):
            return given
        if project.models_built:
            return self._shown(Answer.YES, project.models_built)
        return self._shown(Answer.NO, project.no_models) if project.no_models else UNKNOWN

    def _shown(self, answer: Answer, span: Span) -> Known:
        return Known(answer, GivenBy.POSTING, (at_span(self.assessment, span),))

    @property
    def scope(self) -> tuple[Scope | None, tuple[Evidence, ...]]:
        """How far the work is settled, with the words that say so; None when nobody says."""
        project = self.assessment.facts.project
        if self.answers.scope is not None:
            return self.answers.scope, ()
        if said := unsettled(self.assessment):
            return Scope.UNCLEAR, (at_span(self.assessment, said),)
        return (Scope.BOUNDED, (at_span(self.assessment, project.bounded),)) if project.bounded else (None, ())

    @property
    def deadline(self) -> tuple[int | None, tuple[Evidence, ...]]:
        """Days until delivery, with the words that say so; None when nobody says."""
        stated = self.assessment.facts.project.deadline
        if self.answers.deadline_days is not None:
            return self.answers.deadline_days, ()
        return (stated.days, (at_span(self.assessment, stated.span),)) if stated else (None, ())

    @property
    def title_may_stay(self) -> bool:
        """Whether the title names none of the four AI roles and none of their titles is suggested in its place."""
        return self.assessment.verdict is Verdict.UNCLAIMED and not self.assessment.suggested_titles

    @property
    def several_skill_sets(self) -> bool:
        """Whether a second AI role shares the posting."""
        reading = self.assessment.reading
        return reading is not None and reading.secondary_role is not None


def _by_user(answer: Answer | None) -> Known | None:
    return None if answer is None else Known(answer, GivenBy.USER if answer is not Answer.UNCLEAR else None)


def _yes(holds: bool) -> Answer:
    return Answer.YES if holds else Answer.NO
