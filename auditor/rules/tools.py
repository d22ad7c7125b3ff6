"""Tools by name, and where a text names them, in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase, digits

from auditor.data_files import packaged_toml
from auditor.errors import DataError
from auditor.patterns import Alphabet
from auditor.posting import Span
from auditor.taxonomy import RoleId

__all__ = ["Tool", "Toolbox", "load_toolbox", "tools_in"]

_WORD = re.compile(r"[A-Za-z0-9]+")
_ALPHABET = Alphabet(ascii_lowercase + digits)
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its kind, the role whose own it is (None: anybody's), the year of its first release with a source.

    `says` is what the source says of the first release, in short.
    """

    name: str
    kind: str
    role: RoleId | None = None
    first: int | None = None
    source: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Toolbox:
    """`written` is the year of the table; `by_words` maps a name's words to the tool, `exact` to names that need case.

    Keys are the words in lower case joined by a blank.
    """

    written: int
    tools: tuple[Tool, ...]
    by_words: dict[str, Tool]
    exact: dict[str, str]
    firsts: frozenset[str]


@cache
def load_toolbox() -> Toolbox:
    """The packaged table (data/tools.toml).

    Raises:
        DataError: a row lacks its source, or a name stands twice.
    """
    raw = packaged_toml("auditor.rules", "tools.toml")
    tools, by_words, exact = [], dict[str, Tool](), dict[str, str]()
    for row in raw["tool"]:
        role = RoleId(row["role"]) if "role" in row else None
        tool = Tool(row["name"], row["kind"], role, row.get("first"), row.get("source"), row.get("says"))
        if len({part is None for part in (tool.first, tool.source, tool.says)}) > 1:
            raise DataError(f"tools.toml: {tool.name} needs a year, its source and what that says", "Give all or none.")
        tools.append(tool)
        for name in (tool.name, *row.get("aliases", ())):
            words = " ".join(_WORD.findall(name))
            if by_words.get(words.lower(), tool) is not tool:
                raise DataError(f"tools.toml: {name} stands twice", "Name a tool once.")
            by_words[words.lower()] = tool
            if row.get("case"):
                exact[words.lower()] = words
    return Toolbox(raw["written"], tuple(tools), by_words, exact, frozenset(key.split()[0] for key in by_words))


@lru_cache(maxsize=256)
def tools_in(text: str) -> tuple[tuple[Tool, Span], ...]:
    """The tools that a text names, longest name first at each place, with the place; in text order.

    Kept for the last texts, since several rules ask about the same statements.
    """
    box = load_toolbox()
    if box.firsts.isdisjoint(_ALPHABET.runs(text.lower())):
        return ()
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    return tuple(_tools_among(words, box))


def _tools_among(words: list[tuple[str, int, int]], box: Toolbox) -> Iterator[tuple[Tool, Span]]:
    at = 0
    while at < len(words):
        found = _named(words, at, box) if words[at][0].lower() in box.firsts else None
        if found is None:
            at += 1
            continue
        tool, width = found
        yield tool, Span(words[at][1], words[at + width - 1][2])
        at += width


def _named(words: list[tuple[str, int, int]], at: int, box: Toolbox) -> tuple[Tool, int] | None:
    for width in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        said = " ".join(word for word, _, _ in words[at : at + width])
        tool = box.by_words.get(said.lower())
        if tool is not None and box.exact.get(said.lower(), said) == said:
            return tool, width
    return None
