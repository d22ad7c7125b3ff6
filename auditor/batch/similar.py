"""Near-duplicates: postings whose text is another's with a few words changed, as a repost's is.

A text's sketch is a few band keys over the smallest hashes of its character windows (MinHash with banding). Texts that
share a band are candidates; a candidate counts once the longest common sequence of words says that both are nearly the
same. Everything is a function of the texts and their order, never of Python's seeded hashes.
Source: Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman and Ullman, "Mining of
Massive Datasets", chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["BANDS", "first_alike", "near_duplicates", "sketch"]

Words64 = npt.NDArray[np.uint64]

BANDS = 6
"""Band keys in a sketch."""
_SAME = 0.9
"""Share of words in common order from which two texts are one posting, posted again."""

_ROWS = 3
"""Smallest hashes in one band: of texts alike to a share s, about 1 - (1 - s**3)**6 become candidates."""
_WINDOW = 12
"""Bytes of a window: about two words."""
_FEWEST = 200
"""Windows below which a text is too short for its repetition to mean anything."""
_COMPARED = 3
"""Earliest candidates of each band that are compared: texts that share a company's boilerplate are many."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SEEDS = np.array(
    [(n * 0xD6E8FEB86659FD93 + 0x2545F4914F6CDD1D) % 2**64 | 1 for n in range(BANDS * _ROWS)], dtype=np.uint64
)


def sketch(text: str) -> tuple[int, ...]:
    """BANDS unsigned 64-bit keys; empty for a text too short to compare."""
    raw = np.frombuffer(" ".join(text.lower().split()).encode("utf-8", "replace"), dtype=np.uint8)
    if len(raw) < _FEWEST + _WINDOW:
        return ()
    kept = _sampled(_windows(raw))
    smallest = (kept[None, :] * _SEEDS[:, None]).min(axis=1)
    keys = np.zeros(BANDS, dtype=np.uint64)
    for part in smallest.reshape(BANDS, _ROWS).T:
        keys = _mixed(keys * _STEP + part)
    return tuple(keys.tolist())


def _windows(raw: npt.NDArray[np.uint8]) -> Words64:
    """A hash of every window of _WINDOW bytes."""
    wide = raw.astype(np.uint64)
    count = len(raw) - _WINDOW + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(_WINDOW):
        hashes = hashes * _STEP + wide[offset : offset + count]
    return _mixed(hashes)


def _sampled(hashes: Words64) -> Words64:
    """About an eighth of the hashes, the same ones in any text, so that minima are taken over fewer."""
    kept = hashes[(hashes & np.uint64(7)) == 0]
    return kept if len(kept) >= _ROWS else hashes


def _mixed(values: Words64) -> Words64:
    values = (values ^ (values >> np.uint64(31))) * _MIX
    return values ^ (values >> np.uint64(29))


def first_alike(keys: Words64) -> npt.NDArray[np.int64]:
    """For each place the first place with the same key; keys that are 0 are like no other."""
    order = np.argsort(keys, kind="stable")
    first = np.arange(len(keys), dtype=np.int64)
    for start, end in _runs(keys[order]):
        if keys[order[start]]:
            first[order[start:end]] = order[start]
    return first


def _runs(ordered: Words64) -> Iterable[tuple[int, int]]:
    """Ranges of equal values that are longer than one."""
    edges = np.flatnonzero(np.diff(ordered)) + 1
    bounds = [0, *edges.tolist(), len(ordered)]
    return ((start, end) for start, end in pairwise(bounds) if end - start > 1)


def near_duplicates(bands: Words64, text_of: Callable[[int], str]) -> dict[int, int]:
    """Place -> first place whose text is nearly the same, from band keys of shape (places, BANDS).

    A text that is itself a near-duplicate stands for nobody; `text_of` is asked for candidates only.
    """
    candidates = _candidates(bands)
    found: dict[int, int] = {}
    for place in sorted(candidates):
        words = text_of(place).lower().split()
        for earlier in sorted(candidates[place]):
            if earlier not in found and _alike(text_of(earlier).lower().split(), words):
                found[place] = earlier
                break
    return found


def _candidates(bands: Words64) -> dict[int, set[int]]:
    """Place -> the earliest places with which it shares a band."""
    candidates: dict[int, set[int]] = {}
    for keys in bands.T:
        order = np.argsort(keys, kind="stable")
        for start, end in _runs(keys[order]):
            if not keys[order[start]]:
                continue
            places = order[start:end].tolist()
            for index, place in enumerate(places[1:], start=1):
                candidates.setdefault(place, set()).update(places[: min(index, _COMPARED)])
    return candidates


def _alike(first: list[str], second: list[str]) -> bool:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(first, second, score_cutoff=_SAME) >= _SAME
