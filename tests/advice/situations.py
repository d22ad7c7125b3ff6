"""Postings of a told role with facts about the project, for asking advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from auditor.advice import Advice, Answers, advise
from auditor.facts.model import Places
from auditor.facts.project import find_project
from auditor.facts.scan import Scan
from auditor.finding import Finding
from auditor.reading import Answer, Fact
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, Line, build_assessment, build_reading, duty

CALLS = duty("Connect the claims portal to a hosted language model", "calls_llm_api")
SERVES = duty("Serve the ranking model", "serves_models")
TRAINS = duty("Train the ranking model", "trains_models")
NOWHERE = Places()
TITLES = {
    RoleId.AI_ENGINEER: "MLOps Engineer",
    RoleId.ML_ENGINEER: "Machine Learning Engineer",
    RoleId.AI_DEVELOPER: "AI Developer",
    RoleId.DATA_SCIENTIST: "Data Scientist",
}


def advice_for(
    role: RoleId,
    *lines: Line,
    answers: Answers | None = None,
    findings: tuple[Finding, ...] = (),
    facts: Mapping[str, Answer] | None = None,
    secondary: RoleId | None = None,
    reasons: tuple[str, ...] = (),
    title: str | None = None,
    places: Places = NOWHERE,
) -> Advice:
    """The advice for a posting of these lines; fails when there is none."""
    reading = build_reading(lines, role, secondary)
    read = {**reading.facts, **{name: Fact(value, ()) for name, value in (facts or {}).items()}}
    reading = replace(reading, facts=read)
    known = replace(VACANCY, project=find_project(Scan(reading.posting.text), reading.segmentation), places=places)
    claims = read_title(title or TITLES[role])
    assessment = build_assessment(reading, claims, facts=known, review_reasons=reasons)
    advice = advise(assessment, findings, answers or Answers())
    assert advice is not None
    return advice
