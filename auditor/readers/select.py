"""Reader by the name given to `--reader`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.readers.base import DEFAULT_SECONDS, Reader
from auditor.readers.cached import CachedReader, DraftCache
from auditor.readers.offline import OfflineReader

if TYPE_CHECKING:
    from auditor.readers.llm import Target

__all__ = ["reader_named"]


def reader_named(
    name: str,
    base_url: str | None = None,
    seconds: float = DEFAULT_SECONDS,
    environment: Mapping[str, str] = os.environ,
    models: Path | None = None,
    cache: Path | None = None,
) -> Reader:
    """The reader with this name: `offline`, `PROVIDER/MODEL`, or `auto`, a language model when one is configured.

    `auto` asks the model that a server at the base URL has, or the default model of a provider that has a key.
    `models` is a file with default models and prices of the user's own, `cache` the folder in which a model's drafts
    are kept.

    Raises:
        UsageError: no reader has this name; for `auto`, the server has several models; a file cannot be used.
        ReaderError: the provider needs a key and the environment has none; for `auto`, the server does not answer.
    """
    if name == "offline":
        return OfflineReader()
    from auditor.readers.llm import LlmReader

    target = _target(name, base_url, seconds, environment, models)
    if target is None:
        return OfflineReader()
    reader = LlmReader(target)
    return CachedReader(reader, DraftCache(cache)) if cache else reader


def _target(
    name: str, base_url: str | None, seconds: float, environment: Mapping[str, str], models: Path | None
) -> Target | None:
    from auditor.readers.llm import configured_target, load_models, served_target, target_named

    known = load_models(models)
    if name != "auto":
        return target_named(name, environment, base_url, seconds, known)
    return served_target(environment, base_url, seconds) if base_url else configured_target(environment, seconds, known)
