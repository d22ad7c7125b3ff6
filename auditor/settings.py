"""What a run is set to: flags, then environment, then auditor.toml in the working directory, then defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.errors import UsageError
from auditor.readers.base import DEFAULT_SECONDS

__all__ = ["CONFIG_FILE", "Settings", "load_settings"]

CONFIG_FILE = "auditor.toml"
_ENVIRONMENT = {
    "reader": "AUDITOR_READER",
    "profile": "AUDITOR_PROFILE",
    "port": "PORT",
    "base_url": "AUDITOR_BASE_URL",
    "timeout": "AUDITOR_TIMEOUT",
    "cache": "AUDITOR_CACHE",
    "models": "AUDITOR_MODELS",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Built once, at the start of a command.

    `port` is the web page's, 1 to 65535; `base_url` the address of a language model's server, None for the
    provider's own; `timeout` the seconds in which a language model has to answer about one posting; `cache` the folder
    in which its drafts are kept; `models` a file with default models and prices.
    """

    reader: str = "offline"
    profile: str = "guide"
    port: int = 8501
    base_url: str | None = None
    timeout: float = DEFAULT_SECONDS
    cache: Path | None = None
    models: Path | None = None


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reader: str | None = Field(default=None, min_length=1)
    profile: str | None = Field(default=None, min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    base_url: str | None = Field(default=None, pattern=r"^https?://[^\s/@]+(/\S*)?$")
    timeout: float | None = Field(default=None, gt=0, le=3600)
    cache: Path | None = None
    models: Path | None = None


def load_settings(flags: Mapping[str, Any], environment: Mapping[str, str], directory: Path) -> Settings:
    """The settings; a flag that is None was not given, an empty variable is not set.

    Raises:
        UsageError: auditor.toml cannot be read, has an unknown key, or a value cannot be used.
    """
    variables = {key: environment[name] for key, name in _ENVIRONMENT.items() if environment.get(name)}
    named = ((CONFIG_FILE, _file(directory / CONFIG_FILE)), ("environment", variables), ("options", flags))
    merged: dict[str, Any] = {}
    for name, values in named:
        merged |= _checked(name, values).model_dump(exclude_none=True)
    return Settings(**merged)


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} cannot be read: {error}", "Correct or remove the file.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path.name} is not TOML: {error}", 'Write lines such as reader = "offline".') from error


def _checked(name: str, values: Mapping[str, Any]) -> _Source:
    try:
        return _Source.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        known = ", ".join(_Source.model_fields)
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{name}: unknown key {key!r}", f"The keys are {known}.") from error
        place = f"{name}: {_ENVIRONMENT[key] if name == 'environment' else key}"
        raise UsageError(f"{place}: {first['msg'].lower()}", f"Correct {key}, or leave it out.") from error
