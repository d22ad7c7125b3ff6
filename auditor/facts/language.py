"""The language of a posting: English by its function words, any other by py3langid."""

from __future__ import annotations

import re

__all__ = ["MIN_WORDS", "count_words", "language_of"]

MIN_WORDS = 8
"""Fewest words that can be judged at all."""

_SAMPLE = 6000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    (
        "the and of to in a for with you we our is are will be on as your or an have this that at by from who all "
        + "their it can not more us about into"
    ).split()
)
_ENGLISH_SHARE = 0.15
_DENSE_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def count_words(text: str) -> int:
    """The number of words in the text; scripts without spaces count two characters as one word."""
    return len(_WORD.findall(text[:_SAMPLE])) + len(_DENSE_SCRIPTS.findall(text[:_SAMPLE])) // 2


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None when there is too little text to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) < MIN_WORDS and count_words(sample) < MIN_WORDS:
        return None
    hits = sum(word in _ENGLISH for word in words)
    if hits >= _ENGLISH_SHARE * len(words):
        return "en"
    return _identify(sample)


def _identify(sample: str) -> str:
    # Loading its model takes longer than an audit, and most postings never need it.
    from py3langid.langid import classify  # type: ignore[import-untyped]

    code, _ = classify(sample)
    return str(code)
