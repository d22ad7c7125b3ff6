"""What text may enter: bounded in size, really text, not empty."""

from __future__ import annotations

import re

from auditor.errors import BinaryInputError, EmptyInputError, InputTooLargeError
from auditor.patterns import is_printable

__all__ = ["MAX_CHARACTERS", "check_text"]

MAX_CHARACTERS = 200_000
"""Longest posting accepted, in code points; the longest real posting seen has a tenth of it."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_CONTROL_SHARE = 0.02
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def check_text(text: str) -> None:
    """Lets a posting's text pass, or says why not.

    Raises:
        EmptyInputError: nothing but white space and invisible characters.
        InputTooLargeError: more than MAX_CHARACTERS code points.
        BinaryInputError: a NUL, or more control and undecodable characters than text has.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputTooLargeError(
            f"the posting has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}",
            "Pass one posting at a time; several postings belong in a batch.",
        )
    if "\x00" in text or _controls(text) > _CONTROL_SHARE * len(text):
        raise BinaryInputError("the input is not text", "Save the posting as plain text (UTF-8) and try again.")
    if not _VISIBLE.search(text):
        raise EmptyInputError("the posting is empty", "Paste or pass the posting's text.")


def _controls(text: str) -> int:
    """How many characters no text has: control characters, and what could not be decoded."""
    return 0 if is_printable(text) and "\ufffd" not in text else len(_CONTROL.findall(text))
