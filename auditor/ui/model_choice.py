"""Which language model the page may offer, where a posting would go, and what would be sent."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from auditor.errors import MissingKeyError, UsageError
from auditor.pipeline import ReadPosting
from auditor.readers import Estimate
from auditor.readers.llm import PROVIDERS, LlmReader, Target, configured_target, load_models, target_named
from auditor.readers.llm.provider import BASE_URL_KEY
from auditor.settings import Settings

__all__ = ["PROVIDER_NAMES", "about", "configured_model", "needs_key", "sent_sentence", "typed_model", "where"]

PROVIDER_NAMES = {"anthropic": "Anthropic", "openai": "OpenAI", "ollama": "Ollama"}
_LOCAL = ("127.0.0.1", "localhost", "::1")


def configured_model(settings: Settings, environment: Mapping[str, str]) -> Target | None:
    """The model that the settings name, or of the first provider with a key; None when nothing is configured.

    Raises:
        UsageError: the settings name a reader or a file of models that does not exist.
    """
    models = load_models(settings.models)
    try:
        if "/" in settings.reader:
            return target_named(settings.reader, environment, settings.base_url, settings.timeout, models)
    except MissingKeyError:
        return None
    return None if settings.base_url else configured_target(environment, settings.timeout, models)


def typed_model(provider: str, model: str, key: str, settings: Settings) -> Target:
    """The model that a user named, with the key that was typed for it.

    Raises:
        UsageError: no model was named, or there is no such provider.
        MissingKeyError: the provider needs a key and none was typed.
    """
    if not model.strip():
        raise UsageError("no model was named", "Type the model's name as the provider writes it.")
    variable = BASE_URL_KEY if settings.base_url else PROVIDERS[provider].key_variable
    environment = {variable: key} if variable else {}
    try:
        models = load_models(settings.models)
        return target_named(f"{provider}/{model.strip()}", environment, settings.base_url, settings.timeout, models)
    except MissingKeyError as error:
        raise MissingKeyError(error.message, "Type the key; it stays in this tab.") from error


def needs_key(provider: str, settings: Settings) -> bool:
    """Whether the provider answers nobody without a key."""
    return settings.base_url is None and PROVIDERS[provider].key_variable is not None


def where(target: Target) -> str:
    """Where a posting would go, in words."""
    parts = urlsplit(target.base_url)
    if parts.hostname in _LOCAL:
        return f"{PROVIDER_NAMES[target.provider]} on this machine ({parts.netloc})"
    if target.base_url != target.service.base_url:
        return f"the server at {parts.netloc}"
    return f"{PROVIDER_NAMES[target.provider]} ({parts.netloc})"


def sent_sentence(target: Target, read: ReadPosting) -> str:
    """What one click would send, to whom, and about how much it is."""
    estimate = LlmReader(target).estimate(read.posting, read.segmentation)
    count = len(read.segmentation.statements)
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"Sends the posting's {lines}, without its title, to {where(target)}: {about(estimate)}."


def about(*estimates: Estimate) -> str:
    """About how many tokens go out, and what they and the answers cost, where the price is known."""
    tokens = max(1, round(sum(estimate.input_tokens for estimate in estimates) / 100)) * 100
    known = [estimate.usd for estimate in estimates if estimate.usd is not None]
    cost = f"about {sum(known):.4f} USD" if len(known) == len(estimates) else "price unknown"
    return f"about {tokens:,} tokens; {cost}"
