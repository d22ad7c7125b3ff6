"""What a run is set to: flags, then environment, then files in the working directory, then defaults.

The files are auditor.toml and, under `[tool.auditor]`, pyproject.toml; what auditor.toml says wins. Their keys are
published as docs/schema/config.schema.json.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from auditor.errors import DataError, UsageError
from auditor.finding import Severity
from auditor.pay.bands import BandTable, bands_from
from auditor.policy import EVERYTHING, GUIDES_OWN, Policy
from auditor.readers.base import DEFAULT_SECONDS
from auditor.rules import ALL_RULES
from auditor.rules.thresholds import packaged_thresholds
from auditor.taxonomy import RoleId

__all__ = ["Configuration", "Settings", "load_settings"]

_CONFIG_FILE = "auditor.toml"
_PROJECT_FILE = "pyproject.toml"
_ENVIRONMENT = {
    "reader": "AUDITOR_READER",
    "profile": "AUDITOR_PROFILE",
    "port": "PORT",
    "base_url": "AUDITOR_BASE_URL",
    "timeout": "AUDITOR_TIMEOUT",
    "cache": "AUDITOR_CACHE",
    "models": "AUDITOR_MODELS",
    "store": "AUDITOR_STORE",
    "reviewer": "AUDITOR_REVIEWER",
}
_TABLES = ("severity", "thresholds", "waive", "aliases")
S = TypeVar("S", bound=BaseModel)
_CODES = ("select", "extend_select", "ignore")


@dataclass(frozen=True, slots=True)
class Settings:
    """Built once, at the start of a command.

    `port` is the web page's, 1 to 65535; `base_url` the address of a language model's server, None for the
    provider's own; `timeout` the seconds in which a language model has to answer about one posting; `cache` the folder
    in which its drafts are kept; `models` a file with default models and prices; `store` a file or URL where audits and
    decisions are kept, None for the user's own; `reviewer` who saves and decides; with `two_people`, nobody approves
    a posting of which they are the author; `policy` what the house decided about rules.
    """

    reader: str = "offline"
    profile: str = "guide"
    port: int = 8501
    base_url: str | None = None
    timeout: float = DEFAULT_SECONDS
    cache: Path | None = None
    models: Path | None = None
    store: str | None = None
    reviewer: str | None = None
    two_people: bool = False
    policy: Policy = GUIDES_OWN


def _checked_address(url: str) -> str:
    """The address as it was given. What is wrong with another is said without it: it may hold a key."""
    parts = urlsplit(url)
    if not (url.isascii() and url.isprintable()) or " " in url or "\\" in url:
        raise ValueError("has characters that no address has")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("is no address such as http://127.0.0.1:8080/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("may hold no name, password or key; the key goes into AUDITOR_API_KEY")
    return url


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reader: str | None = Field(default=None, min_length=1, description="who reads, as --reader")
    profile: str | None = Field(default=None, min_length=1, description="how titles are used: guide or market")
    port: int | None = Field(default=None, ge=1, le=65535, description="the web page's port")
    base_url: Annotated[str, AfterValidator(_checked_address)] | None = Field(
        default=None,
        description="where the language model is",
        json_schema_extra={"pattern": r"^https?://[^\s/@?#]+(/[^\s?#]*)?$"},
    )
    timeout: float | None = Field(default=None, gt=0, le=3600, description="seconds for a model's answer")
    cache: Path | None = Field(default=None, description="the folder in which a model's drafts are kept")
    models: Path | None = Field(default=None, description="a file with default models and prices")
    store: str | None = Field(default=None, min_length=1, description="where audits are saved: a file or a URL")
    reviewer: str | None = Field(default=None, min_length=1, max_length=100, description="who saves and decides")
    two_people: bool | None = Field(default=None, description="whether author and approver have to differ")


class Configuration(_Source):
    """The keys of auditor.toml and of `[tool.auditor]` in pyproject.toml."""

    select: tuple[str, ...] | None = Field(default=None, description="rules to run, by code or its beginning, or ALL")
    extend_select: tuple[str, ...] | None = Field(default=None, description="rules to run beside those on by default")
    ignore: tuple[str, ...] | None = Field(default=None, description="rules not to run, by code or its beginning")
    severity: dict[str, Severity] | None = Field(default=None, description="a rule's severity, by code or beginning")
    thresholds: dict[str, FiniteFloat] | None = Field(
        default=None, description="numbers that decide when a rule speaks"
    )
    waive: dict[str, str] | None = Field(default=None, description="a rule's code and why its finding may stand")
    aliases: dict[str, tuple[RoleId, ...]] | None = Field(
        default=None, description="a title of this house and the roles that it claims; none for no claim"
    )
    house_policy: str | None = Field(
        default=None, min_length=3, max_length=300, description="how titles are used here; shown, changes no verdict"
    )
    bands: Path | None = Field(default=None, description="a file with own pay bands, beside this one or absolute")
    inline_waivers: bool | None = Field(
        default=None,
        description="whether waivers in a posting's own text count; without it in `auditor audit`, not in a batch",
    )


def load_settings(flags: Mapping[str, Any], environment: Mapping[str, str], directory: Path) -> Settings:
    """The settings; a flag that is None was not given, an empty variable is not set.

    Raises:
        UsageError: a file cannot be read, has an unknown key, names an unknown rule, or a value cannot be used.
    """
    variables = {key: environment[name] for key, name in _ENVIRONMENT.items() if environment.get(name)}
    tools = _file(directory / _PROJECT_FILE).get("tool")
    project = tools.get("auditor", {}) if isinstance(tools, dict) else {}
    files: dict[str, Any] = {}
    for name, values in ((f"{_PROJECT_FILE} [tool.auditor]", project), (_CONFIG_FILE, _file(directory / _CONFIG_FILE))):
        read = _checked(Configuration, name, values).model_dump(exclude_none=True)
        _known_names(name, read)
        if "bands" in read:
            read["bands"] = _bands(directory / read["bands"])
        files |= read
    policy = _policy(files)
    merged = {key: value for key, value in files.items() if key in _Source.model_fields}
    for name, values in (("environment", variables), ("options", flags)):
        merged |= _checked(_Source, name, values).model_dump(exclude_none=True)
    return Settings(**merged, policy=policy)


def _policy(files: Mapping[str, Any]) -> Policy:
    chosen = {key: files[key] for key in (*_CODES, *_TABLES, "bands") if key in files}
    if "aliases" in chosen:
        chosen["aliases"] = {" ".join(title.split()).lower(): roles for title, roles in chosen["aliases"].items()}
    return Policy(**chosen, house=files.get("house_policy"), inline=files.get("inline_waivers"))


def _bands(path: Path) -> BandTable:
    if not path.is_file():
        raise UsageError(f"bands: there is no file {path.name}", "Name a TOML file, relative to the configuration.")
    try:
        return bands_from(_file(path), path.name)
    except DataError as error:
        raise UsageError(error.message, "Correct the file of pay bands; docs/configuration.md shows one.") from error


def _known_names(file: str, values: Mapping[str, Any]) -> None:
    codes = [rule.code for rule in ALL_RULES]
    for key in (*_CODES, "severity"):
        for prefix in values.get(key, ()):
            if prefix != EVERYTHING and not any(code.startswith(prefix) for code in codes if prefix):
                raise _unknown(f"{file}: {key}: no rule's code begins with {prefix!r}", prefix, codes)
    for code, reason in values.get("waive", {}).items():
        if code not in codes:
            raise _unknown(f"{file}: waive: no rule is called {code!r}", code, codes)
        if not reason.strip():
            raise UsageError(f"{file}: waive: {code} has no reason", "Say why its finding may stand.")
    for name in values.get("thresholds", {}):
        if name not in packaged_thresholds():
            raise _unknown(f"{file}: thresholds: nothing is called {name!r}", name, packaged_thresholds())


def _unknown(problem: str, name: str, known: Iterable[str]) -> UsageError:
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return UsageError(problem, f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(known)}.")


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} cannot be read: {error}", "Correct or remove the file.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path.name} is not TOML: {error}", 'Write lines such as reader = "offline".') from error


def _checked(model: type[S], name: str, values: Mapping[str, Any]) -> S:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else name
        known = ", ".join(model.model_fields)
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{name}: unknown key {key!r}", f"The keys are {known}.") from error
        place = f"{name}: {_ENVIRONMENT[key] if name == 'environment' else key}"
        said = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{place}: {said[:1].lower()}{said[1:]}", f"Correct {key}, or leave it out.") from error
