from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.posting import Section, Statement
from auditor.readers.offline.phrases import Phrasebook, phrases_of

NAMES = frozenset({"kafka", "delta lake"})
BOOK = Phrasebook.of(["train", "train models", "lake"], NAMES)
LINES = st.lists(st.sampled_from(["train", "models", "delta", "lake", "kafka", "é", "-", ","]).map("{} ".format))


def lines(*texts: str) -> list[tuple[Statement, str]]:
    return [(Statement(n, 10 * n, 10 * n + 9, Section.DUTIES), text) for n, text in enumerate(texts, start=1)]


def test_words_and_neighbours_are_phrases() -> None:
    assert phrases_of("train-models, fast") == {"train", "models", "fast", "train models", "models fast"}


def test_no_phrase_reaches_over_a_statements_end() -> None:
    phrased = BOOK.found_in(lines("we train", "models"))
    assert [BOOK.phrases[place] for place in phrased.phrases] == ["train"]


@given(st.lists(LINES.map("".join)))
def test_the_book_finds_the_known_phrases_of_each_statement(texts: list[str]) -> None:
    phrased = BOOK.found_in(lines(*texts))
    pairs = zip(phrased.owners.tolist(), phrased.phrases.tolist(), strict=True)
    found = {(owner, BOOK.phrases[place]) for owner, place in pairs}
    assert found == {(n, phrase) for n, text in enumerate(texts) for phrase in phrases_of(text) & {*BOOK.phrases}}
    assert phrased.names == {n: named for n, text in enumerate(texts, start=1) if (named := phrases_of(text) & NAMES)}
