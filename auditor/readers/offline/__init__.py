"""The offline reader: no key, no network, the same answer every time."""

from auditor.readers.offline.reader import OfflineReader

__all__ = ["OfflineReader"]
