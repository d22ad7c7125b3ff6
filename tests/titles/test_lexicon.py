from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from auditor.data_files import packaged_toml
from auditor.errors import DataError
from auditor.titles import lexicon_from
from auditor.titles.speciality import specialities_from


@pytest.fixture
def words() -> dict[str, Any]:
    return tomllib.loads(resources.files("auditor.titles").joinpath("data", "words.toml").read_text("utf-8"))


def test_the_packaged_words_load(words: dict[str, Any]) -> None:
    lexicon = lexicon_from(words)
    assert "engineer" in lexicon.words
    assert "machine learning" in lexicon.phrases


def test_a_phrase_of_two_kinds_is_refused(words: dict[str, Any]) -> None:
    words["topics"]["ml"].append("artificial intelligence")
    with pytest.raises(DataError, match="twice: artificial intelligence"):
        lexicon_from(words)


@pytest.mark.parametrize("phrase", ["Machine Learning", "ml ", "", "a-b", "one two three four five six"])
def test_a_phrase_that_could_never_match_is_refused(words: dict[str, Any], phrase: str) -> None:
    words["topics"]["ml"].append(phrase)
    with pytest.raises(DataError, match="not lower-case words"):
        lexicon_from(words)


def test_a_missing_kind_is_refused(words: dict[str, Any]) -> None:
    del words["heads"]["engineer"]
    with pytest.raises(DataError, match="HEADS_ENGINEER"):
        lexicon_from(words)


def test_a_level_outside_the_scale_is_refused(words: dict[str, Any]) -> None:
    words["levels"][0]["seniority"] = "wizard"
    with pytest.raises(DataError, match=r"levels\.0\.seniority"):
        lexicon_from(words)


def test_a_speciality_of_an_unknown_activity_is_refused() -> None:
    data = packaged_toml("auditor.titles", "suggestions.toml")
    data["specialities"][0]["activities"] = ["paints_pictures"]
    with pytest.raises(DataError, match="paints_pictures"):
        specialities_from(data)


def test_a_speciality_of_an_unknown_role_is_refused() -> None:
    data = packaged_toml("auditor.titles", "suggestions.toml")
    data["specialities"][0]["role"] = "wizard"
    with pytest.raises(DataError, match=r"specialities\.0\.role"):
        specialities_from(data)
