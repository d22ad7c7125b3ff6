from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from auditor.errors import UngroundedDraftError
from auditor.posting import Posting, Section, Segmentation, Statement
from auditor.reading import Draft, Reading, ground
from auditor.taxonomy import RoleId, load_taxonomy
from tests.builders import build_reading, duty, requirement

TEXT = "Train it. Serve it. Know it."
CUT = Segmentation(
    (
        Statement(1, 0, 9, Section.DUTIES),
        Statement(2, 10, 19, Section.DUTIES),
        Statement(3, 20, 28, Section.REQUIREMENTS),
    ),
    None,
    (),
    "1",
)


def draft(**changes: Any) -> Draft:
    answer: dict[str, Any] = {
        "role": "ml_engineer",
        "secondary_role": None,
        "alternative_role": None,
        "confidence": 0.9,
        "tags": [{"statement": 2, "activity": "serves_models"}, {"statement": 1, "activity": "trains_models"}],
        "facts": {"custom_models": {"value": "yes", "statements": [1]}},
        "spec": {"scale": {"value": False, "statements": []}},
    }
    return Draft.model_validate(answer | changes)


def grounded(**changes: Any) -> Reading:
    return ground(draft(**changes), Posting(None, TEXT), CUT, load_taxonomy())


def test_a_grounded_draft_holds_statements_in_text_order() -> None:
    reading = grounded()
    assert [(tag.statement.number, tag.activity) for tag in reading.tags] == [
        (1, "trains_models"),
        (2, "serves_models"),
    ]
    assert reading.facts["custom_models"].evidence == (CUT[1],)


@pytest.mark.parametrize(
    ("role", "value", "activity", "shown"),
    [
        ("ml_engineer", "yes", "trains_models", True),
        ("ai_engineer", "yes", "serves_models", True),
        ("ml_engineer", "yes", "builds_rag", False),
        ("ai_developer", "no", "builds_rag", True),
        ("ai_developer", "no", "trains_models", False),
        ("data_scientist", "no", "analyses_data", True),
        ("ai_developer", "no", "analyses_data", False),
        ("ai_developer", "unclear", "builds_rag", False),
    ],
)
def test_models_of_ones_own_are_shown_only_by_lines_with_work_that_bears_the_answer_out(
    role: str, value: str, activity: str, shown: bool
) -> None:
    facts = {"custom_models": {"value": value, "statements": [1, 3]}}
    reading = grounded(role=role, tags=[{"statement": 1, "activity": activity}], facts=facts)
    assert reading.facts["custom_models"].evidence == ((CUT[1],) if shown else ())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"tags": [{"statement": 4, "activity": "trains_models"}]},
            "statement 4 does not exist; the posting has 1 to 3",
        ),
        ({"tags": [{"statement": 0, "activity": "trains_models"}]}, "statement 0 does not exist"),
        ({"facts": {"custom_models": {"value": "no", "statements": [9]}}}, "statement 9"),
        ({"spec": {"scale": {"value": True, "statements": [7]}}}, "statement 7"),
        ({"tags": [{"statement": 1, "activity": "bakes_bread"}]}, "'bakes_bread' is not in the list"),
        ({"secondary_role": "ml_engineer"}, "differ from role"),
        ({"secondary_role": "other"}, "one of the four"),
        ({"role": "other", "secondary_role": "ml_engineer"}, "null when role is other"),
    ],
)
def test_a_draft_that_points_outside_is_refused_with_each_fault_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UngroundedDraftError, match=words):
        grounded(**changes)


@pytest.mark.parametrize("changes", [{"role": "wizard"}, {"confidence": 1.2}, {"mood": "good"}, {"facts": {"x": {}}}])
def test_a_draft_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        draft(**changes)


@given(st.lists(st.sampled_from(sorted(load_taxonomy().activities)), max_size=12))
def test_the_role_mix_sums_to_one(activities: list[str]) -> None:
    mix = build_reading([duty(f"Line {n}", name) for n, name in enumerate(activities)], None).role_mix()
    assert set(mix) == set(RoleId)
    assert sum(mix.values()) == pytest.approx(1)


def test_requirements_count_in_the_mix_only_where_no_duty_is_tagged() -> None:
    asks = requirement("PyTorch", "knows_ml_frameworks")
    assert build_reading([duty("Call the API", "calls_llm_api"), asks], None).role_mix()[RoleId.AI_DEVELOPER] == 1
    assert build_reading([duty("Be kind"), asks], None).role_mix()[RoleId.ML_ENGINEER] == 1


def test_a_statement_with_two_activities_has_one_vote() -> None:
    lines = [duty("Train and serve", "trains_models", "serves_models"), duty("Train", "trains_models")]
    mix = build_reading(lines, None).role_mix()
    assert (mix[RoleId.ML_ENGINEER], mix[RoleId.AI_ENGINEER]) == (0.75, 0.25)
