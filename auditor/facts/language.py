"""The language of a posting: English by its function words, any other by py3langid."""

from __future__ import annotations

import re

__all__ = ["MIN_WORDS", "count_words", "language_of"]

MIN_WORDS = 8
"""Fewest words that can be judged at all."""

_WINDOW = 700
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    ("the and of to in a for with you we our is are will be on as your or an have this that at by from who all "
    + "their it can not more us about into").split()
)  # fmt: skip
_ENGLISH_SHARE = 0.10
_FIRST_WORDS = 200
_LANGID_CHARACTERS = 2000
_DENSE_SCRIPTS = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""First and last characters of scripts without spaces; a pattern of them takes longer to compile than an audit."""


def count_words(text: str) -> int:
    """The number of words, counted to about MIN_WORDS; scripts without spaces count two characters as one word."""
    count = len(_WORD.findall(text[:_FIRST_WORDS]))
    if count >= MIN_WORDS:
        return count
    start = text[:2000]
    dense = 0 if start.isascii() else sum(first <= char <= last for char in start for first, last in _DENSE_SCRIPTS)
    return len(_WORD.findall(start)) + dense // 2


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None when there is too little text to tell.

    English is told by the share of function words in the beginning, middle and end.
    """
    if len(text) < _WINDOW and count_words(text) < MIN_WORDS:
        return None
    words = _sample(text).lower().split()
    if sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * len(words) > 0:
        return "en"
    return _identify(text[:_LANGID_CHARACTERS])


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return f"{text[:_WINDOW]} {text[middle : middle + _WINDOW]} {text[-_WINDOW:]}"


def _identify(sample: str) -> str:
    # Loading its model takes longer than an audit, and most postings never need it.
    from py3langid.langid import classify  # type: ignore[import-untyped]

    code, _ = classify(sample)
    return str(code)
