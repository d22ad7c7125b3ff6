"""The embedded reader: fitted gram models over statements, no network, about a millisecond a posting."""

from __future__ import annotations

from math import exp

import numpy as np
import numpy.typing as npt

from auditor.posting import WORK_SECTIONS, Posting, Segmentation
from auditor.readers.base import Provenance, ReaderAnswer
from auditor.readers.offline.answers import answer
from auditor.readers.offline.cues import vote_numbers
from auditor.readers.offline.features import WorkGrams, work_grams
from auditor.readers.offline.model import Model, packaged_model
from auditor.readers.offline.scoring import Scores, score, second_features
from auditor.reading import Draft, DraftTag
from auditor.taxonomy import AI_ROLES, RoleId, load_taxonomy

__all__ = ["OfflineReader"]

Floats = npt.NDArray[np.floating]

ROLES = tuple(RoleId)
_SHOWS_WORK = 0.5
_ALSO_SHOWS = 0.3
_DEFENSIBLE = 0.2
_SECOND_JOB = float(np.log(0.2 / 0.8))
"""Log odds from which a second job is named: at 0.2, as missing one turns a partial verdict into a mismatch.

Of 0.15, 0.2, 0.25 and 0.3 it gave the best F1 of mismatch in cross-validation (benchmarks/crossval.py).
"""


class OfflineReader:
    """Reads with the packaged model, or with one that a benchmark fitted."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or packaged_model()

    @property
    def provenance(self) -> Provenance:
        """The offline reader with the version of its weights."""
        return Provenance(reader="offline", version=self._model.version)

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The draft for this posting, from its statements alone."""
        if not segmentation.statements:
            return ReaderAnswer(_nothing())
        grams = work_grams(posting.text, segmentation, self._model.numbers)
        scores = score(grams, self._model)
        order = np.argsort(-scores.roles, kind="stable")
        role, next_role = ROLES[order[0]], ROLES[order[1]]
        tagged = self._tagged(grams, scores)
        answers = answer(posting.text, segmentation, tagged, role, vote_numbers(scores.features, scores.roles))
        odds = self._second_odds(role, scores)
        draft = Draft(
            role=role,
            secondary_role=self._second_job(odds, segmentation, tagged),
            alternative_role=next_role if scores.roles[order[1]] >= _DEFENSIBLE else None,
            confidence=round(scores.confidence, 3),
            tags=tuple(DraftTag(statement=n, activity=name) for n, names in tagged.items() for name in names),
            facts=answers.facts,
            spec=answers.spec,
            chances=_chances(scores, odds),
        )
        return ReaderAnswer(draft)

    def _second_job(
        self, odds: dict[RoleId, float], segmentation: Segmentation, tagged: dict[int, list[str]]
    ) -> RoleId | None:
        """Another AI role with enough of the AI work to be a job of its own, and a line among the duties that shows it.

        What only the requirements name is no second job: asking for it may be the very mistake.
        """
        if not odds:
            return None
        best = max(odds, key=odds.__getitem__)
        duties = [tagged[s.number] for s in segmentation.in_sections(*WORK_SECTIONS) if s.number in tagged]
        shown = {load_taxonomy().role_of(name) for names in duties for name in names}
        return best if odds[best] >= _SECOND_JOB and (not duties or best in shown) else None

    def _second_odds(self, role: RoleId, scores: Scores) -> dict[RoleId, float]:
        """The log odds of each other AI role to be a second job; none beside `other`."""
        if role is RoleId.OTHER:
            return {}
        primary, weights = ROLES.index(role), self._model.arrays["second"]
        return {
            other: float(second_features(scores.features, scores.roles, primary, n) @ weights)
            for n, other in enumerate(AI_ROLES)
            if other is not role
        }

    def _tagged(self, grams: WorkGrams, scores: Scores) -> dict[int, list[str]]:
        """The activities of each statement that more likely than not speaks of work, by statement number."""
        speaking = np.flatnonzero(scores.tags[:, 0] <= 1 - _SHOWS_WORK)
        likely = scores.tags[speaking, 1:]
        total, firsts = likely.sum(axis=1), likely.argmax(axis=1)
        likely[np.arange(len(likely)), firsts] = -1
        seconds = likely.argmax(axis=1)
        shown_too = likely.max(axis=1) >= _ALSO_SHOWS * total
        tagged, names = {}, self._model.activities
        chosen = zip(speaking.tolist(), firsts.tolist(), seconds.tolist(), shown_too.tolist(), strict=True)
        for index, first, second, also in chosen:
            tagged[grams.statements[index].number] = [names[first], names[second]] if also else [names[first]]
        return tagged


def _chances(scores: Scores, odds: dict[RoleId, float]) -> dict[RoleId, float]:
    """The probability of each role to be the posting's role or its second job."""
    second = {role: 1 / (1 + exp(-odd)) for role, odd in odds.items()}
    likely = scores.roles.tolist()
    return {role: round(min(1.0, p + second.get(role, 0.0)), 3) for role, p in zip(ROLES, likely, strict=True)}


def _nothing() -> Draft:
    return Draft(role=None, secondary_role=None, alternative_role=None, confidence=0.0, tags=(), facts={}, spec={})
