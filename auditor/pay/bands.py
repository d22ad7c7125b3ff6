"""The guide's pay bands, by level, region and engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.pay.model import Component, Period
from auditor.taxonomy import RoleId

__all__ = ["Band", "BandTable", "bands_from", "load_bands"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _LevelRow(_Row):
    years: tuple[int, ...] = Field(max_length=2)


class _BandRow(_Row):
    base: tuple[float, float]
    total: tuple[float, float] | None = None
    open: bool = False

    @model_validator(mode="after")
    def _rising(self) -> _BandRow:
        if any(pair is not None and not 0 < pair[0] < pair[1] for pair in (self.base, self.total)):
            raise ValueError("a band must rise from its first figure to its second")
        return self


class _TableRow(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)
    period: Period
    __pydantic_extra__: dict[str, _BandRow]


class _BandsFile(_Row):
    version: str
    source: str = Field(min_length=1)
    currency: str = Field(pattern="^[A-Z]{3}$")
    role: RoleId
    levels: dict[str, _LevelRow]
    regions: dict[str, tuple[str, ...]]
    full_time: dict[str, _TableRow]
    contract: dict[str, _TableRow]

    @model_validator(mode="after")
    def _known(self) -> _BandsFile:
        for tables in (self.full_time, self.contract):
            for region, table in tables.items():
                unknown = set(table.__pydantic_extra__) - set(self.levels)
                if region not in self.regions or unknown:
                    raise ValueError(f"unknown region or level in {region}: {', '.join(sorted(unknown)) or region}")
        return self


@dataclass(frozen=True, slots=True)
class Band:
    """What one or several neighbouring levels are paid; `open_ended` means that more is paid at the top."""

    levels: tuple[str, ...]
    region: str
    period: Period
    component: Component
    currency: str
    minimum: float
    maximum: float
    open_ended: bool


@dataclass(frozen=True, slots=True)
class BandTable:
    """All bands of the role that the guide prices; `years` maps a level to its half-open range of years."""

    role: RoleId
    source: str
    levels: tuple[str, ...]
    years: Mapping[str, tuple[int, ...]]
    regions: Mapping[str, tuple[str, ...]]
    full_time: tuple[Band, ...]
    contract: tuple[Band, ...]

    def level_of(self, years: int) -> str | None:
        """The level that so many years of experience stand for; None below the lowest."""
        for level, (first, *last) in ((name, span) for name, span in self.years.items() if span):
            if first <= years and (not last or years < last[0]):
                return level
        return None

    def band(
        self, countries: Iterable[str], levels: Iterable[str], component: Component, *, contract: bool
    ) -> Band | None:
        """The band that spans the levels where all countries belong to one region; None when the guide has none."""
        wanted, places = set(levels), set(countries)
        found = [
            band
            for band in (self.contract if contract else self.full_time)
            if band.component is component
            and wanted.issuperset(band.levels)
            and places.issubset(self.regions[band.region])
        ]
        if not places or not found or {level for band in found for level in band.levels} != wanted:
            return None
        return _joined(found)


def _joined(bands: list[Band]) -> Band:
    first, top = bands[0], max(bands, key=lambda band: band.maximum)
    return Band(
        levels=tuple(level for band in bands for level in band.levels),
        region=first.region,
        period=first.period,
        component=first.component,
        currency=first.currency,
        minimum=min(band.minimum for band in bands),
        maximum=top.maximum,
        open_ended=top.open_ended,
    )


def bands_from(data: dict[str, Any], name: str = "bands.toml") -> BandTable:
    """The checked bands of a parsed file of this name.

    Raises:
        DataError: the file breaks a rule; the message names the place.
    """
    try:
        file = _BandsFile.model_validate(data)
    except ValidationError as error:
        raise DataError(f"{name}: {first_fault(error, 'bands')}", "Correct the data file.") from error
    return BandTable(
        role=file.role,
        source=file.source,
        levels=tuple(file.levels),
        years={name: row.years for name, row in file.levels.items()},
        regions=dict(file.regions),
        full_time=_bands(file.full_time, file.currency),
        contract=_bands(file.contract, file.currency),
    )


def _bands(tables: Mapping[str, _TableRow], currency: str) -> tuple[Band, ...]:
    return tuple(
        Band((level,), region, table.period, component, currency, pair[0], pair[1], row.open)
        for region, table in tables.items()
        for level, row in table.__pydantic_extra__.items()
        for component, pair in ((Component.BASE, row.base), (Component.TOTAL, row.total))
        if pair is not None
    )


@cache
def load_bands() -> BandTable:
    """The packaged bands, loaded once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return bands_from(packaged_toml("auditor.pay", "bands.toml"))
