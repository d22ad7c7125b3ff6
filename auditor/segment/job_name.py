"""What the name of a job looks like, by its words alone."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from auditor.data_files import packaged_toml
from auditor.posting import Span

__all__ = ["NAME_WORD", "is_profession", "is_sentence", "is_titled", "names_job", "title_table", "unglued"]

NAME_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s[-–—|]\s|\s?[(\[,]|\swith\s")
_GLUED = re.compile(r"[a-z](?=[A-Z])")
_LEVEL = re.compile(r"[iv]{1,3}|\d|l\d")
_MOST_WORDS = 8
_UNCAPITALISED = frozenset("and of for in the to at on".split())  # noqa: SIM905


def unglued(view: str, low: str, start: int, end: int) -> int:
    """Where the title ends when its only profession runs into the next word ("Data EngineerLocation"), else `end`."""
    nouns = _words().nouns
    if nouns.isdisjoint(NAME_WORD.findall(low, start, end)):
        for glue in _GLUED.finditer(view, start, end):
            if NAME_WORD.findall(low, start, glue.end())[-1] in nouns:
                return glue.end()
    return end


def is_profession(word: str) -> bool:
    """Whether a word in small letters names a profession."""
    return word in _words().nouns


def is_titled(view: str, low: str, span: Span, *, in_capitals: bool) -> bool:
    """Whether the span is written as a title is, with a profession at its head ("Engineer II", "Head of").

    Stricter than `names_job`, for lines that stand among others. `in_capitals` when every word has to open with one.
    """
    aside = _ASIDE.search(low, span.start, span.end)
    said = view[span.start : aside.start() if aside else span.end]
    words = NAME_WORD.findall(said)
    if not words or len(words) > _MOST_WORDS or not names_job(view, low, span):
        return False
    small = [word.lower() for word in words]
    head = small[-2] if len(words) > 1 and _LEVEL.fullmatch(small[-1]) else small[-1]
    if not (is_profession(head) or any(is_profession(a) and b == "of" for a, b in pairwise(small))):
        return False
    asked = words if in_capitals else words[:1]
    return all(word[0].isupper() or word[0].isdigit() or word in _UNCAPITALISED for word in asked)


def names_job(view: str, low: str, span: Span) -> bool:
    """Whether the span reads as a job's name, or its words before a dash, bracket, comma or "with" do."""
    if low.find("://", span.start, span.end) >= 0:
        return False
    if _is_name(view, low, span.start, span.end):
        return True
    nouns = _words().nouns
    for aside in _ASIDE.finditer(low, span.start, span.end):
        if _is_name(view, low, span.start, aside.start()):
            return True
        if not nouns.isdisjoint(NAME_WORD.findall(low, span.start, aside.start())):
            return False
    return False


def _is_name(view: str, low: str, start: int, end: int) -> bool:
    """Whether all these words can be in a title, and one names a profession."""
    words = _words()
    found = NAME_WORD.findall(low, start, end)
    pairs = list(pairwise(found))
    if words.nouns.isdisjoint(found) and words.noun_pairs.isdisjoint(pairs):
        return False
    return words.sentence.isdisjoint(found) or _reads_as_name(view[start:end], found, pairs)


def _reads_as_name(said: str, found: list[str], pairs: list[tuple[str, str]]) -> bool:
    """Whether the words of a sentence among them belong to a name ("Customer Experience Engineer", "Engineer, US")."""
    words = _words()
    if found[-1] in words.closers and found[-2:-1] and found[-2] in words.nouns:
        found = found[:-1]
    in_pairs = {word for pair in pairs if pair in words.title_pairs for word in pair}
    left = words.sentence.intersection(found) - in_pairs
    return left <= {"us"} and (not left or ("US" in NAME_WORD.findall(said) and not said.isupper()))


def is_sentence(low: str, start: int, end: int) -> bool:
    """Whether one of the words makes a sentence of them."""
    return not _words().sentence.isdisjoint(NAME_WORD.findall(low, start, end))


class _Words(NamedTuple):
    nouns: frozenset[str]
    noun_pairs: frozenset[tuple[str, str]]
    sentence: frozenset[str]
    title_pairs: frozenset[tuple[str, str]]
    closers: frozenset[str]


@cache
def title_table() -> dict[str, list[str]]:
    """The packaged lists of words of titles (data/titles.toml), parsed once."""
    return packaged_toml("auditor.segment", "titles.toml")


@cache
def _words() -> _Words:
    data = title_table()
    noun_pairs, title_pairs = (
        frozenset((first, second) for first, second in map(str.split, data[name])) for name in ("noun_pairs", "pairs")
    )
    return _Words(
        frozenset(data["nouns"]), noun_pairs, frozenset(data["sentence_words"]), title_pairs, frozenset(data["closers"])
    )
