from __future__ import annotations

import hashlib

import pytest

from auditor.posting import Posting, Section, Segmentation, Span, Statement


def test_the_id_is_the_hash_of_title_nul_and_text() -> None:
    expected = hashlib.sha256(b"AI Engineer\0Build it.").hexdigest()
    assert Posting("AI Engineer", "Build it.").id == expected
    assert Posting(None, "x").id == hashlib.sha256(b"\0x").hexdigest()


def test_title_and_text_do_not_run_into_each_other() -> None:
    assert Posting("ab", "c").id != Posting("a", "bc").id


def test_a_lone_surrogate_has_an_id() -> None:
    assert len(Posting("t", "broken \ud83d emoji").id) == 64


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_a_span_is_not_empty_and_not_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_statements_are_found_by_their_numbers_from_one() -> None:
    cut = Segmentation((Statement(1, 0, 3, Section.DUTIES), Statement(2, 4, 9, Section.PAY)), None, (), "1")
    assert cut[2].section is Section.PAY
    assert cut.in_sections(Section.DUTIES) == (cut[1],)
    for number in (0, 3, -1):
        with pytest.raises(KeyError):
            cut[number]
