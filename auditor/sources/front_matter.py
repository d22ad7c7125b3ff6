"""The front matter of a Markdown file (a block between two lines of three hyphens), which is no part of the posting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.sources.text import read_text

__all__ = ["FrontMatter", "read_stated", "without_front_matter"]

_FENCE = "---"
_MARKDOWN = (".md", ".markdown")
_MOST_CHARACTERS = 20_000
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Title and location as the block gives them on one line each, else None; `text` is as long, the block blank.

    `block` is the block itself, untouched and with its fences, empty where there is none; `text` begins with its blank.
    """

    title: str | None
    location: str | None
    text: str
    block: str = ""


def read_stated(path: str, name: str | None = None) -> FrontMatter:
    """A file's text, or that of standard input for `-`, and what a Markdown file's front matter states.

    `name` tells the kind of a file that stands elsewhere, unpacked from an archive.

    Raises:
        UnreadableInputError: no such file, no permission, a folder, or no known encoding.
        InputTooLargeError: the file is larger than a posting can be.
        BinaryInputError: not text.
    """
    text = read_text(path)
    is_markdown = (name or path).lower().endswith(_MARKDOWN)
    return without_front_matter(text) if is_markdown else FrontMatter(None, None, text)


def without_front_matter(text: str) -> FrontMatter:
    """The text with its front matter blanked, so that offsets and line numbers stay, and what the block states."""
    lines = text[:_MOST_CHARACTERS].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return FrontMatter(None, None, text)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return FrontMatter(None, None, text)
    block = "".join(lines[: end + 1])
    stated = _stated(lines[1:end])
    blank = "".join(c if c in "\r\n" else " " for c in block)
    return FrontMatter(stated.get("title"), stated.get("location"), blank + text[len(block) :], block)


def _stated(lines: list[str]) -> Mapping[str, str]:
    """Values of one line by name; lists and nested values are none."""
    stated: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        value = _unquoted(value.strip())
        if colon and value and len(value) <= _LONGEST_VALUE and value[0] not in "[{|>":
            stated.setdefault(name.rstrip(), value)
    return stated


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
    return value[1:-1].strip() if quoted else value
