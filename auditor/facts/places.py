"""Where the job is: the source's location, or failing that what the text says of its location in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.data_files import packaged_toml
from auditor.facts.model import Places
from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import Posting

__all__ = ["country_of_dollars", "find_places"]

_LONGEST = 300
_SEPARATORS = pattern(r"[;|•·\n/]|\s(?:or|and|&|–|-)\s")
_REMOTE = pattern(r"\bremote\b|\bwork from (?:home|anywhere)\b|\banywhere\b|\bdistributed\b", re.I)
_STATE_CODE = pattern(r"(?:,\s?|US-|\bUS,\s?)([A-Z]{2})(?=$|[\s,;)-])")
_CLOCK = pattern(
    r"\b(?:[ECMP][SD]?T|UTC|GMT)\b(?=.{0,40}?\b(?:[ECMP][SD]?T|hours?|time|overlap)\b)|\b[ECMP][SD]T\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\btime ?-?zones?\b",
    re.I,
)
"""Hours stand in the line, so that "CT" and "MT" are central and mountain time rather than states."""
_HOURS = r"[\s)-]{1,2}(?:(?:business|working|office|core|based) )?(?:time(?!-| off)|time-?zones?|hours(?!:)|overlap)\b"
_TEXT_PLACE = (
    r"(?:^|\n|[.•|] ?)[\s*•-]{0,6}(?:job |work |office |primary )?locations?(?: of work)?\s{0,2}"
    r"[:–-]\s{0,3}(?P<place>[^\n]{2,70})"
)
_TEXT_REMOTE = (
    r"\bremote(?:ly)?[\s,–-]{0,3}\(?(?:within |in |from |anywhere in |- )?(?:the )?"
    r"(?P<place>u\.?s\.?a?\b|united states|uk\b|"
    rf"canada|india|germany|poland|europe\b)(?!{_HOURS})"
)
_TEXT_BASED = (
    r"\b(?:must be|should be|are|be|candidates|applicants) (?:currently )?(?:located|based|residing|reside) "
    r"(?:with)?in (?:the )?(?P<place>u\.?s\.?a?\b|united states|uk\b|united kingdom|canada|india|germany|poland)"
)
_TEXT_PAID = r"\bposition in (?:the )?locations? of (?P<place>[^\n:;]{2,70})"
_ADDRESS = pattern(r",\s?([A-Z]{2}),? [0-9]{5}(?:-[0-9]{4})?(?![\w-])")
_AMERICAN = pattern(r"\b(?:(?:San Francisco|SF) Bay Area|401 ?(?:\([kK]\)|[kK]))(?!\w)")
_PAID_THERE = pattern(
    r"\b(?:US|U\.S\.|USA|United States) (?:(?:annual|national|base) ){0,2}(?:salary|pay|compensation)\b"
)
_ONLY_REMOTE = pattern(r"[\W_]*(?:(?:fully|100|remote|work from home|anywhere)[\W_]*){0,4}", re.I)
_TEXT_ANYWHERE = r"\blocated anywhere in (?:the )?(?P<place>u\.?s\.?a?\b|united states)"
_CUES = (
    ("location", _TEXT_PLACE),
    ("remote", _TEXT_REMOTE),
    ("in the u", _TEXT_BASED),
    ("based in", _TEXT_BASED),
    ("locations of", _TEXT_PAID),
    ("located anywhere", _TEXT_ANYWHERE),
)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: dict[str, str]
    states: frozenset[str]
    unclear: frozenset[str]
    namesakes: frozenset[str]
    free: frozenset[str]
    clocks: frozenset[str]
    pattern: re.Pattern[str]

    def found_in(self, scan: Scan) -> Iterator[re.Match[str]]:
        """What the pattern finds in the small letters of a text, tried only where one of the names can begin."""
        low = scan.lowered
        begins = sorted({at for name in scan.possible(tuple(self.names)) for at in _occurrences(low, name)})
        end = 0
        for at in begins:
            if at >= end and (match := self.pattern.match(low, at)):
                end = match.end()
                yield match


@cache
def _gazetteer() -> _Gazetteer:
    data = packaged_toml("auditor.facts", "places.toml")
    names = {name: code for code, spellings in data["countries"].items() for name in spellings}
    names |= {name: f"US-{code}" for code, spellings in data["states"].items() for name in spellings}
    longest_first = sorted(names, key=len, reverse=True)
    return _Gazetteer(
        names=names,
        states=frozenset(data["states"]),
        unclear=frozenset(data["unclear"]["abbreviations"]),
        namesakes=frozenset(data["namesakes"]["names"]),
        free=frozenset(data["free"]["abbreviations"]),
        clocks=frozenset(data["clocks"]["abbreviations"]),
        pattern=re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])(?!{_HOURS})"),
    )


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def find_places(posting: Posting, scan: Scan) -> Places:
    """The places of a posting as ISO 3166 codes; none when neither the location nor the text tells them clearly.

    A location that names places decides; otherwise lines such as "Location: Berlin" and "remote (US)" in the text.
    """
    location = (posting.location or "")[:_LONGEST]
    codes = tuple(dict.fromkeys(_codes(location)))
    remote = _REMOTE.search(location) is not None
    if codes:
        return Places(_narrowed(codes), remote)
    matches = [match for literal, cue in _CUES for match in _matches(scan, literal, cue)]
    found = [posting.text[match.start("place") : match.end("place")] for match in matches]
    codes = tuple(dict.fromkeys(code for place in found for code in _codes(place)))
    return Places(_narrowed(codes), remote or any(_REMOTE.search(place) for place in found))


def country_of_dollars(posting: Posting, scan: Scan) -> str | None:
    """ "US" when a text without a stated place shows beyond doubt that it pays there, and names no place abroad.

    Beyond doubt are a "US base salary", a 401(k) plan, the San Francisco Bay Area, a state with its ZIP code and a
    city with its state. It tells what "$" means in such a text, not where the job is: a city can be the company's.
    """
    text, known = posting.text, _gazetteer()
    paid = _PAID_THERE.search(text) is not None
    if not paid and not _ONLY_REMOTE.fullmatch(posting.location or ""):
        return None
    found = [match for match in known.found_in(scan) if _is_place(match, text)]
    if any(not known.names[match[0]].startswith("US") for match in found):
        return None
    states = known.states - known.unclear
    named = (
        paid
        or _AMERICAN.search(text) is not None
        or any(match[1] in states for match in _ADDRESS.finditer(text))
        or any(_is_in_its_state(text[match.end() :][:6], known.names[match[0]]) for match in found)
    )
    return "US" if named else None


def _is_in_its_state(behind: str, code: str) -> bool:
    """Whether the letters of its own state follow a city ("Austin, TX")."""
    letters = _STATE_CODE.match(behind)
    return letters is not None and code == f"US-{letters[1]}"


def _matches(scan: Scan, literal: str, cue: str) -> list[re.Match[str]]:
    return list(scan.matches(literal, cue)) if scan.has(literal) else []


def _codes(location: str) -> Iterator[str]:
    """The codes of each part of a location, in order; a part whose abbreviation could be two places gives none.

    A country abroad decides what a city is that two countries have ("San José, Costa Rica").
    """
    if not location.strip():
        return
    known = _gazetteer()
    for part in _SEPARATORS.split(location.replace("İ", "I")):
        found = [match for match in known.pattern.finditer(part.lower()) if _is_place(match, part)]
        named = [known.names[match[0]] for match in found]
        abroad = any(not code.startswith("US") for code in named)
        letters = _STATE_CODE.findall(part) if not abroad else []
        american = any(code.startswith("US") for code in named) or re.search(r"\d{5}\b", part) is not None
        yield from (code for code in named if not (abroad and code.startswith("US-")))
        for code in letters:
            clock = code in known.clocks and _CLOCK.search(part) is not None
            if code in known.states and not clock and (american or code not in known.unclear):
                yield f"US-{code}"


def _is_place(match: re.Match[str], part: str) -> bool:
    """Whether a name in a part of a location, found in its small letters, stands for the place."""
    name, known = match[0], _gazetteer()
    if name in known.namesakes:
        return not _in_a_state(part[match.end() :], known.names[name])
    letters = len(name.replace(".", ""))
    if letters > 3 or name == "sf":
        return True
    said = part[match.start() : match.end()]
    alone = name in known.free or _is_alone(part[: match.start()], part[match.end() :])
    return said == name.upper() and alone


def _in_a_state(behind: str, country: str) -> bool:
    """Whether a state follows at once, by name or letters that cannot be the country's own ("Paris, Texas")."""
    known = _gazetteer()
    code = _STATE_CODE.match(behind)
    if code is not None:
        return code[1] in known.states - known.unclear and code[1] != country
    name = known.pattern.match(behind.lower(), 2) if behind.startswith(", ") else None
    return name is not None and known.names[name[0]].startswith("US-")


def _is_alone(before: str, behind: str) -> bool:
    """Whether nothing but marks surrounds a code: "(CAN)", "Pune, IND", "CRI-Costa Rica"."""
    return not before.rstrip()[-1:].isalnum() and not behind.lstrip()[:1].isalnum()


def _narrowed(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes without "US" where a state is named too: it is the same place said twice."""
    states = any(code.startswith("US-") for code in codes)
    return tuple(code for code in codes if not (states and code == "US"))
