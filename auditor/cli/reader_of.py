"""The reader that a command's settings name."""

from __future__ import annotations

from auditor.readers import Reader
from auditor.readers.select import reader_named
from auditor.settings import Settings

__all__ = ["reader_of"]


def reader_of(settings: Settings) -> Reader:
    """The reader, with the address, the deadline, the prices and the cache that are set for it.

    Raises:
        UsageError: no reader has this name, or a file of the settings cannot be used.
        ReaderError: the provider needs a key and the environment has none, or a server named for `auto` fails.
    """
    return reader_named(
        settings.reader, settings.base_url, settings.timeout, models=settings.models, cache=settings.cache
    )
