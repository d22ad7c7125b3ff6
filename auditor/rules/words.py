"""Word lists and measures behind the advice on wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits

from auditor.assessment import Assessment
from auditor.data_files import packaged_toml
from auditor.facts.scan import Scan
from auditor.patterns import Alphabet, is_printable, words_in
from auditor.posting import WORK_SECTIONS, Section, Statement

__all__ = ["WordLists", "asked_statements", "count_of_words", "lix", "word_lists"]

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ALPHABET = Alphabet(ascii_letters + digits + "_'-")
_LONG = 6
_SHAPES = bytes(ord(" ") if chr(code) in " \t\n\r" else ord("x") for code in range(256))


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Lower-case beginnings of words, and the pattern of a whole word or phrase that begins with one of them."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def at_most(self, lowered: str) -> int:
        """An upper bound of the matches in lower-cased text, told without a pattern."""
        return sum(map(lowered.count, Scan(lowered).possible(self.stems)))


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of data/wording.toml."""

    masculine: Beginnings
    feminine: Beginnings
    cliches: Beginnings


@cache
def word_lists() -> WordLists:
    """The packaged lists; a stem matches every word that begins with it."""
    raw = packaged_toml("auditor.rules", "wording.toml")
    return WordLists(*(_beginning(raw[name]) for name in ("masculine", "feminine", "cliches")))


def _beginning(stems: list[str]) -> Beginnings:
    longest_first = sorted(stems, key=len, reverse=True)
    return Beginnings(tuple(stems), re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\w*"))


def asked_statements(assessment: Assessment) -> tuple[Statement, ...]:
    """The statements that a candidate has to understand: the work and what it requires."""
    return assessment.segmentation.in_sections(*WORK_SECTIONS, Section.REQUIREMENTS, Section.NICE_TO_HAVE)


def count_of_words(text: str) -> int:
    """How many words the text has when it is split at white space, told without splitting it where all is usual."""
    if not is_printable(text):
        return len(text.split())
    shapes = text.encode("ascii", "replace").translate(_SHAPES)
    return shapes.count(b" x") + shapes.startswith(b"x")


def lix(statements: tuple[Statement, ...], text: str) -> float:
    """Björnsson's LIX: words a sentence plus the percentage of words over six letters; a statement is a sentence.

    Each bullet ends a sentence, so that a list does not count as one endless sentence. 0 without words. Source:
    C. H. Björnsson, Läsbarhet (1968); 40 to 50 is a newspaper, over 60 is very hard.
    """
    words = [word for s in statements for word in _words(text[s.start : s.end])]
    if not words:
        return 0.0
    return len(words) / len(statements) + 100 * sum(map(_LONG.__lt__, map(len, words))) / len(words)


def _words(line: str) -> list[str]:
    return words_in(_ALPHABET.runs(line), _WORD) if line.isascii() else _WORD.findall(line)
