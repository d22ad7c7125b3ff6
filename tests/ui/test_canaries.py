"""What one visitor pastes reaches nobody else: a short run of `python -m benchmarks.soak` against the page."""

from random import Random

import pytest

from benchmarks.soak import Sample as At
from benchmarks.soak import Tally, reported, visit

pytestmark = pytest.mark.browser


def test_visitors_are_shown_their_own_postings_and_nobody_else_s(page_url: str) -> None:
    tally = Tally()
    for number in range(2):
        chosen = Random(number)  # noqa: S311  (which example is pasted, no secret)
        visit(int(page_url.rpartition(":")[2]), tally, chosen, lambda: True, postings=1)
    assert tally.faults == []
    assert (tally.visits, tally.postings, tally.downloads) == (2, 2, 2)
    assert tally.received > 50_000


def test_words_astray_and_growth_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert reported([At(0, 90, 50), At(180, 200, 100), At(600, 190, 101)], Tally()) == 0
    assert reported([At(180, 200, 100), At(600, 190, 103)], Tally()) == 1
    assert reported([At(180, 200, 100)], Tally(faults=["another's words were sent"])) == 1
    assert "another's words were sent" in capsys.readouterr().out
