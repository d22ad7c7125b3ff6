from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from auditor.errors import DataError
from auditor.pay import Component
from auditor.pay.bands import bands_from, load_bands
from auditor.pay.transparency import load_transparency, transparency_from


def data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("auditor.pay").joinpath("data", name).read_text("utf-8"))


def test_bands_of_the_guide() -> None:
    table = load_bands()
    full = table.band(["US"], ["senior"], Component.TOTAL, contract=False)
    assert full is not None
    assert (full.minimum, full.maximum, full.open_ended) == (350000, 500000, True)
    both = table.band(["CA", "US"], ["mid", "senior"], Component.BASE, contract=True)
    assert both is not None
    assert (both.minimum, both.maximum, both.levels) == (100, 200, ("mid", "senior"))


@pytest.mark.parametrize(
    ("countries", "levels", "contract"),
    [([], ["mid"], False), (["CA"], ["mid"], False), (["US", "PL"], ["mid"], True), (["US"], ["staff"], True)],
)
def test_no_band_is_borrowed(countries: list[str], levels: list[str], contract: bool) -> None:
    assert load_bands().band(countries, levels, Component.BASE, contract=contract) is None


def test_levels_by_years_are_half_open() -> None:
    table = load_bands()
    assert [table.level_of(years) for years in (0, 1, 2, 3, 5, 6, 9, 10, 30)] == [
        None, "junior", "junior", "mid", "mid", "senior", "senior", "staff", "staff",
    ]  # fmt: skip


def test_a_band_that_falls_and_an_unknown_level_are_refused() -> None:
    falling, unknown = data("bands.toml"), data("bands.toml")
    falling["full_time"]["us"]["mid"]["base"] = [240000, 190000]
    unknown["contract"]["us_canada"]["wizard"] = {"base": [1, 2]}
    for broken in (falling, unknown):
        with pytest.raises(DataError):
            bands_from(broken)


def test_every_row_of_the_law_cites_a_source_and_none_is_verified_yet() -> None:
    table = load_transparency()
    assert len(table.rows) == 13
    assert {row.standing for row in table.rows} == {"not verified"}
    assert [row.place for row in table.for_places(["PL", "US-NY"])] == ["US-NY", "EU"]
    assert table.for_places(["US", "US-TX", "GB"]) == ()


def test_a_row_without_a_source_is_refused_and_a_checked_one_says_when() -> None:
    broken, checked = data("transparency.toml"), data("transparency.toml")
    broken["rows"][0]["source"] = ""
    with pytest.raises(DataError, match=r"rows\.0\.source"):
        transparency_from(broken)
    checked["rows"][0]["verified_on"] = "2027-01-31"
    assert transparency_from(checked).rows[0].standing == "checked on 2027-01-31"
