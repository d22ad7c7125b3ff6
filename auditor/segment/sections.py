"""Which section each statement belongs to: its words, then its heading and neighbours, weighed by fitted models."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor.errors import DataError
from auditor.posting import Section
from auditor.segment.content import content_scores, cues_of, log_softmax, without_figures
from auditor.segment.context import SECTIONS, context_features, surroundings
from auditor.segment.pieces import Piece

__all__ = ["SectionModel", "section_model", "sections_of"]

_FILE = "sections.json"
_OPTIONAL = re.compile(
    r"\b(?:a|big|huge|strong|definite|major|great) (?:plus|bonus|advantage)\b|\ban? (?:added )?(?:advantage|asset)\b"
    r"|\b(?:nice|good)[ -]to[ -]have\b|\bbonus points?\b"
    r"|\bnot (?:strictly )?(?:required|mandatory|essential)\b|\badvantageous\b"
    r"|\b(?:preferred|desirable|desired|beneficial|optional)\W*$"
)
_OPTIONAL_OPENERS = frozenset({"^preferably", "^ideally", "^bonus"})
_OPTIONAL_WORDS = frozenset(
    """plus bonus advantage asset nice good required mandatory essential advantageous preferred desirable desired
    beneficial optional""".split()  # noqa: SIM905
)
_MANDATORY = re.compile(r"(?<!not )(?<!strictly )\b(?:required|mandatory|must)\b")


class SectionModel(NamedTuple):
    """Fitted weights: of cues, shape (cues, sections), and of each context pass, shape (features, sections)."""

    vocabulary: dict[str, int]
    cues: npt.NDArray[np.int32]
    context: tuple[npt.NDArray[np.float64], ...]


def sections_of(low: str, pieces: list[Piece]) -> list[Section]:
    """The section of every piece that is no heading."""
    cues = cues_of(without_figures(low), pieces)
    if not cues:
        return []
    model = section_model()
    scores = content_scores(cues, model.vocabulary, model.cues)
    around = surroundings(pieces)
    for weights in model.context:
        scores = log_softmax(context_features(scores, around) @ weights)
    statements = (piece for piece in pieces if piece.heading is None)
    return [
        _softened(low, piece, SECTIONS[number], own)
        for piece, number, own in zip(statements, scores.argmax(axis=1).tolist(), cues, strict=True)
    ]


def _softened(low: str, piece: Piece, section: Section, cues: set[str]) -> Section:
    """A requirement that says of itself that it is not one is nice to have."""
    if section is not Section.REQUIREMENTS:
        return section
    optional = not _OPTIONAL_OPENERS.isdisjoint(cues)
    if not optional and not _OPTIONAL_WORDS.isdisjoint(cues):
        optional = _OPTIONAL.search(low, piece.start, piece.end) is not None
    return Section.NICE_TO_HAVE if optional and not _MANDATORY.search(low, piece.start, piece.end) else section


@cache
def section_model() -> SectionModel:
    """The fitted model of this package.

    A cue's weights are one string of whole numbers: a tenth of the values to parse, at every start.

    Raises:
        DataError: it was fitted for other sections than those of today.
    """
    data = json.loads(resources.files(__package__).joinpath("data", _FILE).read_text("utf-8"))
    if data["sections"] != [section.value for section in SECTIONS]:
        raise DataError(f"{_FILE} was fitted for other sections", "Run python -m benchmarks.fit_sections again.")
    cues = np.fromstring(" ".join(data["cues"].values()), dtype=np.int32, sep=" ").reshape(-1, len(SECTIONS))
    context = tuple(np.array(weights, dtype=np.float64) for weights in data["context"])
    return SectionModel(dict(zip(data["cues"], range(len(cues)), strict=True)), cues, context)
