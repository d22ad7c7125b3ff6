"""Reader by the name given to `--reader`."""

from __future__ import annotations

import os
from collections.abc import Mapping

from auditor.readers.base import DEFAULT_SECONDS, Reader
from auditor.readers.offline import OfflineReader

__all__ = ["reader_named"]


def reader_named(
    name: str,
    base_url: str | None = None,
    seconds: float = DEFAULT_SECONDS,
    environment: Mapping[str, str] = os.environ,
) -> Reader:
    """The reader with this name: `offline`, `PROVIDER/MODEL`, or `auto`, a language model when a key is configured.

    Raises:
        UsageError: no reader has this name, or `auto` with a base URL, which names no model.
        MissingKeyError: the provider needs a key and the environment has none.
    """
    if name == "offline":
        return OfflineReader()
    from auditor.readers.llm import LlmReader, configured_target, target_named

    if name != "auto":
        return LlmReader(target_named(name, environment, base_url, seconds))
    target = configured_target(environment, base_url, seconds)
    return LlmReader(target) if target else OfflineReader()
