"""Which section each statement belongs to: its words, then its heading and neighbours, weighed by fitted models."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor.posting import Section
from auditor.segment.content import content_scores, cues_of, log_softmax, without_figures
from auditor.segment.context import SECTIONS, context_features, surroundings
from auditor.segment.pieces import Piece

__all__ = ["SectionModel", "section_model", "sections_of"]

_FILE = "sections.json"


class SectionModel(NamedTuple):
    """Fitted weights: of cues, shape (cues, sections), and of each context pass, shape (features, sections)."""

    vocabulary: dict[str, int]
    cues: npt.NDArray[np.float64]
    context: tuple[npt.NDArray[np.float64], ...]


def sections_of(low: str, pieces: list[Piece]) -> list[Section]:
    """The section of every piece that is no heading."""
    statements = [piece for piece in pieces if piece.heading is None]
    if not statements:
        return []
    model = section_model()
    worded = without_figures(low)
    scores = content_scores((cues_of(worded, piece) for piece in statements), model.vocabulary, model.cues)
    around = surroundings(pieces)
    for weights in model.context:
        scores = log_softmax(context_features(scores, around) @ weights)
    return [SECTIONS[number] for number in scores.argmax(axis=1).tolist()]


@cache
def section_model() -> SectionModel:
    """The fitted model of this package."""
    data = json.loads(resources.files(__package__).joinpath("data", _FILE).read_text("utf-8"))
    if data["sections"] != [section.value for section in SECTIONS]:
        raise ValueError(f"{_FILE} was fitted for other sections")
    cues = np.array(list(data["cues"].values()), dtype=np.float64) * np.float64(data["cue_unit"])
    context = tuple(np.array(weights, dtype=np.float64) for weights in data["context"])
    return SectionModel({cue: row for row, cue in enumerate(data["cues"])}, cues, context)
