"""What a new line brings that the posting does not have: numbers, tools, names, promises, content of its own.

Coarse on purpose: a false alarm costs a rewording, a miss puts words into an employer's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from auditor.rewrite.edit import Problem, ProblemKind
from auditor.rewrite.vocabulary import PLACEHOLDER, load_placeholders, load_words

__all__ = ["Original"]

_TOKEN = re.compile(r"[^\W_](?:[\w+#]|[./'’&-](?=\w))*[+#]*")
_PART = re.compile(r"[^\W_]+[+#]*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\"“(\[])\s*$")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=2,
    )
} | {"fifteen": "15", "twenty": "20", "thirty": "30", "fifty": "50", "dozen": "12", "hundred": "100"}
_NUMBER_WORDS |= {"thousand": "1000", "million": "1000000", "billion": "1000000000", "double": "2", "twice": "2"}
_NUMBER_WORDS |= {"half": "0.5", "tens": "10", "dozens": "12", "hundreds": "100", "thousands": "1000"}
_ONE = re.compile(r"\bone (?:hour|day|week|month|quarter|year)\b")
_STEM = 5
_MARKS, _BULLETS = frozenset("[]*_`#@|\\~="), ("-", "*", "#", "=", "+", "•")
_KNOWN_SHARE = 0.5
"""Share of a new statement's content words that the posting must have: a rewording, not another duty."""


@dataclass(frozen=True)
class Original:
    """The words that were there: title, text, and titles that the audit suggests."""

    text: str

    @cached_property
    def _words(self) -> frozenset[str]:
        tokens = (match[0].lower() for match in _TOKEN.finditer(self.text))
        return frozenset(form for token in tokens for form in (token, *_PART.findall(token)))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word[:_STEM] for word in self._words)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(_numbers(self.text))

    @cached_property
    def _promises(self) -> frozenset[str]:
        return frozenset(_promises(self.text))

    def problems_of(self, line: str) -> Iterator[Problem]:
        """What the line brings that was not there; known placeholders apart."""
        for marked in PLACEHOLDER.findall(line):
            if marked not in load_placeholders().all and marked not in self.text:
                yield Problem(ProblemKind.UNKNOWN_PLACEHOLDER, f"{marked} is not one of the placeholders")
        said = PLACEHOLDER.sub(" ", line)
        for number in sorted(set(_numbers(said)) - self._numbers):
            yield Problem(ProblemKind.NEW_NUMBER, f'the number {number} in "{line}" is not in the posting')
        for promise in sorted(set(_promises(said)) - self._promises):
            yield Problem(
                ProblemKind.NEW_PROMISE, f'"{promise.strip()}" in "{line}" promises what the posting does not'
            )
        yield from self._names(said)

    def is_reworded(self, line: str) -> bool:
        """Whether at least half of the line's words, those apart that any sentence has, are the posting's own."""
        said = PLACEHOLDER.sub(" ", line).lower()
        content = [word for word in _PART.findall(said) if word not in load_words().openers]
        known = [word for word in content if word[:_STEM] in self._stems]
        return len(known) >= _KNOWN_SHARE * len(content)

    def has_words_of(self, title: str) -> bool:
        """Whether every word of the title was there."""
        return all(word in self._words for word in _PART.findall(title.lower()))

    def has_marks_of(self, line: str) -> bool:
        """Whether the line brings no mark of markup or of an address that was not there; placeholders apart."""
        said = PLACEHOLDER.sub(" ", line)
        return not said.strip().startswith(_BULLETS) and set(said) & _MARKS <= set(self.text)

    def _names(self, said: str) -> Iterator[Problem]:
        for match in _TOKEN.finditer(said):
            token, lowered = match[0], match[0].lower()
            unknown = [part for part in _PART.findall(lowered) if part not in self._words]
            if lowered in self._words or not unknown or lowered.isdigit():
                continue
            if {lowered, *unknown} & load_words().tools:
                yield Problem(ProblemKind.NEW_TOOL, f"{token} is a tool that the posting does not name")
            elif _is_name(token, bool(_OPENS.search(said[: match.start()]))):
                yield Problem(ProblemKind.NEW_NAME, f"{token} is a name that the posting does not have")


def _is_name(token: str, opens: bool) -> bool:
    """Whether the token is written like a name: capitals, or digits within."""
    if any(char.isupper() for char in token[1:]) or (any(c.isdigit() for c in token) and not token[0].isdigit()):
        return True
    return token[0].isupper() and not (opens and token.lower() in load_words().openers)


def _numbers(text: str) -> Iterator[str]:
    for figure in _FIGURE.findall(text):
        yield figure.replace(",", "")
    lowered = text.lower()
    for word in _PART.findall(lowered):
        if word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word]
    if _ONE.search(lowered):
        yield "1"
    if not text.isascii():
        yield from (sign for sign in text if sign.isnumeric() and not sign.isdecimal())


def _promises(text: str) -> Iterator[str]:
    lowered = f"{text.lower()} "
    for promise in load_words().promises:
        if promise in lowered and re.search(rf"\b{re.escape(promise)}", lowered):
            yield promise
