import random

import pytest

from auditor.posting import Posting
from auditor.segment import segment
from benchmarks.perturb import PERTURBATIONS

TEXT = """About Ferrydock

Ferrydock builds booking software for small harbours and has done so since 2004.

Responsibilities
- Train the model that forecasts how many berths will be free on a summer weekend
- Keep the training data clean and write down where each column comes from
- Compare every new model with the last one before it goes to a harbour
- Explain forecasts to harbour masters who have never heard of a confidence interval

Requirements
- Python and SQL
- Some years of work with forecasting models of your own
- Patience with handwritten log books
"""
POSTING = Posting("Machine Learning Engineer", TEXT, company="Ferrydock")


def changed(name: str, posting: Posting = POSTING) -> str | None:
    return PERTURBATIONS[name](posting, segment(posting.text, posting.title), random.Random(3))  # noqa: S311


def lines(text: str, start: str, end: str) -> list[str]:
    return text.split(start)[1].split(end)[0].strip().splitlines()


def test_the_company_gets_another_name_everywhere() -> None:
    text = changed("company renamed") or ""
    assert "Ferrydock" not in text
    assert len(text.splitlines()) == len(TEXT.splitlines())


def test_bullets_are_shuffled_within_their_section() -> None:
    text = changed("bullets shuffled") or ""
    assert text != TEXT
    for start, end in (("Responsibilities", "Requirements"), ("Requirements", "\0")):
        assert sorted(lines(text, start, end)) == sorted(lines(TEXT, start, end))
    assert text.split("Responsibilities")[0] == TEXT.split("Responsibilities")[0]


def test_every_bullet_gets_the_same_other_mark() -> None:
    text = changed("bullet style changed") or ""
    marks = {line[0] for line in lines(text, "Responsibilities", "Requirements")}
    assert len(marks) == 1
    assert [line[2:] for line in text.splitlines()] == [
        line[2:] for line in text.replace(marks.pop(), "-").splitlines()
    ]


def test_lines_are_wrapped_and_nothing_is_lost() -> None:
    text = changed("lines wrapped") or ""
    assert max(map(len, text.splitlines())) <= 80
    assert text.split() == TEXT.split()


def test_headings_are_upper_cased_and_nothing_else() -> None:
    text = changed("headings upper-cased") or ""
    assert "\nRESPONSIBILITIES\n" in text
    assert text.lower() == TEXT.lower()
    assert "Train the model" in text


def test_the_company_blurb_is_left_out() -> None:
    text = changed("company blurb removed") or ""
    assert "booking software" not in text
    assert "Train the model" in text


@pytest.mark.parametrize("name", sorted(PERTURBATIONS))
def test_a_change_that_does_not_apply_says_so(name: str) -> None:
    assert changed(name, Posting("Gardener", "You will prune the roses.")) is None
