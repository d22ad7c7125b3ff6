from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor.readers.offline.grams import gram_key, gram_keys

STEMS = ["build", "deploy", "model", "team"]
NUMBERS = {stem: number for number, stem in enumerate(STEMS, start=1)}
GRAMS = {gram_key(number): stem for stem, number in NUMBERS.items()} | {
    gram_key(left, right): f"{one} {other}" for one, left in NUMBERS.items() for other, right in NUMBERS.items()
}
"""Stems and pairs by key; the key of a first stem is none of them."""
WORDS = st.lists(st.lists(st.sampled_from([*STEMS, "unknown"]), max_size=6), max_size=5)


def texts(statements: list[list[str]]) -> list[tuple[str, int]]:
    said = np.array([NUMBERS.get(word, 0) for words in statements for word in words], dtype=np.int64)
    keys, owners = gram_keys(said, np.array([*map(len, statements)], dtype=np.int64))
    return sorted((GRAMS.get(key, "^"), owner) for key, owner in zip(keys.tolist(), owners.tolist(), strict=True))


def test_a_statement_gives_its_stems_its_pairs_and_its_first_stem() -> None:
    assert texts([["deploy", "model"]]) == [("^", 0), ("deploy", 0), ("deploy model", 0), ("model", 0)]


def test_no_pair_reaches_over_a_statements_end_or_an_unknown_stem() -> None:
    found = [text for text, _ in texts([["build"], ["team", "unknown", "model"]])]
    assert "build team" not in found
    assert "team model" not in found


def test_no_statements_give_no_grams() -> None:
    assert texts([]) == []
    assert texts([[], ["unknown"]]) == []


@given(WORDS)
def test_every_gram_belongs_to_a_statement_that_has_its_stems(statements: list[list[str]]) -> None:
    for text, owner in texts(statements):
        assert set(text.lstrip("^").split()) <= set(statements[owner])
