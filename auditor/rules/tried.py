"""How often each rule spoke on real postings, and how many of the hits that somebody read were just."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from auditor.data_files import packaged_toml
from auditor.errors import DataError

__all__ = ["Near", "Tried", "TriedRules", "load_tried"]


@dataclass(frozen=True, slots=True)
class Tried:
    """`hits` on the postings tried; of the `read` ones `just` would have been right to raise with a hiring manager.

    `off` says why a rule waits until it is selected; empty for one that does not.
    """

    hits: int
    read: int
    just: int
    off: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """What was looked for beyond a rule's own words: how many postings have them, what they say, what it comes to.

    `said` completes "postings that ...".
    """

    postings: int
    said: str
    found: str


@dataclass(frozen=True, slots=True)
class TriedRules:
    """The table: the day of reading (ISO 8601), the number of postings, the command that counts, each rule by code.

    A rule without a row was not tried yet, and is off by default; `near` has rules that hardly ever speak.
    """

    on: str
    postings: int
    command: str
    rules: Mapping[str, Tried]
    near: Mapping[str, Near]


@cache
def load_tried() -> TriedRules:
    """The packaged table (data/tried.toml).

    Raises:
        DataError: a row has more just than read hits, or more read than hits.
    """
    raw = packaged_toml("auditor.rules", "tried.toml")
    rules = {code: Tried(**row) for code, row in raw["rules"].items()}
    for code, row in rules.items():
        if not 0 <= row.just <= row.read <= row.hits:
            raise DataError(f"tried.toml: {code} has more just than read, or more read than hits", "Correct the row.")
    near = {code: Near(**row) for code, row in raw["near"].items()}
    return TriedRules(raw["on"].isoformat(), raw["postings"], raw["command"], rules, near)
