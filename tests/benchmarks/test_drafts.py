"""Short drafts that nobody has laid out: what the reader makes of those that it was not fitted on."""

import json

from auditor.segment import segment
from benchmarks.drafts import HELD_OUT, measured, sections

ROWS = [json.loads(line) for line in HELD_OUT.read_text("utf-8").splitlines()]


def test_most_are_read_right_and_those_that_are_settled_nearly_always() -> None:
    counts, missed = measured(ROWS)
    assert counts["right"] + len(missed) == len(ROWS)
    assert counts["right"] >= 0.8 * len(ROWS)
    assert counts["settled_right"] >= 0.9 * counts["settled"] > 0
    assert counts["kind"] >= 0.85 * counts["statements"]


def test_statements_are_counted_by_their_section() -> None:
    text = "Requirements\n- Three years of Python\n"
    start = text.index("Three")
    spans = [[start, len(text) - 1, "requirements", []], [start, len(text) - 1, "nice_to_have", []]]
    assert sections(segment(text), spans) == {"statements": 2, "exact": 1, "kind": 2}
