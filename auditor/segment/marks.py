"""What bullets, enumerations and decoration look like at the edges of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "EMOJI",
    "GLYPHS",
    "TRAIL",
    "USUAL_BULLETS",
    "Edges",
    "has_content",
    "opens_with_word",
    "read_edges",
    "trim",
]

GLYPHS = "•●▪▫◦‣·∙⁃►▶▸➢➤➔➜→⇒»■□▢◆◇○✓✔✅☑❖★☆⭐✦✪◉⦿➡❯›"
EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u25a0-\u25ff\u20e3"

_BULLET = (
    rf"[{re.escape(GLYPHS)}{EMOJI}\uf000-\uf0ff]+"
    r"|[-–—−‐‑]+(?![\d.]+[%°])|\*(?!\*)|\+(?=\s)|>(?=\s)|[.](?=\s)|o(?=[ \t]+\S)"
    r"|\(?\d{1,2}[.)](?=\s|[A-Z][a-z])|\(?[a-zA-Z]\)(?=\s)|[a-h]\.(?=\s+[A-Z])|\(?(?:iv|vi{0,3}|i{1,3}|ix|x)[.)](?=\s)"
)
_MARK = re.compile(
    rf"[\s_=~|:;,`]*(?:(?P<bullet>{_BULLET})|(?P<markdown>\#{{1,6}}(?=\s))|(?P<bold>\*\*+))|(?P<fill>[\s_=~|:;,`]+)"
)
TRAIL = " \t\n\x0c*_|`~=" + "•●▪◦‣·"
USUAL_BULLETS = frozenset("-•*")
_ROMAN = frozenset("ivx")
_CONTENT = re.compile(r"[^\W_]|[$€£+#]")


class Edges(NamedTuple):
    """Where a line's content stands once marks are taken off, and which marks there were."""

    start: int
    end: int
    bullet: bool
    marked_heading: bool
    bold: bool


def read_edges(view: str, start: int, end: int) -> Edges:
    """The content of `start:end` without white space, bullet marks and decoration around it."""
    if opens_with_word(view, start):
        return Edges(start, start + len(view[start:end].rstrip(TRAIL)), False, False, False)
    if view[start : start + 1] in USUAL_BULLETS and view[start + 1 : start + 2] == " ":
        first = start + 2
        if opens_with_word(view, first):
            return Edges(first, first + len(view[first:end].rstrip(TRAIL)), True, False, False)
    first, kinds = start, set()
    while match := _MARK.match(view, first, end):
        kinds.add(match.lastgroup)
        first = match.end()
    last = first + len(view[first:end].rstrip(TRAIL))
    bold = "bold" in kinds and "**" in view[max(first, last - 3) : end]
    return Edges(first, last, "bullet" in kinds, "markdown" in kinds, bold)


def opens_with_word(view: str, at: int) -> bool:
    """Whether two letters stand there that begin no enumeration: the usual case, told without a pattern."""
    two = view[at : at + 2]
    return len(two) == 2 and two.isalpha() and two[0] not in _ROMAN


def trim(view: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space, bullet marks and decoration around it; empty when nothing is left."""
    edges = read_edges(view, start, end)
    return edges.start, edges.end


def has_content(view: str, start: int, end: int) -> bool:
    """Whether a letter, a digit or a currency sign stands in the range."""
    return start < end and (view[start].isalnum() or _CONTENT.search(view, start, end) is not None)
