"""Point estimates with 95% intervals by the percentile bootstrap over postings.

Every score is a function of column sums, so a resample is a vector of weights and all resamples are one matrix
product. Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from auditor.evaluation.columns import Columns

__all__ = ["RESAMPLES", "Floats", "Interval", "Sums", "interval", "point", "ratio", "resampled_sums"]

Floats = npt.NDArray[np.float64]
Sums = Mapping[str, Floats]
Interval = tuple[float, float]

RESAMPLES = 1000
_SEED = 20260101
_AT_ONCE = 1 << 21
"""Draws held in memory at a time."""
_DIGITS = 6


def resampled_sums(columns: Columns, resamples: int = RESAMPLES, seed: int = _SEED) -> Sums:
    """The sum of every column over all postings (element 0) and over each resample (the others)."""
    names = list(columns)
    matrix = np.column_stack([columns[name] for name in names])
    rows = [matrix.sum(axis=0)]
    rows += [chunk @ matrix for chunk in _weights(len(matrix), resamples, seed)]
    stacked = np.vstack(rows)
    return {name: stacked[:, number] for number, name in enumerate(names)}


def _weights(count: int, resamples: int, seed: int) -> list[Floats]:
    """How often each posting is drawn in each resample, in chunks of resamples."""
    if not count:
        return [np.zeros((resamples, 0))]
    rng = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // count)
    chunks = []
    for start in range(0, resamples, step):
        size = min(step, resamples - start)
        drawn = rng.integers(0, count, (size, count)) + count * np.arange(size)[:, None]
        chunks.append(np.bincount(drawn.ravel(), minlength=size * count).reshape(size, count).astype(np.float64))
    return chunks


def ratio(above: Floats, below: Floats) -> Floats:
    """The quotient, NaN where it has no meaning."""
    out = np.full(np.shape(above), np.nan)
    quotient: Floats = np.divide(above, below, out=out, where=below > 0)
    return quotient


def point(values: Floats) -> float | None:
    """The point estimate; None where it has no meaning."""
    return None if np.isnan(values[0]) else round(float(values[0]), _DIGITS)


def interval(values: Floats) -> Interval | None:
    """The 95% interval; None without a point estimate. Resamples in which the score has no meaning are left out."""
    drawn = values[1:][~np.isnan(values[1:])]
    if np.isnan(values[0]) or not len(drawn):
        return None
    low, high = np.percentile(drawn, (2.5, 97.5))
    return round(float(low), _DIGITS), round(float(high), _DIGITS)
