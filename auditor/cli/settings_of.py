"""The settings of this process: its flags, environment and working directory."""

from __future__ import annotations

import os
from pathlib import Path

from auditor.settings import Settings, load_settings

__all__ = ["settings_of"]


def settings_of(
    *,
    reader: str | None = None,
    profile: str | None = None,
    port: int | None = None,
    base_url: str | None = None,
    timeout: float | None = None,
    cache: Path | None = None,
    store: str | None = None,
    reviewer: str | None = None,
) -> Settings:
    """The settings with the given flags; None is a flag not given.

    Raises:
        UsageError: a value or auditor.toml cannot be used.
    """
    flags = {
        "reader": reader,
        "profile": profile,
        "port": port,
        "base_url": base_url,
        "timeout": timeout,
        "cache": cache,
        "store": store,
        "reviewer": reviewer,
    }
    return load_settings({k: v for k, v in flags.items() if v is not None}, os.environ, Path.cwd())
