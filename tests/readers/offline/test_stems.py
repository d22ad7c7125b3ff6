from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.readers.offline.stems import stem, stems_of


@pytest.mark.parametrize(
    "words", ["deploy deploys deployed deploying", "model models", "library libraries", "tuned tuning"]
)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("pass", "pas"), ("data", "date"), ("serving", "service")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_names_with_signs_stay_whole_and_empty_words_go() -> None:
    assert stems_of("The C++ and Node.js of our CI/CD") == ["c++", "node.j", "ci/cd"]


@given(st.text())
def test_any_text_has_stems_of_bounded_length(text: str) -> None:
    assert all(0 < len(found) <= 40 for found in stems_of(text))
