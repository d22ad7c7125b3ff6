from __future__ import annotations

import copy
from typing import Any

import pytest

from auditor.errors import DataError
from auditor.guide import load_guide, load_interview
from auditor.guide.load import TABLES, guide_from, interview_from, read_table
from auditor.guide.model import cite
from auditor.taxonomy import RoleId, load_taxonomy


@pytest.fixture
def tables() -> dict[str, Any]:
    return {name: copy.deepcopy(read_table(name)) for name in TABLES}


def test_the_packaged_tables_hold_the_guides_figures() -> None:
    figures = load_guide().thresholds
    assert figures.volume.managed_below_per_day == 100_000
    assert (figures.time_to_fill.least_days, figures.time_to_fill.most_days) == (90, 120)
    assert (figures.search_fee.least_percent, figures.search_fee.most_percent) == (20, 25)
    assert (figures.wrong_hire.least_times_salary, figures.wrong_hire.most_times_salary) == (1.5, 3.0)
    assert len(load_guide().channels) == 12
    assert [item.id for item in load_guide().specification][:4] == ["systems", "scale", "success", "data_infra"]


def test_every_activity_of_a_role_has_a_question_with_strong_and_weak() -> None:
    asked = load_interview().activities
    assert set(asked) == {a.id for a in load_taxonomy().activities.values() if a.role is not None}
    assert len({question.question for question in asked.values()}) == len(asked)


def test_a_section_is_cited_by_its_number() -> None:
    assert cite(3) == "AI hiring guide, 2026, section 3"


def test_a_reading_for_the_role_wins_over_the_general_one() -> None:
    volume = next(question for question in load_guide().need if question.id == "volume")
    assert volume.reading("no", RoleId.AI_ENGINEER) != volume.reading("no", RoleId.AI_DEVELOPER)


def test_a_missing_staffing_model_is_named(tables: dict[str, Any]) -> None:
    tables["staffing"]["models"].pop()
    with pytest.raises(DataError, match=r"staffing\.toml: models missing: agency"):
        guide_from(tables)


def test_an_unknown_key_is_refused_with_its_place(tables: dict[str, Any]) -> None:
    tables["goals"]["goals"][0]["colour"] = "red"
    with pytest.raises(DataError, match=r"goals\.toml: colour"):
        guide_from(tables)


def test_a_question_without_a_general_reading_is_refused(tables: dict[str, Any]) -> None:
    question = tables["need"]["questions"][0]
    question["readings"] = [r for r in question["readings"] if r["answer"] != "unclear"]
    with pytest.raises(DataError, match="readings of custom_models missing: unclear"):
        guide_from(tables)


def test_a_question_about_no_activity_is_refused() -> None:
    table = copy.deepcopy(read_table("interview"))
    table["activities"]["juggles"] = {"question": "How many balls?", "strong": "Five.", "weak": "One."}
    with pytest.raises(DataError, match="juggles"):
        interview_from(table)
    del table["activities"]["juggles"], table["activities"]["builds_rag"]
    with pytest.raises(DataError, match="activities missing: builds_rag"):
        interview_from(table)


def test_two_items_of_one_rank_are_refused(tables: dict[str, Any]) -> None:
    tables["specification"]["items"][0]["rank"] = 2
    with pytest.raises(DataError, match="two items of one rank"):
        guide_from(tables)
