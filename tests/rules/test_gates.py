"""How much a mismatch asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from auditor.facts.model import SelfName
from auditor.finding import Severity
from auditor.posting import Span
from auditor.rules.gates import mismatch_weight
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title
from tests.builders import VACANCY, Line, build_assessment, build_reading, duty, requirement

GUIDE = load_taxonomy().profiles["guide"]
BUILDS = [duty(f"Build assistant {n}", "builds_assistants") for n in range(4)]
TRAINS = [duty(f"Train model {n}", "trains_models") for n in range(4)]
REPAIRS = [duty(f"Repair web shop {n}", "builds_software") for n in range(4)]


def weight(
    title: str,
    role: RoleId,
    lines: Sequence[Line] = BUILDS,
    chances: Mapping[RoleId, float] | None = None,
    confidence: float = 0.99,
) -> Severity:
    reading = replace(build_reading(lines, role, confidence=confidence), chances=chances or {})
    return mismatch_weight(build_assessment(reading, read_title(title)))


def test_a_mismatch_under_every_profile_is_an_error_and_under_one_a_warning() -> None:
    assert weight("Data Scientist", RoleId.AI_DEVELOPER) is Severity.ERROR
    assert weight("AI Engineer", RoleId.AI_DEVELOPER) is Severity.WARNING


@pytest.mark.parametrize("title", ["Data Scientist", "AI Engineer"])
def test_whoever_is_asked_to_act_is_told_with_certainty(title: str) -> None:
    assert weight(title, RoleId.AI_DEVELOPER, confidence=GUIDE.certain) is not Severity.INFO
    assert weight(title, RoleId.AI_DEVELOPER, confidence=GUIDE.certain - 0.01) is Severity.INFO


@pytest.mark.parametrize(
    ("chance", "expected"),
    [
        (GUIDE.chance_before_fix - 0.01, Severity.ERROR),
        (GUIDE.chance_before_fix, Severity.WARNING),
        (GUIDE.chance_before_decision, Severity.INFO),
    ],
)
def test_the_likelier_a_claimed_role_the_less_is_asked_for(chance: float, expected: Severity) -> None:
    assert weight("Data Scientist", RoleId.AI_DEVELOPER, chances={RoleId.DATA_SCIENTIST: chance}) is expected


def test_what_the_market_calls_by_the_title_counts_too() -> None:
    chances = {RoleId.AI_DEVELOPER: GUIDE.chance_before_decision}
    assert weight("AI Engineer", RoleId.ML_ENGINEER, TRAINS) is Severity.ERROR
    assert weight("AI Engineer", RoleId.ML_ENGINEER, TRAINS, chances) is Severity.WARNING


def test_a_quarter_of_the_work_is_a_part_of_it() -> None:
    lines = [duty("Analyse the sales", "analyses_data"), *BUILDS[:3]]
    assert weight("Data Scientist", RoleId.AI_DEVELOPER, lines) is Severity.INFO


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("AI Engineer", "Build our internal AI platform", "Run the LLMOps for it"),
        ("Machine Learning Engineer", "Choose classical ML where it does", "Fine-tune the small models"),
    ],
)
def test_promised_work_that_is_named_twice_is_a_part_of_it(title: str, first: str, second: str) -> None:
    named = [duty(first, "builds_agents"), duty(second, "builds_agents")]
    assert weight(title, RoleId.AI_DEVELOPER, [*named[:1], *BUILDS]) is not Severity.INFO
    assert weight(title, RoleId.AI_DEVELOPER, [*named, *BUILDS]) is Severity.INFO


@pytest.mark.parametrize("role", [RoleId.AI_ENGINEER, RoleId.ML_ENGINEER])
def test_an_ai_developers_work_named_twice_among_an_engineers_is_a_part_of_it(role: RoleId) -> None:
    named = [duty("Own the prompting standards", "trains_models"), duty("Run agentic RAG", "trains_models")]
    assert weight("Applied AI Engineer", role, [*named[:1], *TRAINS]) is not Severity.INFO
    assert weight("Applied AI Engineer", role, [*named, *TRAINS]) is Severity.INFO
    assert weight("Data Scientist", role, [*named, *TRAINS]) is not Severity.INFO


def test_a_title_that_names_the_other_profession_too_is_no_error() -> None:
    assert weight("Machine Learning Engineer", RoleId.OTHER, REPAIRS) is Severity.ERROR
    assert weight("Software / Machine Learning Engineer", RoleId.OTHER, REPAIRS) is Severity.WARNING


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tune the AI of opponents, level {}", Severity.WARNING),
        ("Review the portal with the other AI engineers of team {}", Severity.ERROR),
        ("Repair the AI-powered portal {}", Severity.ERROR),
    ],
)
def test_work_of_another_profession_that_is_called_by_the_titles_word_throughout_is_no_error(
    line: str, expected: Severity
) -> None:
    called = [duty(line.format(n), "builds_software") for n in range(3)]
    assert weight("AI Engineer", RoleId.OTHER, [*REPAIRS, *called[:2]]) is Severity.ERROR
    assert weight("AI Engineer", RoleId.OTHER, [*REPAIRS, *called]) is expected
    assert weight("Data Scientist", RoleId.OTHER, [*REPAIRS, *called]) is Severity.ERROR


def test_an_ml_engineer_who_analyses_with_models_is_no_error() -> None:
    analyses = [duty(f"Analyse market {n}", "analyses_data") for n in range(4)]
    models = duty("Validate the churn model against the year before", "analyses_data")
    assert weight("Machine Learning Engineer", RoleId.DATA_SCIENTIST, analyses) is Severity.ERROR
    assert weight("Machine Learning Engineer", RoleId.DATA_SCIENTIST, [*analyses, models]) is Severity.WARNING
    assert weight("AI Engineer", RoleId.DATA_SCIENTIST, [*analyses, models]) is Severity.ERROR


@pytest.mark.parametrize(
    ("title", "role", "lines"),
    [
        ("Machine Learning Engineer, Agentic AI", RoleId.AI_DEVELOPER, BUILDS),
        ("Machine Learning Engineer, AI Automation", RoleId.AI_DEVELOPER, BUILDS),
        ("Machine Learning Engineer (AI Platform)", RoleId.ML_ENGINEER, TRAINS),
        ("Data Scientist, Agents", RoleId.AI_DEVELOPER, BUILDS),
    ],
)
def test_a_title_that_names_the_work_as_well_is_no_error(title: str, role: RoleId, lines: Sequence[Line]) -> None:
    assert weight(title, role, lines) is not Severity.ERROR


def test_promised_work_that_is_named_once_is_no_error() -> None:
    named = duty("Write prompts, fine-tune where they do not do", "builds_agents")
    assert weight("Machine Learning Engineer", RoleId.AI_DEVELOPER, BUILDS) is Severity.ERROR
    assert weight("Machine Learning Engineer", RoleId.AI_DEVELOPER, [named, *BUILDS]) is Severity.WARNING


def test_work_that_the_market_calls_by_the_title_is_no_error_once_it_is_named() -> None:
    named = duty("Train models, try retrieval-augmented generation beside them", "trains_models")
    assert weight("AI Engineer", RoleId.ML_ENGINEER, TRAINS) is Severity.ERROR
    assert weight("AI Engineer", RoleId.ML_ENGINEER, [named, *TRAINS]) is Severity.WARNING


def test_must_haves_about_ai_may_stand_for_duties_that_were_left_out() -> None:
    asked = [requirement(f"Has trained model {n}", "trains_models") for n in range(3)]
    assert weight("AI Engineer", RoleId.OTHER, [*REPAIRS, *asked[:2]]) is Severity.ERROR
    assert weight("AI Engineer", RoleId.OTHER, [*REPAIRS, *asked]) is Severity.WARNING
    assert weight("Machine Learning Engineer", RoleId.AI_DEVELOPER, [*BUILDS, *asked[:2]]) is Severity.ERROR
    assert weight("Machine Learning Engineer", RoleId.AI_DEVELOPER, [*BUILDS, *asked]) is Severity.INFO


@pytest.mark.parametrize(
    ("name", "expected"), [("data scientist", Severity.WARNING), ("machine learning engineer", Severity.ERROR)]
)
def test_a_data_scientist_who_makes_models_is_an_error_where_the_text_calls_the_job_something_else(
    name: str, expected: Severity
) -> None:
    facts = replace(VACANCY, self_names=(SelfName(name, Span(0, 5)),))
    reading = build_reading(TRAINS, RoleId.ML_ENGINEER, confidence=0.99)
    assert mismatch_weight(build_assessment(reading, read_title("Data Scientist"), facts=facts)) is expected
