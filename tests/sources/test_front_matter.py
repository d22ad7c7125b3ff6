import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.sources import without_front_matter

BODY = "# Data Scientist\n\nWe study buses.\n"


def test_title_and_location_are_read_and_the_block_blanked_in_place() -> None:
    text = f'---\ntitle: "Data Scientist: buses"\r\ntags: [a, b]\nlocation: Leeds\n---\n{BODY}'
    read = without_front_matter(text)
    assert (read.title, read.location) == ("Data Scientist: buses", "Leeds")
    assert len(read.text) == len(text)
    assert read.text.endswith(BODY)
    assert read.text[: -len(BODY)].strip() == ""
    assert read.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    ["", BODY, f"---\ntitle: A\n{BODY}", f"\n---\ntitle: A\n---\n{BODY}", "--- \nnot closed", f"----\n{BODY}---\n"],
)
def test_a_text_without_a_closed_block_at_its_start_stays(text: str) -> None:
    read = without_front_matter(text)
    assert (read.title, read.location, read.text) == (None, None, text)


@pytest.mark.parametrize("value", ["", "|", "[a]", "x" * 301, '""'])
def test_what_is_no_plain_value_of_one_line_is_no_title(value: str) -> None:
    assert without_front_matter(f"---\ntitle: {value}\n---\n{BODY}").title is None


@given(st.text(alphabet="-\r\n: abtile\u2028\u0085", max_size=80))
def test_offsets_and_lines_stay_whatever_the_text(text: str) -> None:
    read = without_front_matter(f"---\n{text}")
    assert len(read.text) == len(text) + 4
    assert [c for c in read.text if c in "\r\n"] == [c for c in f"---\n{text}" if c in "\r\n"]
