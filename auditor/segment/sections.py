"""Which section each statement belongs to: its words, then its heading and neighbours, weighed by fitted models."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor.errors import DataError
from auditor.posting import Section
from auditor.segment.content import CueTable, content_scores, log_softmax
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
_OPENER = re.compile(r"[^a-z0-9$€£%]*([a-z][a-z'+#]*)")
_OPTIONAL_OPENERS = frozenset({"preferably", "ideally", "bonus"})
_OPTIONAL_WORDS = frozenset(
    """plus bonus advantage asset nice good required mandatory essential advantageous preferred desirable desired
    beneficial optional""".split()  # noqa: SIM905
)
_SUBJECT = re.compile(
    r"\b(?:experience|skills?|knowledge|expertise|education|background|competenc\w+|tools|technolog\w+)\b"
)
_DEMAND = re.compile(r"\b(?:requir\w+|must|minimum|basic|core|essential|mandatory|need\w*|qualifications?|you|your)\b")
"""A heading with a word of the first kind and none of the second names a kind, not how much it counts."""
_MANDATORY = re.compile(r"(?<!not )(?<!strictly )\b(?:required|mandatory|must)\b")


class SectionModel(NamedTuple):
    """Fitted weights: of cues, and of each context pass, shape (features, sections).

    `optional` marks the numbers of words of which a requirement that is none has one.
    """

    cues: CueTable
    context: tuple[npt.NDArray[np.float64], ...]
    optional: npt.NDArray[np.bool_]


def sections_of(low: str, pieces: list[Piece]) -> list[Section]:
    """The section of every piece that is no heading."""
    statements = [piece for piece in pieces if piece.heading is None]
    if not statements:
        return []
    model = section_model()
    worded = model.cues.worded(low, statements)
    scores = content_scores(worded, model.cues)
    around = surroundings(pieces)
    for weights in model.context:
        scores = log_softmax(context_features(scores, around) @ weights)
    optional = worded.among(model.optional)
    return [
        _softened(low, piece, SECTIONS[section], number in optional, below)
        for number, (piece, section, below) in enumerate(
            zip(statements, scores.argmax(axis=1).tolist(), _wished(low, pieces), strict=True)
        )
    ]


def _wished(low: str, pieces: list[Piece]) -> list[bool]:
    """Whether each statement stands below a heading of wishes that has headings of its own under it.

    Only a heading of wishes after one of requirements, and that another one follows at once, has some; they are its
    own until one names another section, or says that it holds requirements.
    """
    wished: list[bool] = []
    demands = opened = inside = False
    for piece in pieces:
        if piece.heading is None:
            wished.append(inside)
            opened = False
            continue
        below = _is_subject(low, piece)
        inside = below and (inside or opened)
        opened = demands and (piece.heading.section is Section.NICE_TO_HAVE or (opened and below))
        demands = demands or piece.heading.section is Section.REQUIREMENTS
    return wished


def _is_subject(low: str, piece: Piece) -> bool:
    """Whether a heading tells what kind of thing stands below it and names no section of its own."""
    if piece.heading is None or piece.heading.section not in (None, Section.REQUIREMENTS):
        return False
    named = _SUBJECT.search(low, piece.start, piece.end) is not None or piece.heading.section is None
    return named and _DEMAND.search(low, piece.start, piece.end) is None


def _softened(low: str, piece: Piece, section: Section, optional: bool, wished: bool) -> Section:
    """A requirement that is not one by its own words, or by a heading over its heading, is nice to have.

    `optional` when one of its words can say so, `wished` when a heading does.
    """
    if section is not Section.REQUIREMENTS:
        return section
    if not wished and not _says_optional(low, piece, optional):
        return section
    return section if _MANDATORY.search(low, piece.start, piece.end) else Section.NICE_TO_HAVE


def _says_optional(low: str, piece: Piece, optional: bool) -> bool:
    opener = _OPENER.match(low, piece.start, piece.end)
    return bool(opener and opener[1] in _OPTIONAL_OPENERS) or (
        optional and _OPTIONAL.search(low, *piece[:2]) is not None
    )


@cache
def section_model() -> SectionModel:
    """The fitted model of this package.

    Words and numbers are one string each: a third of the time to parse, at every start.

    Raises:
        DataError: it was fitted for other sections than those of today.
    """
    data = json.loads(resources.files(__package__).joinpath("data", _FILE).read_text("utf-8"))
    if data["sections"] != [section.value for section in SECTIONS]:
        raise DataError(f"{_FILE} was fitted for other sections", "Run python -m benchmarks.fit_sections again.")
    weights = np.frombuffer(base64.b64decode(data["weights"]), dtype="<i2").reshape(-1, len(SECTIONS))
    words = {kind: words.split() for kind, words in data["cues"].items()}
    cues = CueTable.of(words, weights.astype(np.int32), also=sorted(_OPTIONAL_WORDS))
    optional = np.zeros(len(cues.numbers) + 1, dtype=bool)
    optional[[cues.numbers[word] for word in _OPTIONAL_WORDS]] = True
    return SectionModel(cues, tuple(np.array(passed, dtype=np.float64) for passed in data["context"]), optional)
