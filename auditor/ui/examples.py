"""The packaged example postings, written for the page: one for each of three actions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["EXAMPLES", "Example", "example_text"]


@dataclass(frozen=True, slots=True)
class Example:
    """An example: `key` names its file, `label` says what it is, `action` what the auditor answers."""

    key: str
    label: str
    action: str


EXAMPLES = (
    Example("decide", "A title used two ways", "decide"),
    Example("fix", "An AI title without AI work", "fix"),
    Example("ready", "Title and work agree", "ready"),
)


@cache
def example_text(key: str) -> str:
    """The text of an example.

    Raises:
        FileNotFoundError: no example has this key.
    """
    return resources.files("auditor.ui").joinpath("examples", f"{key}.txt").read_text("utf-8")
