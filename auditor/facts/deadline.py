"""By when something has to be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from auditor.facts.lines import Lines
from auditor.facts.model import StatedDeadline
from auditor.patterns import Alphabet, pattern
from auditor.posting import Section, Span

__all__ = ["find_deadline"]

_SECTIONS = (Section.DUTIES, Section.SUMMARY, Section.OTHER, Section.COMPANY)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30}
_TIME = (
    rf"(?:within|in|in under|in less than|inside|over|by the end of)(?: the)?(?: next| coming)? "
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})(?: \(\d{{1,3}}\))?[ -]?(?P<unit>day|week|month)s?\b"
)
_DELIVERY = (
    r"(?:deliver(?:ed|y|ing)?|launch(?:ed|ing)?|go(?:es|ing)? live|go-live|shipp?(?:ed|ing)?|roll(?:ed)? out|rollout|"
    r"in production|into production|mvp|minimum viable product|proof of concept|prototype|pilot|complet(?:e|ed|ion)|"
    r"be live|up and running|implement(?:ed)?|(?:first|working|visible|real|quick) results|(?:first|working) version|"
    r"(?:be|is|have it|get it|something|everything) (?:ready|finished|done|online|working|running)|working demo|"
    r"demo ready)"
)
_DELIVERY_WORDS = frozenset(
    """deliver delivered delivery delivering launch launched launching live ship shipp shiped shipped shiping shipping
    roll rolled rollout production mvp minimum proof prototype pilot complete completed completion running implement
    implemented results version ready finished done online working demo""".split()  # noqa: SIM905
)
"""One of them is in every delivery."""
_LETTERS = Alphabet(ascii_lowercase)
_CUE = rf"\b{_DELIVERY}\b[^.;\n]{{0,60}}?\b{_TIME}"
_EXCUSED = pattern(
    r"\b(?:your first|first (?:\d|thirty|sixty|ninety|month|week)|of (?:hire|joining|starting|employment|appointment|"
    r"application)|certificat\w*|training|onboarding|security\+|probation|clearance|background|enrol\w*|"
    r"hear (?:back|from)|application|courses?|customers? (?:in|within)|clients? (?:in|within)|every|each|typically|"
    r"founded|history|grew|grown|raised)\b"
)
"""What else is due in days or weeks: a new colleague's first steps, certificates, answers to applicants, boasts."""


def find_deadline(lines: Lines) -> StatedDeadline | None:
    """The shortest time in which the posting says that something is to be delivered; None when none is stated."""
    return min(_stated(lines), key=lambda deadline: deadline.days, default=None)


def _names_delivery(text: str) -> bool:
    return not _DELIVERY_WORDS.isdisjoint(_LETTERS.runs(text))


def _stated(lines: Lines) -> Iterator[StatedDeadline]:
    for literal in lines.scan.possible(("days", "weeks", "months", "-day", "-week")):
        for match in lines.scan.matches(literal, _CUE, _names_delivery):
            span = Span(match.start(), match.end())
            statement = lines.at(span.start)
            if statement is None or not lines.within(span, _SECTIONS):
                continue
            if not _EXCUSED.search(lines.scan.lowered, statement.start, statement.end):
                number = match["number"]
                yield StatedDeadline(int(_NUMBERS.get(number) or number) * _DAYS[match["unit"]], span)
