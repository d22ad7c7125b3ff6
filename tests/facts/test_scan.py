"""What a text can have, told without looking for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.scan import Scan

LONG = "Ferrywell schedules harbour pilots for eleven ports around the North Sea, by day and by night. " * 8


@given(st.text(alphabet="abcé’<. \n", max_size=40), st.data())
def test_what_occurs_is_possible(text: str, data: st.DataObject) -> None:
    scan = Scan(text + LONG)
    start = data.draw(st.integers(0, len(text)))
    literal = scan.lowered[start : start + data.draw(st.integers(1, 12))]
    assert scan.possible((literal,)) == [literal]
    assert scan.has("qqq", "zzz", "xxx", literal)


def test_what_has_other_trigrams_is_not_possible() -> None:
    assert Scan(LONG).possible(("kubernetes", "pilots", "<", "port authority", "ports")) == ["pilots", "<", "ports"]
    assert not Scan(LONG).has("kubernetes", "port authority", "one-off", "fixed-term")
    assert Scan(LONG).possible(()) == []
