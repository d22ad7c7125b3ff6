"""The offline reader's fitted weights and how they are kept in one data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from auditor.errors import DataError

__all__ = ["Model", "load_model", "packaged_model", "save_model"]

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_WEIGHTS = "reader.npz"
_PROVENANCE = "reader.json"
_SCALE = "_scale"
_STEPS, _TINY = 127, 1e-9


@dataclass(frozen=True, slots=True)
class Model:
    """Linear models over grams, and the small model that weighs their answers.

    `keys` (grams,) sorted; every matrix over grams has one row a key. `tags` (grams, 1 + activities) scores a
    statement's activities, column 0 for none, `tag_sections` (4, 1 + activities) adds the section's; `votes` and
    `near_votes` (grams, 6) score whose work a statement is (five roles, then none) by its own grams and by its
    neighbours'; `topic` (grams, 5) scores the posting's role over weighted grams, `idf` (grams,) their weight.
    `final` (features, 5) weighs the lot after `centre` and `spread`; `answers` holds further small models by name.
    """

    version: str
    stems: tuple[str, ...]
    numbers: Mapping[str, int]
    activities: tuple[str, ...]
    keys: Integers
    arrays: Mapping[str, Floats]


def save_model(model: Model, folder: Path, provenance: Mapping[str, Any]) -> None:
    """Writes the weights and their provenance into a folder, the same bytes for the same model.

    Weights of grams are rounded to 255 steps a column, which moves no decision by more than rounding does.
    """
    packed: dict[str, npt.NDArray[Any]] = {}
    for name, array in model.arrays.items():
        if len(array) == len(model.keys) and array.ndim > 1:
            scale = np.abs(array).max(axis=0) / _STEPS + _TINY
            packed[name], packed[name + _SCALE] = np.round(array / scale).astype(np.int8), scale.astype(np.float32)
        else:
            packed[name] = array.astype(np.float32)
    np.savez_compressed(folder / _WEIGHTS, allow_pickle=False, keys=model.keys, **packed)
    about = {"version": model.version, **provenance, "activities": model.activities, "stems": " ".join(model.stems)}
    (folder / _PROVENANCE).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _unpacked(packed: Mapping[str, npt.NDArray[Any]], name: str) -> Floats:
    array = packed[name].astype(np.float32)
    return array * packed[name + _SCALE] if name + _SCALE in packed else array


def load_model(weights: bytes, about: str) -> Model:
    """The model from the contents of its two files.

    Raises:
        DataError: the files do not fit each other.
    """
    facts = json.loads(about)
    stems = tuple(facts["stems"].split(" "))
    with np.load(BytesIO(weights), allow_pickle=False) as packed:
        arrays = {name: _unpacked(packed, name) for name in packed.files if not name.endswith(("keys", _SCALE))}
        keys = packed["keys"].astype(np.int64)
    if len(arrays["topic"]) != len(keys):
        raise DataError("the offline reader's weights do not fit their keys", "Fit the reader again.")
    return Model(
        version=facts["version"],
        stems=stems,
        numbers={stem: number for number, stem in enumerate(stems, start=1)},
        activities=tuple(facts["activities"]),
        keys=keys,
        arrays=arrays,
    )


@cache
def packaged_model() -> Model:
    """The model that the package carries, loaded once.

    Raises:
        DataError: the packaged files do not fit each other.
    """
    data = resources.files("auditor.readers.offline").joinpath("data")
    return load_model(data.joinpath(_WEIGHTS).read_bytes(), data.joinpath(_PROVENANCE).read_text("utf-8"))
