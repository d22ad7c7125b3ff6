"""Reader by the name given to `--reader`."""

from __future__ import annotations

from auditor.errors import UsageError
from auditor.readers.base import Reader
from auditor.readers.offline import OfflineReader

__all__ = ["READER_NAMES", "reader_named"]

READER_NAMES = ("offline", "auto")


def reader_named(name: str) -> Reader:
    """The reader with this name; `auto` is the offline reader.

    Raises:
        UsageError: no reader has this name.
    """
    if name not in READER_NAMES:
        raise UsageError(f"no such reader: {name}", f"Use one of: {', '.join(READER_NAMES)}.")
    return OfflineReader()
