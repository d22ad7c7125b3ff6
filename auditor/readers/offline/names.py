"""The names by which postings tell their systems: which are known, and how many a posting has in which place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from auditor.data_files import packaged_toml
from auditor.errors import DataError
from auditor.posting import Statement
from auditor.readers.offline.cues import GROUPS
from auditor.readers.offline.infrastructure import STORES

__all__ = ["SystemNames", "named_in", "packaged_names"]


@dataclass(frozen=True, slots=True)
class SystemNames:
    """Names of a word or two in lower case: `platforms` work runs on or connects, `tools` it is written in."""

    platforms: frozenset[str]
    tools: frozenset[str]


@cache
def packaged_names() -> SystemNames:
    """The names in the package.

    Raises:
        DataError: the file lacks a list.
    """
    raw = packaged_toml("auditor.readers.offline", "names.toml")
    try:
        return SystemNames(frozenset(raw["platforms"]), frozenset(raw["tools"]))
    except KeyError as error:
        raise DataError(f"names.toml: no {error}", "It needs a list of platforms and one of tools.") from error


def named_in(statements: Iterable[Statement], names: Mapping[int, set[str]]) -> dict[str, int]:
    """How many different names of a kind a posting has by group of sections, and how many lines of the work name one.

    `names` are the known ones by statement number. A platform that the company's own paragraphs name too may be its
    product: those that they do not name are counted once more.
    """
    by_group: dict[str, set[str]] = {group: set() for group in GROUPS.values()}
    known, lines = packaged_names(), 0
    for statement in statements:
        if said := names.get(statement.number):
            group = GROUPS[statement.section]
            by_group[group] |= said
            lines += group == "work" and not known.platforms.isdisjoint(said)
    platforms = {group: said & known.platforms for group, said in by_group.items()}
    return {
        **{f"platforms {group}": len(said) for group, said in platforms.items()},
        "platforms work only": len(platforms["work"] - platforms["about"]),
        "lines with platforms": lines,
        "tools work": len(by_group["work"] & known.tools),
        "stores": len(by_group["work"] & STORES),
    }
