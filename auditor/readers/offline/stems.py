"""Words of a statement, lower-cased and cut to a stem, so that "deploys", "deployed" and "deploying" are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from string import ascii_lowercase, digits

from auditor.numbering import Numbering
from auditor.patterns import Alphabet

__all__ = ["numbered", "stem", "stems_of"]

_WORD = re.compile(r"[a-z][a-z0-9]*(?:(?=[+#./&-])(?:[+#]{1,2}|(?:[./&-][a-z0-9]+){1,4}))?|[0-9]+")
_ALPHABET = Alphabet(ascii_lowercase + digits + "+#./&-")
_LONGEST = 40
_STOP = frozenset(
    re.findall(
        r"\w+",
        "the a an of and to in for with on our your you we is are be as at by or that this will from their it its "
        "have has who can",
    )
)


def stems_of(text: str) -> list[str]:
    """The stems of a text in order, without the words that carry no meaning of their own."""
    return [*chain.from_iterable(map(_stems_of_run, _ALPHABET.runs(text.lower())))]


def numbered(stems: Iterable[str]) -> Numbering:
    """The numbering of stems from 1 on, to be asked for texts in lower case."""
    numbers = {stem: number for number, stem in enumerate(stems, start=1)}
    return Numbering(_ALPHABET, numbers, _stems_of_run)


def _stems_of_run(run: str) -> list[str]:
    words = (run,) if run.isalpha() else _WORD.findall(run)
    return [stem(word) for word in words if word not in _STOP]


def stem(word: str) -> str:
    """The stem of a lower-case word: plural, -ing, -ed, final e and a doubled consonant taken off."""
    word = word[:_LONGEST]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word
