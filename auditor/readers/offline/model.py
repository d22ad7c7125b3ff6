"""The offline reader's fitted weights and how they are kept in one data file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from auditor.errors import DataError
from auditor.numbering import Numbering
from auditor.readers.offline.stems import numbered
from auditor.taxonomy import RoleId, load_taxonomy

__all__ = ["Model", "load_model", "packaged_model", "save_model"]

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

WEIGHTS_FILE = "reader.npz"
PROVENANCE_FILE = "reader.json"
_REFIT = "Fit the reader again (python -m benchmarks.fit_reader)."
_SCALE = "_scale"
_STEPS, _TINY = 127, 1e-9


@dataclass(frozen=True, slots=True)
class Model:
    """Models over grams, and the small one that weighs their answers.

    `keys` (grams,) sorted; every matrix over grams has one row a key. `meaning` (grams, width) is summed over a
    statement, then `own`, `near` (width, hidden), `tag` (hidden, 1 + activities), `vote` (hidden, 5) and `gate`
    (hidden,) judge it; `topic` (grams, 5) scores the posting over grams weighted by `idf`; `final` (features, 5) weighs
    the lot after `centre` and `spread`; `second` (features,) finds a second job. `by_role` (activities, 5) says whose
    work an activity is.
    """

    version: str
    stems: tuple[str, ...]
    numbers: Numbering
    activities: tuple[str, ...]
    by_role: Floats
    keys: Integers
    arrays: Mapping[str, Floats]

    @classmethod
    def of(
        cls, version: str, stems: Sequence[str], activities: Sequence[str], keys: Integers, arrays: Mapping[str, Floats]
    ) -> Model:
        """A model of these parts, its look-ups derived.

        Raises:
            DataError: the taxonomy lacks one of the activities.
        """
        known = load_taxonomy().activities
        missing = sorted(set(activities) - set(known))
        if missing:
            raise DataError(
                f"the offline reader knows activities that the taxonomy lacks: {', '.join(missing)}", _REFIT
            )
        roles = [known[name].role or RoleId.OTHER for name in activities]
        by_role = np.array([[role is other for other in RoleId] for role in roles], dtype=np.float32)
        return cls(version, tuple(stems), numbered(stems), tuple(activities), by_role, keys, arrays)


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
    np.savez_compressed(folder / WEIGHTS_FILE, allow_pickle=False, keys=model.keys, **packed)
    about = {"version": model.version, **provenance, "activities": model.activities, "stems": " ".join(model.stems)}
    (folder / PROVENANCE_FILE).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


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
        raise DataError("the offline reader's weights do not fit their keys", _REFIT)
    return Model.of(facts["version"], stems, facts["activities"], keys, arrays)


@cache
def packaged_model() -> Model:
    """The model that the package carries, loaded once.

    Raises:
        DataError: the packaged files do not fit each other.
    """
    data = resources.files("auditor.readers.offline").joinpath("data")
    return load_model(data.joinpath(WEIGHTS_FILE).read_bytes(), data.joinpath(PROVENANCE_FILE).read_text("utf-8"))
