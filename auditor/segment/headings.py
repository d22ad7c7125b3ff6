"""Headings: lines of their own, lead-ins of a line, and headings run into flat text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.posting import Section
from auditor.segment.landmarks import Landmarks, within
from auditor.segment.lexicon import heading_lexicon, normalised
from auditor.segment.lines import Line

__all__ = ["Heading", "find_inline_headings", "heading_of_line"]

_MAXIMUM_LENGTH = 90
_LEAD_IN_LENGTH = 60
_LABEL_LENGTH = 40
_CONTRACTED = 8
"""How many characters a heading can lose by contraction."""
_CAPITALISED = re.compile(r"[A-Z](?<![A-Z0-9'’&/-].)(?:[A-Z]+(?![a-z])|[a-z]*)")
_AFTER = re.compile(r"(?:\s*\([^()\n]{1,40}\))?\s*(?P<colon>[:?]|\.\.\.|…)?[\s:]*(?P<next>\S?)")
_ABOUT_NAME = re.compile(r"About (?P<name>[A-Z][\w.&'’-]*?(?: [A-Z][\w.&'’-]*){0,3}?)\s*:?\s*(?=(?P=name)\b)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\W*$")
_NEXT_LABEL = re.compile(r"\s+[A-Za-z]+:")
_OPENS_TEXT = re.compile(r"[A-Z0-9\"“‘'(\[$€£•●▪◦‣·*–—-]")
_LEADS_IN = re.compile(
    r"(?:\b(?:will|to|for|have|be|need|are|is|bring|expect|want|offer|includes?|do|if|know|like|with|you|who|as)|['’](?:ll|d))$"
)
"""What a line ends with that the bullets below it go on with."""
_STRONG_WORDS = frozenset({"responsibilities", "requirements", "qualifications"})
_NOT_BEFORE = frozenset(
    """a an the our your their its his her my this that these those of and or to in for with by on at as from any
    all some other key core main primary minimum basic required preferred technical job role business product
    software system both each no additional following listed above below new such""".split()  # noqa: SIM905
)
_SENTENCE_WORD = re.compile(r"[ahiow](?<!\w.)(?:(?<=a)re|(?<=h)as|(?<=h)ave|(?<=i)s|(?<=o)ur|(?<=w)e|(?<=w)ill)\b")
"""One of: are, has, have, is, our, we, will; a pattern that opens with its first letters is searched for faster."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at `start:end` (its colon included) and the section it opens, None when its words do not tell."""

    start: int
    end: int
    section: Section | None


def heading_of_line(view: str, low: str, line: Line, following: Line | None) -> Heading | None:
    """The heading that fills the line, if it is one."""
    length = line.end - line.start
    if length > _MAXIMUM_LENGTH:
        return None
    lexicon = heading_lexicon()
    unlisted = length > lexicon.longest + _CONTRACTED and _ends_plainly(low, line)
    if unlisted and not _looks_like_heading(view, low, line, following):
        return None
    said = low[line.start : line.end]
    words = normalised(_PARENTHESIS.sub("", said) if ")" in said else said)
    if not words:
        return None
    below = following is not None and following.bullet
    exact = lexicon.exact.get(words) if words not in lexicon.labels or ":" in said or below else None
    if exact is not None and not (line.bullet and below and length < 12):
        return Heading(line.start, line.end, exact)
    if _looks_like_heading(view, low, line, following):
        return Heading(line.start, line.end, lexicon.section_of(words))
    return None


def _ends_plainly(low: str, line: Line) -> bool:
    """Whether nothing at the edges of the line but a full stop or comma could be taken off."""
    return low[line.start].isalnum() and (low[line.end - 1].isalnum() or low[line.end - 1] in ".,")


def _looks_like_heading(view: str, low: str, line: Line, following: Line | None) -> bool:
    content = view[line.start : line.end]
    if following is None or content[-1] in ".;,!":
        return False
    if line.marked and not line.bullet:
        return True
    if content[-1] == ":":
        return following.bullet or not line.bullet
    opens_list = following.bullet and len(content) <= _LEAD_IN_LENGTH
    if opens_list and not line.bullet and _LEADS_IN.search(low, line.start, line.end):
        return True
    if line.bullet or _SENTENCE_WORD.search(low, line.start, line.end):
        return not line.bullet and content[-1] == "?"
    if content.isupper() and " " in content and not any(c.isdigit() for c in content):
        return True
    about = low.startswith("about ", line.start) and len(content) <= _LEAD_IN_LENGTH
    return (opens_list or about) and content[0].isupper()


