"""A title as terms: known phrases and unknown words with their offsets and what separates them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from auditor.patterns import pattern
from auditor.titles.lexicon import Kind, Level, Lexicon, Phrase

__all__ = ["Gap", "Term", "terms_of"]

_WORD = pattern(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_GLUED = pattern(r"([A-Za-z][a-z]{3,20})([A-Z]\w*)")
_SAID_AGAIN = pattern(
    r"(intelligence|learning|processing|models?) ?\((?:AI|ML|DL|RL|NLP|LLMs?)\)(?= \w)", re.IGNORECASE
)
"""An abbreviation that says the same again: "Artificial Intelligence (AI)"."""
_JOINS = frozenset("/&+\\")
_JOIN_WORDS = frozenset({"and", "or", "und", "et", "oder", "y", "e", "och"})
_SILENT = frozenset(".'\u2019\xb4`#$€£%*\"\u201c\u201d\u200b\u200d\ufe0f")
"""Signs that separate nothing: points, quotation and currency marks, zero-width characters."""
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


_Word = tuple[str, int, int, Gap]
"""A word without case and accents, its start and end, the gap before it."""
_UNKNOWN: tuple[Kind, Level | None, int] = (Kind.UNKNOWN, None, 1)


def terms_of(title: str, lexicon: Lexicon) -> list[Term]:
    """The terms of a title, in order. A preposition is no term but a break before the next."""
    if "(" in title:
        title = _SAID_AGAIN.sub(lambda found: found[1].ljust(len(found[0])), title)
    words = _words(title, lexicon)
    known, phrases = lexicon.words, lexicon.phrases
    terms: list[Term] = []
    at, last, barred = 0, len(words) - 1, False
    while at <= last:
        text, start, end, gap = words[at]
        kind, level, length = known.get(text, _UNKNOWN)
        if at < last and (rows := phrases.get(f"{text} {words[at + 1][0]}")):
            kind, level, length = _longest(rows, words, at) or (kind, level, length)
            if length > 1:
                text, end = " ".join(word[0] for word in words[at : at + length]), words[at + length - 1][2]
        if kind is Kind.IGNORED_PREPOSITIONS:
            barred = True
        else:
            terms.append(Term(kind, start, end, Gap.BREAK if barred else gap, text, level))
            barred = False
        at += length
    return terms


def _longest(rows: tuple[Phrase, ...], words: list[_Word], at: int) -> tuple[Kind, Level | None, int] | None:
    """The longest of the phrases that stands here, no separator inside it but a hyphen."""
    for phrase, kind, level in rows:
        stretch = words[at : at + len(phrase)]
        if [word[0] for word in stretch] == phrase and all(word[3] <= Gap.HYPHEN for word in stretch[1:]):
            return kind, level, len(phrase)
    return None


def _words(title: str, lexicon: Lexicon) -> list[_Word]:
    words: list[_Word] = []
    known = lexicon.words
    lowered = title.lower() if title.isascii() else None
    none = gap = Gap.NONE
    before = 0
    for match in _WORD.finditer(title):
        start, end = match.span()
        between = title[before:start]
        if between != " " and between:
            gap = max(gap, _gap(between) if len(between) < _USUAL else _measure(between))
        before = end
        text = _plain(title[start:end]) if lowered is None else lowered[start:end]
        if text in _JOIN_WORDS:
            gap = max(gap, Gap.JOIN)
            continue
        if text not in known and (glued := _glued(title[start:end], lexicon)):
            cut = start + len(glued)
            words += [(glued.lower(), start, cut, gap), (_plain(title[cut:end]), cut, end, Gap.BREAK)]
        else:
            words.append((text, start, end, gap))
        gap = none
    return words


def _measure(between: str) -> Gap:
    """The strongest separator in what stands between two words; a hyphen between spaces breaks."""
    gap = Gap.NONE
    if between.isspace():
        return gap
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
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFKD", token)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def _glued(token: str, lexicon: Lexicon) -> str:
    """The known word that a place was stuck to ("EngineerSan"), or nothing."""
    if token.islower() or token.isupper() or token.istitle():
        return ""
    match = _GLUED.fullmatch(token)
    return match.group(1) if match and match.group(1).lower() in lexicon.words else ""
