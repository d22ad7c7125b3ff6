"""Every cell of the tables of pay bands and of pay transparency decides something: changed, a finding or band does."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import pytest

from auditor.advice.band import market_bands
from auditor.assessment import Assessment
from auditor.errors import DataError
from auditor.facts.model import Engagement, EngagementFact, Places, YearsAsked
from auditor.pay import find_pay
from auditor.pay.bands import bands_from
from auditor.pay.transparency import transparency_from
from auditor.posting import Section, Span
from auditor.reading import Reading
from auditor.reports.pay_lines import pay_lines
from auditor.rules.no_pay_stated import NO_PAY_STATED
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, build_assessment, build_audit, build_reading, duty, line
from tests.guide.cells import Path, cells, changes

SERVES = duty("Serve the ranking model", "serves_models")
SPECIAL = duty("Serve it with vLLM on GPU clusters", "serves_models")
TELLING = ("US", "CA", "PL", "IN")
YEARS = (0, 1, 2, 3, 5, 6, 9, 10)


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("auditor.pay").joinpath("data", f"{name}.toml").read_text("utf-8"))


@cache
def priced() -> tuple[Assessment, ...]:
    """A posting of each number of years in each country that the guide prices, permanent and on contract."""
    plain, special = (build_reading((lines,), RoleId.AI_ENGINEER) for lines in (SERVES, SPECIAL))
    countries = {code for codes in table("bands")["regions"].values() for code in codes}
    kinds = [(plain, years) for years in YEARS] + [(special, years) for years in (3, 6)]
    return tuple(
        _engaged(reading, country, engagement, years)
        for country in sorted(countries)
        for engagement in (Engagement.PERMANENT, Engagement.CONTRACT)
        for reading, years in (kinds if country in TELLING else kinds[-1:])
    )


def _engaged(reading: Reading, country: str, engagement: Engagement, years: int) -> Assessment:
    facts = replace(
        VACANCY,
        places=Places((country,)),
        engagement=EngagementFact(engagement),
        years_asked=(YearsAsked(years, None, Span(0, 1)),),
    )
    return build_assessment(reading, read_title("MLOps Engineer"), facts=facts)


def bands(raw: dict[str, Any]) -> object:
    with pytest.MonkeyPatch.context() as patch:
        made = bands_from(raw)
        patch.setattr(sys.modules["auditor.assessment"], "load_bands", lambda: made)
        return made.source, [market_bands(assessment) for assessment in priced()]


@cache
def unpaid() -> tuple[Assessment, ...]:
    """A posting in each place of the table, one without pay and one without an end of it, also of a remote job."""
    rows = table("transparency")
    members = [code for codes in rows["members"].values() for code in codes]
    found = []
    for said in ("A team of six", "Pay: from $150,000 a year"):
        reading = build_reading((SERVES, line(Section.PAY, said)), RoleId.AI_ENGINEER)
        pay = find_pay(reading.posting.text, "US")
        for code in [row["place"] for row in rows["rows"]] + members:
            for remote in (False, True):
                facts = replace(VACANCY, places=Places((code,), remote), pay=pay)
                found.append(build_assessment(reading, None, facts=facts))
    return tuple(found)


def disclosures(raw: dict[str, Any]) -> object:
    with pytest.MonkeyPatch.context() as patch:
        made = transparency_from(raw)
        for home in ("rules.no_pay_stated", "reports.pay_lines"):
            patch.setattr(sys.modules[f"auditor.{home}"], "load_transparency", lambda: made)
        return [(NO_PAY_STATED.findings(unpriced), pay_lines(build_audit(unpriced))) for unpriced in unpaid()]


@cache
def as_it_is(name: str) -> object:
    return {"bands": bands, "transparency": disclosures}[name](table(name))


def rows(name: str) -> list[Path]:
    return list(dict.fromkeys(path[:2] for path in cells(table(name))))


def idle(name: str, row: Path) -> list[Path]:
    """The cells of the row that can be changed without another outcome."""
    outcome, found = {"bands": bands, "transparency": disclosures}[name], []
    for path in (path for path in cells(table(name)) if path[:2] == row):
        decided = False
        for other in changes(table(name), path):
            try:
                decided = decided or outcome(other) != as_it_is(name)
            except DataError:
                continue
        if not decided:
            found.append(path)
    return found


@pytest.mark.parametrize("row", rows("bands"), ids=lambda row: ".".join(map(str, row)))
def test_every_cell_of_the_bands_decides(row: Path) -> None:
    assert idle("bands", row) == []


@pytest.mark.parametrize("row", rows("transparency"), ids=lambda row: ".".join(map(str, row)))
def test_every_cell_of_pay_transparency_decides(row: Path) -> None:
    assert idle("transparency", row) == []
