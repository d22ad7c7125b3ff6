"""How much a mismatch asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from auditor.finding import Severity
from auditor.rules.gates import mismatch_weight
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title
from tests.builders import Line, build_assessment, build_reading, duty

GUIDE = load_taxonomy().profiles["guide"]
BUILDS = [duty(f"Build assistant {n}", "builds_assistants") for n in range(4)]
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


def test_an_error_needs_certainty() -> None:
    assert weight("Data Scientist", RoleId.AI_DEVELOPER, confidence=GUIDE.certain - 0.01) is Severity.WARNING


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
    trains = [duty(f"Train model {n}", "trains_models") for n in range(4)]
    chances = {RoleId.AI_DEVELOPER: GUIDE.chance_before_decision}
    assert weight("AI Engineer", RoleId.ML_ENGINEER, trains) is Severity.ERROR
    assert weight("AI Engineer", RoleId.ML_ENGINEER, trains, chances) is Severity.WARNING


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
    trains = [duty(f"Train model {n}", "trains_models") for n in range(4)]
    named = [duty("Own the prompting standards", "trains_models"), duty("Run agentic RAG", "trains_models")]
    assert weight("Applied AI Engineer", role, [*named[:1], *trains]) is not Severity.INFO
    assert weight("Applied AI Engineer", role, [*named, *trains]) is Severity.INFO
    assert weight("Data Scientist", role, [*named, *trains]) is not Severity.INFO


def test_a_title_that_names_the_other_profession_too_is_no_error() -> None:
    assert weight("Machine Learning Engineer", RoleId.OTHER, REPAIRS) is Severity.ERROR
    assert weight("Software / Machine Learning Engineer", RoleId.OTHER, REPAIRS) is Severity.WARNING
