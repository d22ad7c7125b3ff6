import numpy as np
import pytest

from auditor.evaluation.bootstrap import RESAMPLES, interval, point, ratio, resampled_sums


def test_the_first_sum_is_over_all_and_every_resample_draws_as_many() -> None:
    sums = resampled_sums({"n": np.ones(37), "x": np.arange(37.0)})
    assert sums["n"].shape == (RESAMPLES + 1,)
    assert (sums["n"] == 37).all()
    assert sums["x"][0] == 36 * 37 / 2
    assert len(set(sums["x"])) > 100


def test_an_interval_of_a_share_has_the_binomial_width() -> None:
    right = np.repeat([1.0, 0.0], 200)
    sums = resampled_sums({"n": np.ones(400), "right": right})
    low, high = interval(ratio(sums["right"], sums["n"])) or (0, 0)
    half = 1.96 * (0.25 / 400) ** 0.5
    assert low == pytest.approx(0.5 - half, abs=0.008)
    assert high == pytest.approx(0.5 + half, abs=0.008)


def test_columns_are_drawn_together() -> None:
    values = np.random.default_rng(1).random(50)
    sums = resampled_sums({"x": values, "double": 2 * values})
    np.testing.assert_allclose(sums["double"], 2 * sums["x"])


def test_a_quotient_without_a_divisor_is_no_score() -> None:
    values = ratio(np.array([0.0, 1.0, 0.0]), np.array([0.0, 2.0, 0.0]))
    assert point(values) is None
    assert interval(values) is None
    assert interval(np.array([0.25, np.nan, 0.5, 0.5])) == (0.5, 0.5)


def test_no_rows_give_sums_of_zero() -> None:
    assert (resampled_sums({"n": np.zeros(0)})["n"] == 0).all()
