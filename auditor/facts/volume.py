"""How many requests or predictions the posting says that the work has to serve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.facts.lines import Lines
from auditor.facts.model import StatedVolume
from auditor.posting import WORK_SECTIONS, Span

__all__ = ["find_volume"]

_THINGS = (
    "requests?|predictions?|inferences?|inference requests?|queries|api calls|api hits|calls|transactions?|messages?|"
    "documents?|images?|tickets?|conversations?|decisions?|classifications?|recommendations?|searches|invoices?|"
    "claims|emails?"
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
           "trillion": 1e12}  # fmt: skip
_VAGUE = {
    "hundreds": 1e2, "thousands": 1e3, "tens of thousands": 1e4, "hundreds of thousands": 1e5, "millions": 1e6,
    "tens of millions": 1e7, "hundreds of millions": 1e8, "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
_A_DAY = {"second": 86_400.0, "sec": 86_400.0, "s": 86_400.0, "minute": 1_440.0, "hour": 24.0, "day": 1.0,
          "daily": 1.0, "week": 1 / 7, "month": 1 / 30}  # fmt: skip
_AMOUNT = (
    r"(?:(?P<vague>(?:(?:tens|hundreds) of )?(?:hundreds|thousands|millions|billions|trillions))(?: of)?"
    r"|(?<![\d.,$€£])(?P<number>\d[\d,]{0,14}(?:\.\d{1,2})?)\s?(?P<scale>k|mm?|bn?|thousand|million|billion|trillion)?\+?)"
)
_RATE = (
    rf"{_AMOUNT} (?:\w+[ -]){{0,3}}?(?:{_THINGS})\s?"
    r"(?:(?:/|\bper|\ba|\ban|\beach|\bevery|\bevery single)\s?(?P<unit>second|sec|s|minute|hour|day|week|month)\b"
    r"|(?P<daily>daily)\b)"
)
_DAILY = rf"{_AMOUNT} (?P<daily>daily) (?:\w+ ){{0,2}}?(?:{_THINGS})\b"
_SHORT = rf"{_AMOUNT}\s?(?:qps|rps|tps)\b"
_UNITS = ("sec", "minute", "hour", "day", "week", "month")
_DIGIT = re.compile(r"\d")
_SHORT_UNITS = ("qps", "rps", "tps")
_EACH = ("/", "per ", "a ", "an ", "each ", "every ")
_CUES = (
    *((f"{each}{unit}", _RATE) for each in _EACH for unit in _UNITS),
    ("daily", _RATE),
    ("daily", _DAILY),
    *((unit, _SHORT) for unit in _SHORT_UNITS),
)
"""The words around which a volume is looked for, and how it is written."""
_LITERALS = tuple(literal for literal, _ in _CUES)


def find_volume(lines: Lines) -> StatedVolume | None:
    """The largest volume that the duties or the summary state; None when none is stated.

    Requirements state the volume of a former job, and the company's words that of the whole business.
    """
    return max(_stated(lines), key=lambda volume: volume.most, default=None)


def _stated(lines: Lines) -> Iterator[StatedVolume]:
    possible = frozenset(lines.scan.possible(_LITERALS))
    for literal, pattern in ((literal, pattern) for literal, pattern in _CUES if literal in possible):
        for match in lines.scan.matches(literal, pattern, _has_amount):
            span = Span(match.start(), match.end())
            if lines.within(span, WORK_SECTIONS):
                yield _volume(match, span)


def _has_amount(text: str) -> bool:
    return any(map(text.__contains__, ("hundreds", "thousands", "illions"))) or _DIGIT.search(text) is not None


def _volume(match: re.Match[str], span: Span) -> StatedVolume:
    groups = match.groupdict()
    times = _A_DAY[groups.get("unit") or groups.get("daily") or "second"]
    if vague := groups["vague"]:
        least = _VAGUE[vague] * times
        return StatedVolume(least, _most(vague) * times, span)
    exact = float(groups["number"].replace(",", "")) * _SCALES.get(groups["scale"] or "", 1.0) * times
    return StatedVolume(exact, exact, span)


def _most(vague: str) -> float:
    """The upper end of a vague amount: "hundreds" end at 999, "hundreds of thousands" below a million.

    "Thousands" end where "hundreds of thousands" would be said, and so do the greater ones.
    """
    factor = 10 if vague.startswith(("hundreds", "tens of")) else 100
    return _VAGUE[vague] * factor - 1