def find_inline_headings(
    view: str, low: str, start: int, end: int, landmarks: Landmarks, flat: bool = True
) -> list[Heading]:
    """The headings of the lexicon that stand inside a run of text, in text order.

    Unless the text is `flat`, a short range without a colon can only open with one.
    """
    inline = heading_lexicon().inline
    only_first = not flat and end - start < _LEAD_IN_LENGTH and view.find(":", start, end) < 0
    found = _small_label(low, start, min(end, start + _LABEL_LENGTH)) if view[start].islower() else []
    done = found[-1].end if found else start
    for at in within(landmarks.capitals, start, start + 1 if only_first else end):
        word = _CAPITALISED.match(view, at, end)
        if word is None or (opening := inline.get(word[0])) is None or at < done:
            continue
        heading = _about_name(view, at, end, start) if word[0] == "About" else None
        if heading is None and low.startswith(opening.spellings, at, end):
            heading = _form_at(view, low, at, start, end, opening.forms, done)
        if heading is not None:
            found.append(heading)
            done = heading.end
    return found


def _small_label(low: str, start: int, end: int) -> list[Heading]:
    """The label in small letters that opens a range: one of the lexicon's forms as a whole, with a colon."""
    colon = low.find(":", start, end)
    section = heading_lexicon().exact.get(normalised(low[start:colon])) if colon > 0 else None
    return [] if section is None else [Heading(start, colon + 1, section)]


def _about_name(view: str, at: int, end: int, start: int) -> Heading | None:
    match = _ABOUT_NAME.match(view, at, end)
    if match is None or not (at == start or _boundary(view, at, start)):
        return None
    return Heading(at, at + len(match[0].rstrip()), Section.COMPANY)


def _form_at(
    view: str, low: str, at: int, start: int, end: int, rows: tuple[tuple[str, Section, bool], ...], done: int
) -> Heading | None:
    for form, section, label in rows:
        stop = at + len(form)
        if stop > end or not low.startswith(form, at) or not _ends_word(view, stop, end):
            continue
        after = _AFTER.match(view, stop, end)
        if after is None:
            continue
        if label and not after["colon"]:
            continue
        if not (after["colon"] or not after["next"] or _OPENS_TEXT.match(after["next"])):
            continue
        if form.isalpha() and not after["colon"] and _NEXT_LABEL.match(view, stop, end):
            continue
        if not _stands_apart(view, low, at, start, form, bool(after["colon"] or not after["next"]), done):
            continue
        return Heading(at, after.end("colon") if after["colon"] else stop, section)
    return None


def _ends_word(view: str, stop: int, end: int) -> bool:
    """Whether the word ends at `stop`; a capital glued to a lower-case letter begins the next one."""
    if stop >= end:
        return True
    if view[stop - 1].islower() and view[stop].isupper() and view[stop + 1 : stop + 2].islower():
        return True
    return not (view[stop].isalnum() or view[stop] in "'’-/")


def _boundary(view: str, at: int, start: int) -> bool:
    before = view[max(start, at - 4) : at].rstrip()
    return not before or before[-1] in '.!?:;)]•●▪◦‣·*-–—|…"”'


def _stands_apart(view: str, low: str, at: int, start: int, form: str, colon: bool, done: int) -> bool:
    """Whether the form at `at` opens something new and is not a part of the sentence before it."""
    if at == start:
        return colon or not form.isalpha() or form in _STRONG_WORDS
    if (done > start and not view[done:at].strip(" :")) or _boundary(view, at, start):
        return colon or " " in form or len(form) > 4
    previous = low[max(start, at - 24) : at].split()
    if not previous or previous[-1] in _NOT_BEFORE or previous[-1][-1] == ",":
        return False
    shouted = view[at : at + len(form)].isupper() and len(form) > 5
    return shouted or colon or form.count(" ") >= 1 or form in _STRONG_WORDS
