"""Advice from an assessment, its findings and what the user knows. Pure, and cheap enough to ask again at each key."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.advice.band import market_bands
from auditor.advice.channels import channels
from auditor.advice.cost import time_to_fill, wrong_hire
from auditor.advice.interview import interview_plan
from auditor.advice.model import Advice, Answers, Conditions
from auditor.advice.need import need, need_words
from auditor.advice.pay import band_words, stated_salary
from auditor.advice.situation import Situation
from auditor.advice.specification import specification
from auditor.advice.staffing import first_move, goal, staffing
from auditor.assessment import Assessment
from auditor.finding import Finding, Severity
from auditor.guide import cite, load_guide, load_interview
from auditor.posting import VACANCIES
from auditor.rules.gates import is_internship, role_told
from auditor.rules.missing_specification import runs_something
from auditor.taxonomy import RoleId

__all__ = ["advise"]

_PAY_SECTION = 6
_NOBODY = Answers()
_ABOUT_THE_JOB = ("TITLE", "HIRE")
"""Families whose errors mean that it is not settled what the job is."""


def advise(assessment: Assessment, findings: Sequence[Finding], answers: Answers = _NOBODY) -> Advice | None:
    """What the guide says for the posting; None when it is no vacancy of one of the four AI roles, or an internship.

    Raises:
        DataError: a packaged table of the guide breaks a rule.
    """
    role = assessment.role
    if role is None or role is RoleId.OTHER or assessment.facts.kind not in VACANCIES or is_internship(assessment):
        return None
    guide = load_guide()
    situation = Situation(assessment, role, answers, guide)
    withheld = _withheld(assessment, findings)
    found = None if withheld else goal(situation)
    questions = () if withheld else need(situation, found)
    options = () if withheld else staffing(situation)
    interview = load_interview()
    bands = market_bands(assessment) if role_told(assessment) else ()
    return Advice(
        role=role,
        withheld=withheld,
        need=questions,
        need_words=need_words(questions) if questions else "",
        first_move=None if withheld else first_move(situation, found),
        staffing=options,
        goal=found,
        conditions=_conditions(situation),
        band=bands,
        band_words=band_words(assessment, role, bands),
        band_source=assessment.bands.source if assessment.policy.bands else cite(_PAY_SECTION),
        time_to_fill=time_to_fill(guide, role),
        wrong_hire=wrong_hire(guide, findings, stated_salary(assessment), "the pay that the posting states"),
        interview=() if withheld else interview_plan(assessment, role, interview),
        interview_stop=interview.stop,
        channels=channels(situation, options[0].id) if options else (),
        specification=specification(assessment, role, guide),
    )


def _withheld(assessment: Assessment, findings: Sequence[Finding]) -> str | None:
    if not role_told(assessment):
        return "The role is in doubt; settle it first, and the plan follows from it."
    errors = (f for f in findings if f.severity is Severity.ERROR and f.waived is None)
    if any(finding.code.startswith(_ABOUT_THE_JOB) for finding in errors):
        return "Title, duties and requirements disagree; settle that first, and the plan follows from it."
    return None


def _conditions(situation: Situation) -> Conditions:
    """What has to hold for the work to stick and a hire to pay; none for answers that run nowhere."""
    row = situation.guide.conditions
    if situation.role is RoleId.DATA_SCIENTIST and not runs_something(situation.assessment):
        return Conditions((), (), cite(row.section))
    return Conditions(row.sticks, row.pays_when, cite(row.section))
