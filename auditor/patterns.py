"""Patterns that are compiled when a text first needs them, and words found without trying a pattern at every character.

Compiling the hundred patterns of a start costs more than twenty audits, and most texts need few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

__all__ = ["Alphabet", "is_printable", "pattern", "words_in"]


class _Waiting:
    """Stands for a pattern; its first use compiles it, and later ones find the compiled pattern's own methods."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern, to be used as what `re.compile` gives; a mistake in it is found at its first use."""
    return cast("re.Pattern[str]", _Waiting(source, flags))


class Alphabet:
    """The ASCII characters that words are made of.

    Splitting a text at all others takes a third of the time that a pattern takes to find what stands between them.
    """

    def __init__(self, characters: str) -> None:
        self._table = bytes(code if chr(code) in characters else ord(" ") for code in range(256))

    def alone(self, text: str) -> str:
        """The text with a blank for every other character; of the same length."""
        return text.encode("ascii", "replace").translate(self._table).decode("ascii")

    def runs(self, text: str) -> list[str]:
        """The longest stretches of the alphabet's characters, in text order."""
        return self.alone(text).split()


def words_in(runs: Iterable[str], word: re.Pattern[str]) -> list[str]:
    """What a pattern of words finds in the runs of its alphabet, for which every run of letters is one word."""
    runs = list(runs)
    if "".join(runs).isalpha():
        return runs
    words: list[str] = []
    for run in runs:
        if run.isalpha():
            words.append(run)
        else:
            words += word.findall(run)
    return words


@lru_cache(maxsize=2)
def is_printable(text: str) -> bool:
    """Whether a text has no control, format or exotic space character, told without trying a pattern.

    Tabs and line ends may stand in it; variation selectors count as printable. Kept for the posting at hand.
    """
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ").isprintable()
