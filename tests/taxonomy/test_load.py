from __future__ import annotations

import copy
from typing import Any

import pytest

from auditor.data_files import packaged_toml
from auditor.errors import DataError
from auditor.taxonomy import AI_ROLES, RoleId, load_taxonomy, taxonomy_from


@pytest.fixture
def files() -> dict[str, dict[str, Any]]:
    return {
        name: copy.deepcopy(packaged_toml("auditor.taxonomy", f"{name}.toml"))
        for name in ("roles", "activities", "profiles")
    }


def test_the_packaged_taxonomy_has_a_closed_set_of_activities_of_every_role() -> None:
    taxonomy = load_taxonomy()
    assert 25 <= len(taxonomy.activities) <= 50
    assert {activity.role for activity in taxonomy.activities.values()} == {*AI_ROLES, None}
    assert set(taxonomy.roles) == set(RoleId)


def test_work_of_none_of_the_four_is_of_the_role_other() -> None:
    assert load_taxonomy().role_of("builds_software") is RoleId.OTHER
    assert load_taxonomy().role_of("trains_models") is RoleId.ML_ENGINEER


def test_both_profiles_suggest_titles_for_the_four_roles_and_name_all_five() -> None:
    for profile in load_taxonomy().profiles.values():
        assert set(profile.suggested_titles) == set(AI_ROLES)
        assert set(profile.role_names) == set(RoleId)
        assert profile.plain <= profile.doubtful <= profile.sure <= profile.certain
        assert profile.chance_before_fix <= profile.chance_before_decision


def test_the_market_names_the_two_engineers_by_its_own_words() -> None:
    names = load_taxonomy().profiles["market"].role_names
    assert names[RoleId.AI_DEVELOPER] == "AI engineer (LLM applications)"
    assert names[RoleId.AI_ENGINEER] == "AI platform / MLOps engineer"


def _without_role(files: dict[str, Any]) -> None:
    del files["roles"]["roles"]["other"]


def _twice(files: dict[str, Any]) -> None:
    files["activities"]["activities"].append(files["activities"]["activities"][0])


def _foreign_role(files: dict[str, Any]) -> None:
    files["activities"]["activities"][0]["role"] = "prompt_wizard"


def _idle_role(files: dict[str, Any]) -> None:
    for row in files["activities"]["activities"]:
        row["role"] = "none" if row["role"] == "data_scientist" else row["role"]


def _too_few(files: dict[str, Any]) -> None:
    del files["activities"]["activities"][20:]


def _no_market(files: dict[str, Any]) -> None:
    del files["profiles"]["profiles"]["market"]


def _thresholds_crossed(files: dict[str, Any]) -> None:
    files["profiles"]["profiles"]["guide"]["doubtful"] = 0.99


def _unknown_key(files: dict[str, Any]) -> None:
    files["profiles"]["profiles"]["guide"]["colour"] = "red"


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (_without_role, "other"),
        (_twice, "calls_llm_api"),
        (_foreign_role, "role"),
        (_idle_role, "data_scientist"),
        (_too_few, "activities"),
        (_no_market, "market"),
        (_thresholds_crossed, "doubtful"),
        (_unknown_key, "colour"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_by_name(files: dict[str, Any], damage: Any, word: str) -> None:
    damage(files)
    with pytest.raises(DataError, match=word):
        taxonomy_from(files["roles"], files["activities"], files["profiles"])
