from __future__ import annotations

import pytest

from auditor.errors import BinaryInputError, EmptyInputError, InputTooLargeError
from auditor.intake import MAX_CHARACTERS, check_text


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff\u00ad", "\u202e\u2066"])
def test_nothing_visible_is_empty(text: str) -> None:
    with pytest.raises(EmptyInputError):
        check_text(text)


@pytest.mark.parametrize("text", ["GIF89a\x00\x01", "\x01\x02\x03 text", "\ufffd" * 20 + "abc"])
def test_what_is_not_text_is_binary(text: str) -> None:
    with pytest.raises(BinaryInputError):
        check_text(text)


def test_the_limit_is_on_code_points_and_says_itself() -> None:
    check_text("é" * MAX_CHARACTERS)
    with pytest.raises(InputTooLargeError, match="200,000"):
        check_text("é" * (MAX_CHARACTERS + 1))


def test_a_few_control_characters_are_still_text_and_more_than_one_in_fifty_are_not() -> None:
    duties = "Build the ledger and keep it. " * 10
    check_text(f"Duties\f{duties}\x1b" + "\x01" * 5)
    with pytest.raises(BinaryInputError):
        check_text(f"Duties\f{duties}\x1b" + "\x01" * 7)
