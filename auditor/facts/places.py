"""Where the job is: the source's location, or failing that what the text says of its location in so many words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from auditor.facts.model import Places
from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import Posting

__all__ = ["find_places"]

_LONGEST = 300
_SEPARATORS = pattern(r"[;|•·\n/]|\s(?:or|and|&|–|-)\s")
_REMOTE = pattern(r"\bremote\b|\bwork from (?:home|anywhere)\b|\banywhere\b|\bdistributed\b", re.I)
_STATE_CODE = pattern(r"(?:,\s?|US-|\bUS,\s?)([A-Z]{2})(?=$|[\s,;)-])")
_TEXT_PLACE = (
    r"(?:^|\n|[.•|] ?)[\s*•-]{0,6}(?:job |work |office |primary )?locations?(?: of work)?\s{0,2}"
    r"[:–-]\s{0,3}(?P<place>[^\n]{2,70})"
)
_TEXT_REMOTE = (
    r"\bremote(?:ly)?[\s,–-]{0,3}\(?(?:within |in |from |anywhere in |- )?(?:the )?"
    r"(?P<place>u\.?s\.?a?\b|united states|uk\b|"
    r"canada|india|germany|poland|europe\b)"
)
_TEXT_BASED = (
    r"\b(?:must be|should be|are|be|candidates|applicants) (?:currently )?(?:located|based|residing|reside) "
    r"(?:with)?in (?:the )?(?P<place>u\.?s\.?a?\b|united states|uk\b|united kingdom|canada|india|germany|poland)"
)
_TEXT_PAID = r"\bposition in (?:the )?locations? of (?P<place>[^\n:;]{2,70})"
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
    pattern: re.Pattern[str]


@cache
def _gazetteer() -> _Gazetteer:
    data = tomllib.loads(resources.files("auditor.facts").joinpath("data", "places.toml").read_text("utf-8"))
    names = {name: code for code, spellings in data["countries"].items() for name in spellings}
    names |= {name: f"US-{code}" for code, spellings in data["states"].items() for name in spellings}
    longest_first = sorted(names, key=len, reverse=True)
    return _Gazetteer(
        names=names,
        states=frozenset(data["states"]),
        unclear=frozenset(data["unclear"]["abbreviations"]),
        pattern=re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])"),
    )


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


def _matches(scan: Scan, literal: str, cue: str) -> list[re.Match[str]]:
    return list(scan.matches(literal, cue)) if scan.has(literal) else []


def _codes(location: str) -> Iterator[str]:
    """The codes of each part of a location, in order; a part whose abbreviation could be two places gives none.

    A country abroad decides what a city is that two countries have ("San José, Costa Rica").
    """
    if not location.strip():
        return
    known = _gazetteer()
    for part in _SEPARATORS.split(location):
        named = [known.names[match[0]] for match in known.pattern.finditer(part.lower()) if _is_name(match[0], part)]
        abroad = any(not code.startswith("US") for code in named)
        letters = _STATE_CODE.findall(part) if not abroad else []
        american = any(code.startswith("US") for code in named) or re.search(r"\d{5}\b", part) is not None
        yield from (code for code in named if not (abroad and code.startswith("US-")))
        for code in letters:
            if code in known.states and (american or code not in known.unclear):
                yield f"US-{code}"


def _is_name(name: str, part: str) -> bool:
    """Whether a name of few letters stands in capitals: "us" and "can" are words, "US" and "CAN" are countries."""
    short = len(name.replace(".", "")) <= 3 and name not in ("sf",)
    return not short or name.upper() in part


def _narrowed(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes without "US" where a state is named too: it is the same place said twice."""
    states = any(code.startswith("US-") for code in codes)
    return tuple(code for code in codes if not (states and code == "US"))
