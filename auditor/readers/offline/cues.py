"""Answers from phrase cues: a posting's phrases and tags, weighed by a small fitted linear model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from auditor.errors import DataError
from auditor.posting import Section
from auditor.readers.offline.phrases import Phrasebook, Phrased
from auditor.taxonomy import RoleId

__all__ = ["GROUPS", "CueModel", "CueTable", "Weighed", "packaged_cues", "posting_cues", "vote_numbers", "weigh"]

GROUPS = {
    Section.DUTIES: "work",
    Section.SUMMARY: "work",
    Section.REQUIREMENTS: "asked",
    Section.NICE_TO_HAVE: "asked",
    Section.COMPANY: "about",
    Section.OTHER: "about",
}
"""Sections whose phrases mean the same; pay, benefits and legal text say nothing about the work."""

_PLACES = {section: [*dict.fromkeys(GROUPS.values())].index(group) for section, group in GROUPS.items()}
_FEW, _SEVERAL = 2, 4
_UNIT = 10_000
"""Weights are written with at most four decimals: in whole units their sums do not depend on an order."""
_VOTES = 36
"""How many of the reader's features speak of the statements' votes; the rest are other models' roles."""
_FLOOR = 0.01

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class CueModel:
    """`weights` maps group -> phrase (or cue of the posting) -> one weight a column; a column is question and value.

    `columns` are (question, value) pairs; `bias` has one number a column; `of_votes` (numbers, columns) weighs what
    `vote_numbers` gives.
    """

    columns: tuple[tuple[str, str], ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[str, tuple[tuple[int, float], ...]]]
    of_votes: Floats


@dataclass(frozen=True, slots=True)
class CueTable:
    """A model's weights in units by the places of a book's phrases: shape (groups, phrases, columns)."""

    model: CueModel
    book: Phrasebook
    weights: Integers

    @classmethod
    def of(cls, model: CueModel, names: frozenset[str]) -> CueTable:
        """The table of a model, over a book that has the names too."""
        groups = [model.weights.get(group, {}) for group in dict.fromkeys(GROUPS.values())]
        book = Phrasebook.of((phrase for cells in groups for phrase in cells), names)
        weights = np.zeros((len(groups), len(book.phrases), len(model.columns)), dtype=np.int64)
        for cues, table in zip(groups, weights, strict=True):
            for place, phrase in enumerate(book.phrases):
                for column, weight in cues.get(phrase, ()):
                    table[place, column] = round(_UNIT * weight)
        return cls(model, book, weights)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Log odds by question and value, and what each statement adds to them by its phrases, in units.

    `numbers` and `shown` run in parallel: the number of a statement, and what one of its phrases adds by column.
    """

    odds: Mapping[tuple[str, str], float]
    numbers: Integers
    shown: Integers

    def best(self, question: str) -> str:
        """The likeliest value of a question."""
        return max((c for c in self.odds if c[0] == question), key=self.odds.__getitem__)[1]

    def strongest(self, question: str, value: str) -> list[int]:
        """Numbers of the statements that speak for a value, those that speak most first."""
        column = [*self.odds].index((question, value))
        added = np.bincount(self.numbers, weights=self.shown[:, column]).tolist()
        return [number for _, number in sorted((-units, number) for number, units in enumerate(added) if units > 0)]


def posting_cues(tagged: Mapping[int, Sequence[str]], role: RoleId, named: Mapping[str, int]) -> Iterator[str]:
    """Cues of the posting as a whole: its role, how often an activity was tagged, how many names of a kind it has."""
    yield f"role {role}"
    counts: dict[str, int] = {}
    for activities in tagged.values():
        for activity in activities:
            counts[activity] = counts.get(activity, 0) + 1
    for name, count in (counts | dict(named)).items():
        yield from (f"{name} {least}+" for least in (1, _FEW, _SEVERAL) if count >= least)


def vote_numbers(features: Floats, roles: Floats) -> Floats:
    """What the reader's models say of a posting: its statements' votes by role, and the logs of its roles' chances.

    `features` are those of `scoring.final_features`, `roles` (5,) the probabilities of the posting's role.
    """
    return np.concatenate([features[:_VOTES], np.log(roles + _FLOOR)])


def weigh(table: CueTable, phrased: Phrased, whole: Iterable[str], votes: Floats) -> Weighed:
    """The odds of every answer; a phrase counts once a posting, at the first statement of its group that has it.

    All statements are of a section that has a group; `whole` are the cues of the posting as a whole, `votes` its
    `vote_numbers`.
    """
    weights, columns = table.model.weights["posting"], table.model.columns
    units = [round(_UNIT * weight) for weight in table.model.bias]
    for cue in whole:
        for column, weight in weights.get(cue, ()):
            units[column] += round(_UNIT * weight)
    groups = np.array([_PLACES[s.section] for s in phrased.statements], dtype=np.int64)
    cells = groups[phrased.owners] * len(table.book.phrases) + phrased.phrases
    counted, first = np.unique(cells, return_index=True)
    shown = table.weights.reshape(-1, len(columns))[counted]
    numbers = np.array([s.number for s in phrased.statements], dtype=np.int64)[phrased.owners[first]]
    odds = (np.array(units) + shown.sum(axis=0)) / _UNIT + votes @ table.model.of_votes
    return Weighed(dict(zip(columns, odds.tolist(), strict=True)), numbers, shown)


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
        weights = {group: _cells(cues) for group, cues in raw["weights"].items()}
        return CueModel(columns, tuple(raw["bias"]), weights, np.array(raw["of_votes"]))
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"answers.json: {error}", "Fit it again (python -m benchmarks.fit_answers).") from error


def _cells(cues: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, tuple[tuple[int, float], ...]]:
    return {cue: tuple((int(column), weight) for column, weight in cells) for cue, cells in cues.items()}
