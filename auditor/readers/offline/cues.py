"""Answers from phrase cues: a posting's phrases and tags, weighed by a small fitted linear model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from string import ascii_lowercase, digits

from auditor.errors import DataError
from auditor.patterns import Alphabet
from auditor.posting import Section, Statement
from auditor.taxonomy import RoleId

__all__ = ["CueModel", "Phrased", "Weighed", "packaged_cues", "phrases_of", "posting_cues", "weigh"]

GROUPS = {
    Section.DUTIES: "work",
    Section.SUMMARY: "work",
    Section.REQUIREMENTS: "asked",
    Section.NICE_TO_HAVE: "asked",
    Section.COMPANY: "about",
    Section.OTHER: "about",
}
"""Sections whose phrases mean the same; pay, benefits and legal text say nothing about the work."""

_LETTERS_AND_DIGITS = Alphabet(ascii_lowercase + digits)
_FEW, _SEVERAL = 2, 4

Phrased = Sequence[tuple[Statement, set[str]]]
"""Statements with their phrases."""


@dataclass(frozen=True, slots=True)
class CueModel:
    """`weights` maps group -> phrase (or cue of the posting) -> one weight a column; a column is question and value.

    `columns` are (question, value) pairs; `bias` has one number a column.
    """

    columns: tuple[tuple[str, str], ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[str, tuple[tuple[int, float], ...]]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Log odds by question and value, and what each statement adds to them by its phrases."""

    odds: Mapping[tuple[str, str], float]
    shown: Mapping[tuple[str, str], Mapping[int, float]]

    def best(self, question: str) -> str:
        """The likeliest value of a question."""
        return max((c for c in self.odds if c[0] == question), key=self.odds.__getitem__)[1]

    def evidence(self, question: str, value: str, most: int) -> tuple[int, ...]:
        """Numbers of the statements that speak most for a value, in text order."""
        for_it = sorted((-weight, n) for n, weight in self.shown[question, value].items() if weight > 0)
        return tuple(sorted(n for _, n in for_it[:most]))


def phrases_of(text: str, known: frozenset[str] | None = None) -> set[str]:
    """Every word of lower-cased text and every two neighbours, or those of them that are `known`."""
    words = _LETTERS_AND_DIGITS.runs(text)
    if known is None:
        return {*words, *map(" ".join, pairwise(words))}
    return {*known.intersection(words), *known.intersection(map(" ".join, pairwise(words)))}


def posting_cues(tagged: Mapping[int, Sequence[str]], role: RoleId, named: Mapping[str, int]) -> Iterator[str]:
    """Cues of the posting as a whole: its role, how often an activity was tagged, how many names of a kind it has."""
    yield f"role {role}"
    counts: dict[str, int] = {}
    for activities in tagged.values():
        for activity in activities:
            counts[activity] = counts.get(activity, 0) + 1
    for name, count in (counts | dict(named)).items():
        yield from (f"{name} {least}+" for least in (1, _FEW, _SEVERAL) if count >= least)


def weigh(model: CueModel, phrased: Phrased, whole: Iterable[str]) -> Weighed:
    """The odds of every answer; a phrase counts once a posting, at the first statement of its group that has it."""
    odds = list(model.bias)
    shown: list[dict[int, float]] = [{} for _ in odds]
    for cue in whole:
        for column, weight in model.weights["posting"].get(cue, ()):
            odds[column] += weight
    seen: dict[str, set[str]] = {group: set() for group in model.weights}
    for statement, said in phrased:
        group = GROUPS.get(statement.section)
        if group is None:
            continue
        known = model.weights[group]
        found = (said & known.keys()) - seen[group]
        seen[group] |= found
        for phrase in sorted(found):
            for column, weight in known[phrase]:
                odds[column] += weight
                shown[column][statement.number] = shown[column].get(statement.number, 0.0) + weight
    return Weighed(dict(zip(model.columns, odds, strict=True)), dict(zip(model.columns, shown, strict=True)))


@cache
def packaged_cues() -> CueModel:
    """The fitted model in the package (benchmarks/fit_answers.py).

    Raises:
        DataError: the file is missing or does not fit.
    """
    try:
        file = resources.files("auditor.readers.offline").joinpath("data", "answers.json")
        raw = json.loads(file.read_text("utf-8"))
        columns = tuple((question, value) for question, value in raw["columns"])
        return CueModel(columns, tuple(raw["bias"]), {g: _cells(cues) for g, cues in raw["weights"].items()})
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"answers.json: {error}", "Fit it again (benchmarks/fit_answers.py).") from error


def _cells(cues: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, tuple[tuple[int, float], ...]]:
    return {cue: tuple((int(column), weight) for column, weight in cells) for cue, cells in cues.items()}
