"""HTML in a field to text: the lines, bullets and headings that the segmenter would see in the HTML itself."""

from __future__ import annotations

import html
import re

from auditor.segment.plain import BULLET, TAG_BREAK, plain_view

__all__ = ["text_of_markup", "without_markup"]

_BLOCK = re.compile(r"<(?:p|br|div|li|ul|ol|h[1-6]|table|section)\b[^<>]{0,800}>", re.I)
_ESCAPED_BLOCK = re.compile(r"&lt;(?:p|br|div|li|ul|ol|h[1-6]|section)\b", re.I)
_SILENT = re.compile(r"<(script|style|svg|template|head)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_LONG_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,9})\s[^<>]{800,}>")
_BREAKS = re.compile(rf"[ \t]*(?:{TAG_BREAK}[ \t\n]*)+")
_LONE_BULLET = re.compile(rf"{BULLET}[ \t]*\n\s*(?![\s{BULLET}])")
"""An item whose text is a block of its own, as <li><p> is."""
_SPACES = re.compile(r"[ \t]{2,}")
_LINE_EDGES = re.compile(r"(?<![ \t])[ \t]+\n|\n[ \t]++(?=\S)")
_MANY_BREAKS = re.compile(r"\n{3,}")


def without_markup(text: str) -> str:
    """The text, made plain when it is HTML, escaped or not; any other text untouched."""
    if "&lt;" in text and "<" not in text and _ESCAPED_BLOCK.search(text):
        text = html.unescape(text)
    return text_of_markup(text) if "<" in text and _BLOCK.search(text) else text


def text_of_markup(markup: str) -> str:
    """The text of a piece of HTML, a line for each block and a bullet for each item of a list."""
    markup = _SILENT.sub(" ", markup).replace(TAG_BREAK, "\n").replace("\r\n", "\n")
    view = plain_view(_LONG_TAG.sub(r"<\1>", markup))
    lines = _LONE_BULLET.sub(f"{BULLET} ", _BREAKS.sub(_line_end, view))
    plain = html.unescape(lines).replace("\xa0", " ")
    return _MANY_BREAKS.sub("\n\n", _LINE_EDGES.sub("\n", _SPACES.sub(" ", plain))).strip()


def _line_end(match: re.Match[str]) -> str:
    """A bullet follows on the next line; other blocks stand apart, so that none is read on into the next."""
    following = match.string[match.end() : match.end() + 1]
    return "\n" if following == BULLET else "\n\n"
