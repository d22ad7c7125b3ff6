"""A title as terms: known phrases and unknown words with their offsets and what separates them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from auditor.titles.lexicon import Kind, Level, Lexicon

__all__ = ["Gap", "Term", "terms_of"]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_GLUED = re.compile(r"([A-Za-z][a-z]{3,20})([A-Z]\w*)")
_JOINS = frozenset("/&+\\")
_JOIN_WORDS = frozenset({"and", "or", "und", "et", "oder", "y", "e", "och"})
# Signs that separate nothing: points, quotation and currency marks, zero-width characters.
_SILENT = frozenset(".'\u2019\xb4`#$€£%*\"\u201c\u201d\u200b\u200d\ufe0f")
_USUAL = 8


class Gap(IntEnum):
    """What stands between a term and the one before it, weakest first."""

    NONE = 0
    HYPHEN = 1
    JOIN = 2
    COMMA = 3
    BREAK = 4


class Term(NamedTuple):
    """A known phrase or an unknown word; `gap` is the strongest separator before it."""

    kind: Kind
    start: int
    end: int
    gap: Gap
    text: str
    level: Level | None


class _Words:
    """The words of a title in parallel lists: text without case and accents, start, end, gap before."""

    __slots__ = ("ends", "gaps", "starts", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[Gap] = []

    def add(self, text: str, start: int, end: int, gap: Gap) -> None:
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        self.gaps.append(gap)


def terms_of(title: str, lexicon: Lexicon) -> list[Term]:
    """The terms of a title, in order. A preposition is no term but a break before the next."""
    words = _words(title, lexicon)
    texts, starts, ends, gaps = words.texts, words.starts, words.ends, words.gaps
    terms: list[Term] = []
    at, count, barred = 0, len(texts), False
    while at < count:
        text = texts[at]
        kind, level, length = lexicon.words.get(text, _UNKNOWN)
        for phrase, phrase_kind, phrase_level in lexicon.phrases.get(text, ()):
            stop = at + len(phrase)
            if texts[at:stop] == phrase and max(gaps[at + 1 : stop]) <= Gap.HYPHEN:
                kind, level, length = phrase_kind, phrase_level, len(phrase)
                break
        if kind is Kind.IGNORED_PREPOSITIONS:
            barred = True
        else:
            text = text if length == 1 else " ".join(texts[at : at + length])
            terms.append(Term(kind, starts[at], ends[at + length - 1], Gap.BREAK if barred else gaps[at], text, level))
            barred = False
        at += length
    return terms


_UNKNOWN: tuple[Kind, Level | None, int] = (Kind.UNKNOWN, None, 1)


def _words(title: str, lexicon: Lexicon) -> _Words:
    words = _Words()
    end, gap = 0, Gap.NONE
    for match in _WORD.finditer(title):
        start, token = match.start(), match.group()
        between = title[end:start]
        if between != " ":
            gap = max(gap, _gap(between) if len(between) < _USUAL else _measure(between))
        end = match.end()
        text = token.lower() if token.isascii() else _plain(token)
        if text in _JOIN_WORDS:
            gap = max(gap, Gap.JOIN)
            continue
        if text in lexicon.words or not (glued := _glued(token, lexicon)):
            words.add(text, start, end, gap)
        else:
            words.add(glued.lower(), start, start + len(glued), gap)
            words.add(_plain(token[len(glued) :]), start + len(glued), end, Gap.BREAK)
        gap = Gap.NONE
    return words


def _measure(between: str) -> Gap:
    """The strongest separator in what stands between two words; a hyphen between spaces breaks."""
    gap = Gap.NONE
    for sign in between:
        if sign == "-":
            gap = max(gap, Gap.HYPHEN)
        elif sign == ",":
            gap = max(gap, Gap.COMMA)
        elif sign in _JOINS:
            gap = max(gap, Gap.JOIN)
        elif sign not in _SILENT and not sign.isspace():
            return Gap.BREAK
    return Gap.BREAK if gap is Gap.HYPHEN and len(between) > 1 else gap


_gap = lru_cache(maxsize=1024)(_measure)


def _plain(token: str) -> str:
    decomposed = unicodedata.normalize("NFKD", token)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def _glued(token: str, lexicon: Lexicon) -> str:
    """The known word that a place was stuck to ("EngineerSan"), or nothing."""
    if token.islower() or token.isupper() or token.istitle():
        return ""
    match = _GLUED.fullmatch(token)
    return match.group(1) if match and match.group(1).lower() in lexicon.words else ""
