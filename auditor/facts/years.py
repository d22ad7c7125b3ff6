"""Years of experience that a posting asks for."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.model import YearsAsked
from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import Section, Segmentation, Span

__all__ = ["find_years"]

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})"
_RANGE_END = rf"(?:\s{{0,2}}(?:-|–|—|to|or)\s{{0,2}}(?P<high>{_NUMBER}))"
_YEARS = pattern(
    rf"(?<![\w$.,'’/])(?<!\d[-–])(?P<low>{_NUMBER})(?:\s?\(\s?(?P<digits>\d{{1,2}})\s?\+?\s?\))?"
    rf"\s?\+?{_RANGE_END}?\s?(?:\+|plus|or more)?[\s-]{{0,2}}(?:full |calendar )?(?:years?|yrs?)\b(?!-)"
)
_NOT_ASKED = pattern(
    r"\b(?:past|last|next|every|within|previous|recent|first|over the|in the|for (?:over|more than|nearly|almost)|"
    r"history of|celebrat\w+|founded|been)\W+(?:\w+\W+){0,2}$"
)
_NOT_EXPERIENCE = pattern(r"^\W{0,2}(?:old\b|of age|ago\b|contract|term|degree|program|college|university|history)")
_EXPERIENCE = pattern(r"\b(?:experience|experienced|exp|background|working|work|hands|track record|practice|career)\b")
_OF_DOING = pattern(r"['’]? (?:of |in )?(?:\w+ly )?(?:\w+ing\b|of |in |as )")
_INSTEAD = pattern(r"\b(?:substitut|in lieu\b|instead of\b)")
_INSTEAD_WORDS = ("substitut", "in lieu", "instead of")
_LIMIT = 40
_NEAR = 90


def find_years(scan: Scan, segmentation: Segmentation) -> tuple[YearsAsked, ...]:
    """Every figure of years asked for in the requirements, in text order, with the span of its statement."""
    if not scan.has("year", "yrs"):
        return ()
    found: list[YearsAsked] = []
    for statement in segmentation.in_sections(Section.REQUIREMENTS):
        said = scan.lowered[statement.start : statement.end]
        if "year" in said or "yrs" in said:
            found += _asked(said, statement.span)
    return tuple(found)


def _asked(said: str, span: Span) -> Iterator[YearsAsked]:
    for match in _YEARS.finditer(said):
        before, after = said[max(0, match.start() - _NEAR) : match.start()], said[match.end() : match.end() + _NEAR]
        if _NOT_ASKED.search(before) or _NOT_EXPERIENCE.match(after) or _is_substitute(before + after):
            continue
        if not (_OF_DOING.match(after) or _EXPERIENCE.search(after) or _EXPERIENCE.search(before)):
            continue
        low = int(match["digits"]) if match["digits"] else _value(match["low"])
        high = _value(match["high"]) if match["high"] else None
        if low <= _LIMIT and (high is None or low <= high <= _LIMIT):
            yield YearsAsked(low, high, span)


def _is_substitute(around: str) -> bool:
    return any(map(around.__contains__, _INSTEAD_WORDS)) and _INSTEAD.search(around) is not None


def _value(number: str) -> int:
    return _NUMBER_WORDS.get(number) or int(number)
