"""Cuts a line into its statements: inline bullets, glued bullets, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.data_files import packaged_toml
from auditor.segment.landmarks import Landmarks, within
from auditor.segment.marks import EMOJI

__all__ = ["glued_bullets", "inline_bullets", "sentences"]

_GLYPH = re.compile(rf"[^\x00-\xb6](?:(?<=[•●▪◦‣∙⁃\uf0b7\uf0a7])|(?<=\s[·○{EMOJI}])(?=[ \t]))")
_DASH = re.compile(
    r"[-–—*+](?:(?<=\s.)\s+(?=[A-Z0-9$])|(?<=[.:;)].)(?=[A-Z])|(?<=[.:;)] .)(?=[A-Z])"
    r"|(?<=[a-z].)(?=[A-Z][a-z]+ [a-z]))"
)
_DASHES_OF_LIST = 3
_FIRST_ENUMERATOR = re.compile(r"(?:^|\s)\(?1[.)]\s")
_ENUMERATOR = re.compile(r"\s\(?\d{1,2}[.)]\s+(?=[A-Z])")
_LINE_OF_LIST = 40
_STOP = re.compile(
    r"[.!?…;](?:(?<!;)[.!?…]*[\"'”’)\]*]*(?:\s+(?=[\w\"'“‘(\[$€£•#+&*-])|(?=[A-Z][a-z]))|(?<=;)\s+(?=[A-Z]))"
)
_BREAKS = re.compile(r"[\s,;:(/\[]")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_GLUE = re.compile(r"[A-Z0-9](?:(?<=[a-z0-9)+#%/]\s.)|(?<=[a-z)].)(?<=[A-Z])(?=[a-z-]+ )|(?<=[A-Z]{2}\s.)(?=[a-z]))")
_OPENER = re.compile(r"[A-Z][\w'’-]*|\d+\+?(?:\s?[-–]\s?\d+)?\+?\s+(?:years?|yrs?)\b|\d+\+")
_GLUED_LENGTH = 110
_SHORTEST_GLUED = 18
_ALSO_NOUNS = frozenset(
    "Engineer Lead Associate Design Research Process Program Test Support Team Report Model Advanced Applied".split()  # noqa: SIM905
)
_LINKING = frozenset(
    """a an the of and or to in for with by on at as from our your their its into using via per than that which is
    are be will can may must should not no this these those like including both such through across within between
    over under about against & other""".split()  # noqa: SIM905
)


def inline_bullets(view: str, start: int, end: int, landmarks: Landmarks) -> list[tuple[int, int, bool]]:
    """The parts of a line between inline bullet marks; True for a part that a mark opens."""
    marks = _marks(view, start, end, landmarks) if end - start > _LINE_OF_LIST else []
    if not marks:
        return [(start, end, False)]
    starts = [start, *(mark[1] for mark in marks)]
    ends = [*(mark[0] for mark in marks), end]
    parts = enumerate(zip(starts, ends, strict=True))
    return [(a, b, number > 0) for number, (a, b) in parts if a < b]


def _marks(view: str, start: int, end: int, landmarks: Landmarks) -> list[tuple[int, int]]:
    if landmarks.glyphs and within(landmarks.glyphs, start, end):
        marks = [match.span() for match in _GLYPH.finditer(view, start, end)]
        if marks:
            return marks
    if len(within(landmarks.dashes, start, end)) >= _DASHES_OF_LIST:
        marks = [match.span() for match in _DASH.finditer(view, start, end)]
        if len(marks) >= _DASHES_OF_LIST:
            return marks
    if landmarks.numbered and (view.find("1.", start, end) >= 0 or view.find("1)", start, end) >= 0):
        first = _FIRST_ENUMERATOR.search(view, start, end)
        return [m.span() for m in _ENUMERATOR.finditer(view, first.start(), end)] if first else []
    return []


def sentences(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a range."""
    at = start
    for match in _STOP.finditer(view, start, end):
        if match.end() < end and _ends_sentence(view, at, match):
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end


def _ends_sentence(view: str, start: int, match: re.Match[str]) -> bool:
    if view[match.start()] != ".":
        return not view[match.end()].islower()
    always, sometimes, openers = _abbreviations()
    before = view[max(start, match.start() - 24) : match.start()].lower()
    word = _BREAKS.split(before)[-1]
    if word in always and (word not in ("no", "min", "max", "st") or view[match.end()].isdigit()):
        return False
    next_word = _NEXT_WORD.match(view, match.end())
    following_word = next_word[0] if next_word else ""
    if following_word[:1].islower() or view[match.end()] in "&-":
        return False
    if word in sometimes or (len(word) == 1 and word.isalpha() and word != "i"):
        return following_word.lower() in openers and following_word[:1].isupper()
    return not (word.isdigit() and len(word) <= 2 and match.start() - len(word) == start)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = packaged_toml("auditor.segment", "abbreviations.toml")
    return frozenset(data["always"]), frozenset(data["sometimes"]), frozenset(data["openers"])


def glued_bullets(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bullets of a range whose marks and full stops were lost; the whole range when it reads as prose.

    A cut needs a capitalised word that opens bullets after a word that cannot be followed by one.
    """
    at = start
    if end - start > _GLUED_LENGTH:
        for match in _GLUE.finditer(view, start, end):
            cut = match.start()
            if cut - at >= _SHORTEST_GLUED and end - cut >= _SHORTEST_GLUED and _opens_bullet(view, at, cut, end):
                yield at, cut
                at = cut
    yield at, end


def _opens_bullet(view: str, start: int, at: int, end: int) -> bool:
    opener = _OPENER.match(view, at, end)
    if opener is None:
        return False
    word = opener[0]
    if word[0].isalpha() and word.lower() not in _starters():
        return False
    if opener.end() < end and view[opener.end()] not in " ,:'’":
        return False
    last = view[max(start, at - 24) : at].split()
    before = last[-1] if last else ""
    if before.lower() in _LINKING or before[-1:] == ",":
        return False
    following = view[opener.end() : opener.end() + 2].strip()[:1]
    if not word[0].isalpha():
        return True
    if before[:1].isupper() and (word in _ALSO_NOUNS or not before.isupper()):
        return False
    return following.islower() or following in (",", ":", "")


@cache
def _starters() -> frozenset[str]:
    data = packaged_toml("auditor.segment", "starters.toml")
    return frozenset((data["verbs"] + data["qualities"]).lower().replace("’", "'").split())
