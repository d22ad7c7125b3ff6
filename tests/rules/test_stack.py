from __future__ import annotations

from urllib.parse import urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.assessment import Assessment
from auditor.posting import Section
from auditor.rules.core_stack_absent import CORE_STACK_ABSENT
from auditor.rules.tools import load_toolbox, tools_in
from auditor.rules.tools_of_another_role import TOOLS_OF_ANOTHER_ROLE
from auditor.rules.wish_list import WISH_LIST
from auditor.rules.years_beyond_technology import YEARS_BEYOND_TECHNOLOGY
from auditor.taxonomy import RoleId
from tests.builders import Line, build_assessment, build_reading, duty, line, requirement

SERVES = duty("Deploy and monitor our ranking models in production", "serves_models")
WATCHES = duty("Watch them for drift", "monitors_models")
CALLS = duty("Connect the help desk to a hosted language model", "calls_llm_api")
LONG_LIST = (
    "Python, Java, Scala, TypeScript and Rust",
    "AWS, Google Cloud and Azure",
    "Docker, Kubernetes, Terraform and Ansible",
    "PostgreSQL, MongoDB, Redis, Kafka and Airflow",
)


def posting(role: RoleId, *lines: Line, confidence: float = 0.95) -> Assessment:
    return build_assessment(build_reading(lines, role, confidence=confidence), None)


def test_names_are_found_in_one_pass_the_longest_first() -> None:
    found = [(t.name, s.start) for t, s in tools_in("Apache Spark, pyspark, react to AWS Lambda, React")]
    assert found == [("Spark", 0), ("AWS Lambda", 32), ("React", 44)]


@given(st.text(max_size=200))
def test_every_place_lies_in_the_text_and_after_the_one_before(text: str) -> None:
    end = 0
    for _, span in tools_in(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


def test_every_year_has_a_page_that_states_it() -> None:
    dated = [tool for tool in load_toolbox().tools if tool.first is not None]
    assert len(dated) >= 40
    for tool in dated:
        assert urlparse(tool.source or "").scheme == "https"
        assert 1970 < (tool.first or 0) <= load_toolbox().written
        assert str(tool.first) in (tool.says or "")


@pytest.mark.parametrize(
    ("asked", "flagged"),
    [
        (("Strong engineering skills", "A problem solver", "Good English"), True),
        (("Python and Kubernetes", "A problem solver", "Good English"), False),
        (("Docker on AWS", "A problem solver", "Good English"), False),
        (("Strong engineering skills",), False),
    ],
)
def test_a_platform_posting_names_its_stack(asked: tuple[str, ...], flagged: bool) -> None:
    requirements = [requirement(text) for text in asked]
    assert bool(CORE_STACK_ABSENT.findings(posting(RoleId.AI_ENGINEER, SERVES, WATCHES, *requirements))) is flagged
    assert not CORE_STACK_ABSENT.findings(posting(RoleId.AI_ENGINEER, SERVES, *requirements))
    assert not CORE_STACK_ABSENT.findings(posting(RoleId.ML_ENGINEER, SERVES, WATCHES, *requirements))


def test_work_with_a_stack_of_its_own_needs_no_core_stack() -> None:
    asked = [requirement(text) for text in ("Modern C++ on devices", "A problem solver", "Good English")]
    assert not CORE_STACK_ABSENT.findings(posting(RoleId.AI_ENGINEER, SERVES, WATCHES, *asked))


def test_a_stack_is_not_asked_of_work_that_runs_models_for_a_smaller_part() -> None:
    asked = [requirement(text) for text in ("Strong engineering skills", "A problem solver", "Good English")]
    screens = [duty(f"Build the screens of module {number}", "builds_software") for number in range(6)]
    assert not CORE_STACK_ABSENT.findings(posting(RoleId.AI_ENGINEER, SERVES, WATCHES, *screens, *asked))


def test_a_wish_list_counts_must_haves_alone() -> None:
    must = [requirement(text) for text in LONG_LIST]
    assert WISH_LIST.findings(posting(RoleId.AI_DEVELOPER, CALLS, *must))
    wishes = [line(Section.NICE_TO_HAVE, text) for text in LONG_LIST]
    softened = [requirement(f"Familiarity with {text}") for text in LONG_LIST]
    choices = [requirement(f"One of {text}") for text in LONG_LIST]
    examples = [requirement(f"Tools of the trade ({text})") for text in LONG_LIST]
    ours = [requirement(f"Our stack: {', '.join(LONG_LIST)}")]
    tools = [requirement(f"Our toolset: {', '.join(LONG_LIST)}")]
    learnt = [requirement("You don't need to know them all, we teach you"), *must]
    below = [line for text in LONG_LIST for line in (requirement("Familiarity with tools such as"), requirement(text))]
    said = [line(Section.NICE_TO_HAVE, "You don't need to know them all, we teach you"), *must]
    for lines in (wishes, softened, choices, examples, ours, tools, learnt, said, below):
        assert not WISH_LIST.findings(posting(RoleId.AI_DEVELOPER, CALLS, *lines))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("8+ years of experience with LangChain", True),
        ("7 years of hands-on experience in Claude", True),
        ("5 years of experience with using Gemini", True),
        ("3+ years of experience with LangChain", False),
        ("8+ years of Python, including LangChain", False),
        ("8+ years of software engineering; experience with LangChain", False),
    ],
)
def test_nobody_has_more_years_than_a_technology(text: str, flagged: bool) -> None:
    assert bool(YEARS_BEYOND_TECHNOLOGY.findings(posting(RoleId.AI_DEVELOPER, CALLS, requirement(text)))) is flagged


def test_tools_of_another_role_are_flagged_where_no_duty_uses_them() -> None:
    must = [requirement("Deep command of PyTorch"), requirement("DeepSpeed on large clusters")]
    found = TOOLS_OF_ANOTHER_ROLE.findings(posting(RoleId.AI_DEVELOPER, CALLS, *must))
    assert "PyTorch and DeepSpeed" in found[0].message
    trains = duty("Train the intent model", "trains_models")
    assert not TOOLS_OF_ANOTHER_ROLE.findings(posting(RoleId.AI_DEVELOPER, CALLS, trains, *must))
    assert not TOOLS_OF_ANOTHER_ROLE.findings(posting(RoleId.AI_DEVELOPER, CALLS, requirement("PyTorch is a plus")))
    assert not TOOLS_OF_ANOTHER_ROLE.findings(posting(RoleId.AI_DEVELOPER, CALLS, *must, confidence=0.3))
