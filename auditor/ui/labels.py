"""Text as the label of a Streamlit widget. Labels are Markdown there; a posting's words must stay words."""

from __future__ import annotations

import re

from auditor.reports.escape import visible
from auditor.ui.wording import shortened

__all__ = ["plain_label"]

_LABEL_LIMIT = 70
_WORD_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain_label(text: str) -> str:
    """The text on one line, cut at 70 characters, with nothing left that Markdown or Streamlit would act on.

    Backslashes disarm Markdown. Icon and emoji codes (`:name:`) are looked for after those are gone, so an
    unseen word joiner breaks them.
    """
    escaped = _PUNCTUATION.sub(r"\\\1", visible(shortened(text, _LABEL_LIMIT)))
    return escaped.replace("\\:", f"\\:{_WORD_JOINER}")
