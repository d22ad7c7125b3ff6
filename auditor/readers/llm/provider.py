"""Providers by name, and the one model that a reader is pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from auditor.errors import BadKeyError, MissingKeyError, UsageError
from auditor.readers.llm.models import Models, Price, load_models

__all__ = [
    "BASE_URL_KEY",
    "LISTING_SECONDS",
    "LONGEST_ANSWER",
    "NO_KEY",
    "PROVIDERS",
    "Provider",
    "Target",
    "configured_target",
    "target_named",
]

BASE_URL_KEY = "AUDITOR_API_KEY"
"""Variable with the key for `--base-url`: a provider's own key is never sent to another address."""

LISTING_SECONDS = 10.0
"""For a server to say which models it has."""

LONGEST_ANSWER = 8192
"""Tokens; an answer takes a few hundred, a reasoning model thinks in the same allowance."""

NO_KEY = "none"
"""Sent where no key is needed: both SDKs insist on one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A service: the protocol it speaks, where it is, and the variable with its key (None when it needs none).

    `temperature` is sent unless None.
    """

    protocol: Literal["openai", "anthropic"]
    base_url: str
    key_variable: str | None
    length_option: str = "max_tokens"
    temperature: float | None = None


PROVIDERS: Mapping[str, Provider] = {
    "anthropic": Provider("anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
    "openai": Provider("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", length_option="max_completion_tokens"),
    "ollama": Provider("openai", "http://127.0.0.1:11434/v1", None, temperature=0.0),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One model of one provider. `seconds` is the deadline for one posting, all retries and re-asks included.

    `price` is None when it is unknown, as at any address but the provider's own.
    """

    name: str
    provider: str
    model: str
    base_url: str
    key: str = field(repr=False)
    seconds: float
    price: Price | None = None

    @property
    def service(self) -> Provider:
        """The provider's row."""
        return PROVIDERS[self.provider]


def target_named(
    name: str, environment: Mapping[str, str], base_url: str | None, seconds: float, models: Models | None = None
) -> Target:
    """The target for `PROVIDER/MODEL`, with the key that the environment has for it.

    Raises:
        UsageError: not PROVIDER/MODEL, or no such provider.
        MissingKeyError: the provider needs a key and the environment has none.
        BadKeyError: the key cannot be sent.
    """
    provider, _, model = name.partition("/")
    if provider not in PROVIDERS or not model.strip():
        known = ", ".join(f"{known}/MODEL" for known in PROVIDERS)
        raise UsageError(f"no such reader: {name}", f"Use one of: offline, auto, {known}.")
    price = None if base_url else (models or load_models()).price_of(provider, model.strip())
    key = _key(provider, environment, base_url)
    return Target(name, provider, model.strip(), base_url or PROVIDERS[provider].base_url, key, seconds, price)


def _key(provider: str, environment: Mapping[str, str], base_url: str | None) -> str:
    variable = BASE_URL_KEY if base_url else PROVIDERS[provider].key_variable
    key = environment.get(variable, "").strip() if variable else ""
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise BadKeyError(
            f"the key for {provider} cannot be sent: it holds a space, a line break or a sign that no key has",
            "Copy the key again, whole and alone.",
        )
    if not key and variable and not base_url:
        raise MissingKeyError(
            f"there is no key for {provider}", f"Set {variable}, or use --reader offline, which needs none."
        )
    return key or NO_KEY


def configured_target(environment: Mapping[str, str], seconds: float, models: Models | None = None) -> Target | None:
    """What `auto` asks without a base URL: the default model of the first provider that has a key, or None."""
    known = models or load_models()
    for name, provider in PROVIDERS.items():
        variable, model = provider.key_variable, known.defaults.get(name)
        if model and variable and environment.get(variable, "").strip():
            return target_named(f"{name}/{model}", environment, None, seconds, known)
    return None
