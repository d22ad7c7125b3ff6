"""Default models and prices: one dated data file, which a file of the user's may extend or override."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.errors import DataError, UsageError

__all__ = ["Models", "Price", "load_models"]

_FILE = Path(__file__).parent / "data" / "models.toml"
_MILLION = 1_000_000


class Price(BaseModel):
    """USD per million tokens. `cached` input came from the provider's prompt cache, `written` went into it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)
    written: float | None = Field(default=None, ge=0)
    source: str = ""

    def usd(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0, written_tokens: int = 0) -> float:
        """What the tokens cost; cached and written ones are among the input tokens, and cost as such when no price
        of their own is known.
        """
        plain = input_tokens - cached_tokens - written_tokens
        cached = self.input if self.cached is None else self.cached
        written = self.input if self.written is None else self.written
        micro = plain * self.input + cached_tokens * cached + written_tokens * written + output_tokens * self.output
        return round(micro / _MILLION, 6)

    def shared(self, share: float) -> Price:
        """The price times a share, as what a provider asks for requests that can wait."""
        changed = {name: getattr(self, name) for name in ("input", "output", "cached", "written")}
        return self.model_copy(update={name: usd * share for name, usd in changed.items() if usd is not None})


class Models(BaseModel):
    """`defaults` maps a provider to the model that `auto` asks, `prices` PROVIDER/MODEL to its price, as of a day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: datetime.date
    defaults: dict[str, str] = {}
    prices: dict[str, Price] = {}

    def price_of(self, provider: str, model: str) -> Price | None:
        """The model's price; None when it is unknown."""
        return self.prices.get(f"{provider}/{model}")


def load_models(overrides: Path | None = None) -> Models:
    """The packaged data, with what a file of the same shape replaces or adds.

    Raises:
        UsageError: the file cannot be read or has another shape.
        DataError: the packaged file is broken.
    """
    if overrides is None:
        return _packaged()
    try:
        own = _parsed(overrides)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{overrides} is no file of models: {_first_line(error)}",
            "Write as_of, [defaults] and [prices] as in auditor/readers/llm/data/models.toml.",
        ) from error
    base = _packaged()
    return Models(as_of=own.as_of, defaults=base.defaults | own.defaults, prices=base.prices | own.prices)


@cache
def _packaged() -> Models:
    try:
        return _parsed(_FILE)
    except (OSError, ValueError) as error:
        raise DataError(f"{_FILE.name}: {_first_line(error)}", "Install the auditor again.") from error


def _parsed(path: Path) -> Models:
    return Models.model_validate(tomllib.loads(path.read_text("utf-8-sig")))


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
    return (str(error) or type(error).__name__).splitlines()[0]
