import pytest

from auditor.segment.whole import is_whole_line


@pytest.mark.parametrize(
    "line",
    ["Train models", "Builds dashboards", "Serving models.", "• Write prompts", "Weekly numbers for our branches"],
)
def test_a_verb_of_work_or_four_words_make_a_whole_line(line: str) -> None:
    assert is_whole_line(line)


@pytest.mark.parametrize("line", ["ROLE/DUTIES", "Data Quality", "Cloud & Platform Team", "MVP", "Analyze", "", "2. –"])
def test_a_bare_heading_or_a_fragment_is_none(line: str) -> None:
    assert not is_whole_line(line)
