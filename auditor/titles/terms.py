"""A title as terms: known phrases and unknown words with their offsets and what separates them."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple

from auditor.titles.lexicon import Kind, Level, Lexicon

__all__ = ["Gap", "Term", "terms_of"]

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]|_|\s+")
_GLUED = re.compile(r"([A-Za-z][a-z]{3,20})([A-Z]\w*)")
_JOINS = frozenset("/&+\\")
_JOIN_WORDS = frozenset({"and", "or", "und", "et", "oder", "y", "e", "och"})
_SILENT = frozenset(".'’´`#$€£%*\"“”\u200b\u200d\ufe0f")


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


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    gap: Gap


def terms_of(title: str, lexicon: Lexicon) -> list[Term]:
    """The terms of a title, in order."""
    words = _words(title, lexicon)
    terms: list[Term] = []
    at = 0
    while at < len(words):
        length, kind, level = _longest(words, at, lexicon)
        first, last = words[at], words[at + length - 1]
        text = first.text if length == 1 else " ".join(word.text for word in words[at : at + length])
        terms.append(Term(kind, first.start, last.end, first.gap, text, level))
        at += length
    return terms


def _longest(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[int, Kind, Level | None]:
    for phrase, kind, level in lexicon.phrases.get(words[at].text, ()):
        length = len(phrase)
        if length == 1:
            return 1, kind, level
        stretch = words[at : at + length]
        if tuple(word.text for word in stretch) == phrase and all(w.gap <= Gap.HYPHEN for w in stretch[1:]):
            return length, kind, level
    return 1, Kind.UNKNOWN, None


def _words(title: str, lexicon: Lexicon) -> list[_Word]:
    words: list[_Word] = []
    gap, spaced, dash = Gap.NONE, True, False
    for match in _TOKEN.finditer(title):
        token = match.group()
        first = token[0]
        if first.isalnum():
            text = _plain(token)
            if text in _JOIN_WORDS:
                gap, spaced, dash = max(gap, Gap.JOIN), False, False
                continue
            words += _split_glued(token, text, match.start(), gap, lexicon)
            gap, spaced, dash = Gap.NONE, False, False
        elif first.isspace():
            if dash:
                gap = Gap.BREAK
            spaced = True
        elif first == "-":
            gap = max(gap, Gap.BREAK if spaced else Gap.HYPHEN)
            dash = True
        elif first not in _SILENT:
            gap = max(gap, _gap_of(first))
    return words


def _gap_of(sign: str) -> Gap:
    if sign in _JOINS:
        return Gap.JOIN
    return Gap.COMMA if sign == "," else Gap.BREAK


def _plain(token: str) -> str:
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFKD", token)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def _split_glued(token: str, text: str, start: int, gap: Gap, lexicon: Lexicon) -> list[_Word]:
    """The word, or the two words of a profession with a place stuck to it ("EngineerSan")."""
    end = start + len(token)
    if text not in lexicon.phrases and (glued := _GLUED.fullmatch(token)):
        head = glued.group(1).lower()
        if head in lexicon.phrases:
            cut = start + glued.end(1)
            return [_Word(head, start, cut, gap), _Word(_plain(glued.group(2)), cut, end, Gap.BREAK)]
    return [_Word(text, start, end, gap)]
