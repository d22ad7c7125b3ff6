"""Words of a statement, lower-cased and cut to a stem, so that "deploys", "deployed" and "deploying" are one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import filterfalse
from string import ascii_lowercase, digits

from auditor.patterns import Alphabet, words_in

__all__ = ["stem", "stems_of"]

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
    return [*map(stem, filterfalse(_STOP.__contains__, words_in(_ALPHABET.runs(text.lower()), _WORD)))]


@lru_cache(maxsize=1 << 16)
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
