"""A view of the text of the same length with markup, exotic spaces and line ends made plain.

Because no character is added or removed, an offset into the view is an offset into the untouched text.
"""

from __future__ import annotations

import re

from auditor.patterns import is_printable

__all__ = ["BULLET", "TAG_BREAK", "lowered", "plain_view"]

BULLET = "•"
TAG_BREAK = "\x0c"

# The first set is a quick test that passes over nearly all of a text.
_EXOTIC_SPACE = re.compile(
    "[^\t\n -~](?<=[\xa0\xad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufe0e\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1f\x7f])"
)
_EXOTIC_LINE_END = re.compile("[^\t\n -~](?<=[\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9})(?:[\s/][^<>]{0,800})?>|<!--[^<>]{0,800}-->|<!doctype[^<>]{0,200}>",
    re.I,
)
_HEADING_TAGS = frozenset(f"h{level}" for level in range(1, 7))
_BOLD_TAGS = frozenset({"b", "strong"})
_BLOCK_TAGS = frozenset(
    """address article aside blockquote body br caption dd div dl dt figure footer form head header hr html li main
    nav ol option p pre section table tbody td tfoot th thead title tr ul""".split()  # noqa: SIM905
)
_INLINE_TAGS = frozenset(
    """a abbr button cite code em font i img input label mark meta link s small span style sub sup u script svg
    path""".split()  # noqa: SIM905
)
_SPACE_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|lrm|rlm|shy|#160|#xa0|#8203);", re.I)
_BULLET_ENTITY = re.compile(r"&(?:bull|middot|#8226|#x2022|#183);", re.I)
_SINGLE_LINE_END = re.compile(r"(?<!\n)\n(?![ \t]*\n)")
_BLOCKS_OF_HTML = 3


def plain_view(text: str) -> str:
    """The text with tags, entities of spaces and invisible characters blanked; same length as the text.

    Lines end with a line feed, or with `TAG_BREAK` where a tag ends them.
    """
    view = text
    if "\r" in view:
        view = view.replace("\r\n", " \n").replace("\r", "\n")
    if not is_printable(view) or "\ufe0e" in view or "\ufe0f" in view:
        view = _EXOTIC_LINE_END.sub("\n", view)
        view = _EXOTIC_SPACE.sub(" ", view)
    if "<" in view:
        view = _without_tags(view)
    if "&" in view:
        view = _SPACE_ENTITY.sub(lambda match: " " * len(match[0]), view)
        view = _BULLET_ENTITY.sub(lambda match: BULLET.ljust(len(match[0])), view)
    return view


def lowered(view: str) -> str:
    """The view in lower case with straight apostrophes; same length as the view."""
    low = view.lower()
    if len(low) != len(view):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in view)
    return low.replace("’", "'")


def _without_tags(view: str) -> str:
    names = [match["name"].lower() for match in _TAG.finditer(view) if match["name"]]
    if sum(name in _BLOCK_TAGS for name in names) >= _BLOCKS_OF_HTML:
        view = _SINGLE_LINE_END.sub(" ", view)
    return _TAG.sub(_blank, view)


def _blank(match: re.Match[str]) -> str:
    width = len(match[0])
    name = (match["name"] or "").lower()
    if match["name"] is None or name in _INLINE_TAGS:
        return " " * width
    if name == "li" and not match["close"]:
        return f"{TAG_BREAK}{BULLET}".ljust(width)
    if name in _HEADING_TAGS:
        return (TAG_BREAK if match["close"] else f"{TAG_BREAK}#").ljust(width)
    if name in _BOLD_TAGS:
        return "**".ljust(width) if match["close"] else "**".rjust(width)
    if name in _BLOCK_TAGS:
        return TAG_BREAK.ljust(width)
    return match[0]
