"""Whether language models are configured, reachable and working. Never says a key or part of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from auditor.errors import AuditorError, MissingKeyError, ReaderError
from auditor.posting import Posting
from auditor.readers.llm.models import Models
from auditor.readers.llm.provider import (
    BASE_URL_KEY,
    LISTING_SECONDS,
    NO_KEY,
    PROVIDERS,
    Target,
    target_named,
)
from auditor.readers.llm.reader import LlmReader
from auditor.segment import segment

__all__ = ["SAMPLE", "Check", "Health", "provider_checks", "reading_check"]

Health = Literal["ok", "off", "failed"]
"""`off`: not configured, or not asked."""

SAMPLE = Posting(
    "LLM Application Developer",
    """Ferrywell schedules harbour pilots.

What you will do
- Connect the pilots' hand-over notes to a hosted LLM API
- Keep the prompts under test

What you bring
- Python
""",
)
"""What a reader under examination is asked to read."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what to do about it (empty when there is nothing to do)."""

    name: str
    health: Health
    found: str
    hint: str = ""


def provider_checks(environment: Mapping[str, str], models: Models, online: bool) -> list[Check]:
    """For every provider whether it has a key and, when it may be asked, whether it lists models."""
    return [_provider_check(name, environment, models, online) for name in PROVIDERS]


def _provider_check(name: str, environment: Mapping[str, str], models: Models, online: bool) -> Check:
    variable = PROVIDERS[name].key_variable
    try:
        target = target_named(f"{name}/{models.defaults.get(name, 'any')}", environment, None, LISTING_SECONDS, models)
    except MissingKeyError as error:
        return Check(name, "off", f"{variable} is not set", error.hint)
    except ReaderError as error:
        return Check(name, "failed", f"{variable} is set; {error.message}", error.hint)
    configured = f"{variable} is set" if variable else "needs no key"
    if not online:
        return Check(name, "off" if variable is None else "ok", f"{configured}; not asked")
    check = _reachable(name, target, configured)
    # nobody configured a local server that needs no key: when there is none, nothing is wrong
    return replace(check, health="off") if variable is None and check.health == "failed" else check


def _reachable(name: str, target: Target, configured: str) -> Check:
    from auditor.readers.llm.client import served_models

    try:
        count = len(served_models(target))
    except ReaderError as error:
        return Check(name, "failed", f"{configured}; {error.message}", error.hint)
    return Check(name, "ok", f"{configured}; reachable, {count} models")


def reading_check(reader: LlmReader) -> Check:
    """Whether the reader reads the sample posting: what it said, took and cost, or why it did not."""
    target = reader.target
    named = f"{target.name} at {target.base_url}, {_key_said(target)}"
    try:
        answer = reader.read(SAMPLE, segment(SAMPLE.text, SAMPLE.title))
    except AuditorError as error:
        return Check("reading", "failed", f"{named}: {error.message}", error.hint)
    usage = answer.usage
    took = f"{usage.seconds:.1f} s, {usage.input_tokens} tokens in, {usage.output_tokens} out" if usage else "no usage"
    return Check("reading", "ok", f"{named}: read a sample posting as {answer.draft.role or 'unclear'} ({took})")


def _key_said(target: Target) -> str:
    own = target.base_url == target.service.base_url
    variable = target.service.key_variable if own else BASE_URL_KEY
    return "without a key" if target.key == NO_KEY else f"with the key of {variable}"
