"""Makes untrusted text safe to show: nothing invisible, no markup, no formula.

A posting is somebody else's text. Bidirectional controls can reorder what a reader sees, zero-width and tag
characters can hide text, control characters can drive a terminal, and a lone surrogate cannot be encoded at all.
Source: Unicode Technical Report 36; Boucher and Anderson, "Trojan Source", 2021; OWASP, "CSV injection".
"""

from __future__ import annotations

import re

from auditor.patterns import pattern

__all__ = ["cell_text", "formula_text", "json_text", "markdown_text", "one_line", "visible"]

_SURROGATES = "\ud800-\udfff"
_C0 = "\x00-\x08\x0b-\x1f"  # without tab and line feed
_UNSEEN = (
    _C0 + "\x7f-\x9f"  # delete and C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"  # zero width, line separators, bidirectional controls
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"  # byte order mark, interlinear marks, tags
)
_EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff"
_HIDDEN = pattern(f"(?<=[{_EMOJI}\ufe0f])(\u200d)(?=[{_EMOJI}])|(\r\n?)|[{_UNSEEN}{_SURROGATES}]")
_JSON_RAW = pattern(f"[^ -~](?<=[{_UNSEEN.removeprefix(_C0)}{_SURROGATES}])")  # the first set passes over most text
_UNSEEN_YET_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_VARIATION_SELECTORS = b"\xf3\xa0"
"""What U+E0000 to U+E0FFF begin with in UTF-8; Python calls some of them printable too."""
_MARKDOWN = pattern(r"""[\\`*_\[\]<>#|~!$^@&]|(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):""", re.IGNORECASE)
_MARKDOWN_LINE_START = pattern(r"^(?:([-+=])|(\d{1,9})([.):]))")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_FORMULA = pattern(f"^[\\s{_UNSEEN}]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]|^[\t\r\n]")


def visible(text: str) -> str:
    """The text with every invisible, reordering, control or lone surrogate character shown as `<U+202E>`.

    The brackets are U+27E8 and U+27E9. Tab and line feed stay, as does the joiner inside an emoji; a carriage
    return becomes a line feed.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return "\n" if match[2] else f"\u27e8U+{ord(match[0]):04X}\u27e9"


def one_line(text: str) -> str:
    """The visible text on one line, white space collapsed."""
    return visible(" ".join(text.split()))


def json_text(encoded: str) -> str:
    r"""JSON that `json.dumps` wrote with `ensure_ascii=False`, its invisible characters as `\u` escapes.

    Parsing gives back the same strings, except that a lone surrogate, which no strict parser accepts, becomes
    U+FFFD; the number of code points stays, so offsets hold.
    """
    return encoded if _has_nothing_unseen(encoded) else _JSON_RAW.sub(_json_escape, encoded)


def _has_nothing_unseen(text: str) -> bool:
    """Told without trying a pattern at every character: true for nearly all texts that nothing unseen is in."""
    if text.isascii():
        return "\x7f" not in text
    if not text.isprintable() or any(map(text.__contains__, _UNSEEN_YET_PRINTABLE)):
        return False
    return _VARIATION_SELECTORS not in text.encode()


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def markdown_text(text: str) -> str:
    """The text as one line of Markdown that renders as itself: no link, image, HTML, heading, list or emphasis."""
    escaped = _MARKDOWN.sub(lambda match: _ENTITIES.get(match[0]) or "\\" + match[0], one_line(text))
    return _MARKDOWN_LINE_START.sub(_escape_line_start, escaped)


def _escape_line_start(match: re.Match[str]) -> str:
    return "\\" + match[1] if match[1] else f"{match[2]}\\{match[3]}"


def cell_text(text: str) -> str:
    """The text for a spreadsheet cell: an apostrophe goes before anything that a program could take for a formula."""
    shown = visible(text)
    return "'" + shown if _FORMULA.match(text) else shown


def formula_text(text: str) -> str:
    """A user's own cell, unchanged unless a program could take it for a formula: then with an apostrophe before it."""
    return "'" + text if _FORMULA.match(text) else text
