"""The currencies that postings write, from the package's data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError

__all__ = ["Currencies", "currencies_from", "load_currencies"]


class _Code(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    yearly: float | None = Field(default=None, gt=0)


class _CurrenciesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    codes: dict[str, _Code] = Field(min_length=1)
    signs: dict[str, str]
    by_country: dict[str, dict[str, str]]

    @model_validator(mode="after")
    def _known_codes(self) -> _CurrenciesFile:
        named = {*self.signs.values(), *(code for table in self.by_country.values() for code in table.values())}
        unknown = sorted(named - set(self.codes))
        if unknown:
            raise ValueError(f"currencies without a row in codes: {', '.join(unknown)}")
        return self


@dataclass(frozen=True, slots=True)
class Currencies:
    """Which currency a sign or code means, and from which figure on an amount must be a year's.

    `yearly` holds a code only where such a figure exists.
    """

    codes: frozenset[str]
    yearly: dict[str, float]
    signs: dict[str, str]
    by_country: dict[str, dict[str, str]]

    def named(self, sign: str, country: str | None) -> str | None:
        """The ISO 4217 code of a sign or code in a country (ISO 3166 alpha-2); None when it stays open."""
        plain = "".join(sign.split())
        if plain.upper() in self.codes:
            return plain.upper()
        for spelling in (plain.upper(), plain.lower()):
            if spelling in self.signs:
                return self.signs[spelling]
            if spelling in self.by_country:
                return self.by_country[spelling].get(country or "")
        return None


def currencies_from(data: dict[str, Any]) -> Currencies:
    """The checked currencies of a parsed file.

    Raises:
        DataError: the file breaks a rule; the message names the place.
    """
    try:
        file = _CurrenciesFile.model_validate(data)
    except ValidationError as error:
        raise DataError(f"currencies.toml: {first_fault(error, 'currencies')}", "Correct the data file.") from error
    return Currencies(
        codes=frozenset(file.codes),
        yearly={code: row.yearly for code, row in file.codes.items() if row.yearly is not None},
        signs=file.signs,
        by_country=file.by_country,
    )


@cache
def load_currencies() -> Currencies:
    """The packaged currencies, loaded once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return currencies_from(packaged_toml("auditor.pay", "currencies.toml"))
