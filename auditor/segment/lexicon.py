"""The data files of segmentation: heading forms, bullet starters, abbreviations, title words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from auditor.data_files import packaged_toml
from auditor.posting import Section

__all__ = ["HeadingLexicon", "heading_lexicon", "normalised"]

_CONTRACTIONS = (
    ("you will", "you'll"), ("we are", "we're"), ("you are", "you're"), ("you would", "you'd"), ("we will", "we'll"),
    ("what is", "what's"), ("it is", "it's"), ("youll", "you'll"), (" & ", " and "), ("you ll", "you'll"),
    ("we re ", "we're "), ("what s ", "what's "),
)  # fmt: skip
_WITHOUT_NOISE = re.compile(r"[a-z(].*[a-z)]|[a-z]", re.S)
_FIRST_WORD = re.compile(r"[a-z]+")
_SECTION_ORDER = (
    Section.NICE_TO_HAVE, Section.LEGAL, Section.PAY, Section.BENEFITS, Section.DUTIES, Section.REQUIREMENTS,
    Section.SUMMARY, Section.COMPANY, Section.OTHER,
)  # fmt: skip


def normalised(low: str) -> str:
    """A heading in lower case without marks at its edges, contracted, single-spaced."""
    match = _WITHOUT_NOISE.search(low)
    heading = " ".join(match[0].split()) if match else ""
    for long, short in _CONTRACTIONS:
        if long in heading:
            heading = heading.replace(long, short)
    return heading


class Opening(NamedTuple):
    """The heading forms that start with one word, longest first; with their sections, and whether they are labels."""

    spellings: tuple[str, ...]
    forms: tuple[tuple[str, Section, bool], ...]


class HeadingLexicon:
    """Heading forms by section.

    `exact` maps a normalised heading to its section; those among `labels` are headings only with a colon or over
    bullets: without them they are ordinary words, or what another label says ("Type: Contract"). `inline` maps the
    first word of a form, capitalised and in capitals, to all spellings that start with it and their sections, for text
    without line breaks. `longest` is the length of the longest of `exact`.
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self.exact: dict[str, Section] = {}
        self.labels = {normalised(form) for table in tables.values() for form in table.get("labels", ())}
        self._fragments: list[tuple[tuple[str, ...], Section]] = []
        for section in _SECTION_ORDER:
            table = tables[section.value]
            for form in (*table["forms"], *table.get("labels", ())):
                self.exact.setdefault(normalised(form), section)
            self._fragments.append((tuple(table["fragments"]), section))
        self.longest = max(map(len, self.exact))
        self.inline = _by_first_word((s, self.exact[f], f in self.labels) for f in self.exact for s in _spellings(f))

    def section_of(self, heading: str) -> Section | None:
        """The section that a normalised heading opens, None when its words do not tell.

        A fragment with `$` behind it stands at the heading's end.
        """
        found = self.exact.get(heading)
        if found is not None:
            return found
        ended = heading + "$"
        for fragments, section in self._fragments:
            if any(fragment in ended for fragment in fragments):
                return section
        return None


def _spellings(form: str) -> Iterable[str]:
    spellings = {form}
    for long, short in _CONTRACTIONS:
        if short in form:
            spellings |= {spelling.replace(short, long) for spelling in spellings}
    return spellings


def _by_first_word(forms: Iterable[tuple[str, Section, bool]]) -> dict[str, Opening]:
    table: dict[str, list[tuple[str, Section, bool]]] = {}
    for row in forms:
        first = _FIRST_WORD.match(row[0])
        if first:
            table.setdefault(first[0], []).append(row)
    for rows in table.values():
        rows.sort(key=lambda row: (-len(row[0]), row[0]))
    openings = {word: Opening(tuple(row[0] for row in rows), tuple(rows)) for word, rows in table.items()}
    return {said: opening for word, opening in openings.items() for said in (word.capitalize(), word.upper())}


@cache
def heading_lexicon() -> HeadingLexicon:
    """The heading lexicon of this package."""
    return HeadingLexicon(packaged_toml("auditor.segment", "headings.toml"))
