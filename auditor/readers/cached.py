"""Drafts kept on disk, so that a posting is not read twice by the same model asked in the same way.

One SQLite file. It holds hashes, drafts (numbers and codes of closed sets) and what they cost; no text, title, key or
address. Failures and refusals raise, and so are never kept.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from auditor.errors import UsageError
from auditor.posting import Posting, Segmentation
from auditor.readers.base import Provenance, Reader, ReaderAnswer, Usage
from auditor.reading import Draft

__all__ = ["CACHE_FILE", "CacheableReader", "CachedReader", "DraftCache", "uncached"]

CACHE_FILE = "drafts.sqlite"
"""Name of the file in the folder given to `--cache`."""

_VERSION = 1
_BUSY = 30.0
"""Seconds to wait for another process that writes."""

_CREATE = (
    "CREATE TABLE IF NOT EXISTS draft (key TEXT PRIMARY KEY, draft TEXT NOT NULL, usage TEXT NOT NULL) WITHOUT ROWID"
)


class CacheableReader(Reader, Protocol):
    """A reader whose answers are worth keeping."""

    @property
    def parameters(self) -> Mapping[str, str | int | float | None]:
        """All that decides about an answer, beside posting, prompt, provider and model."""
        ...


class DraftCache:
    """Drafts by key in one file; safe for threads and for several processes."""

    def __init__(self, directory: Path) -> None:
        """Opens or creates the file in the folder, which is created too.

        Raises:
            UsageError: the folder or the file cannot be used, or a newer auditor made it.
        """
        self.path = directory / CACHE_FILE
        self._lock = threading.Lock()
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=_BUSY, check_same_thread=False)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{self.path} cannot be used: {error}", "Name another folder with --cache.") from error

    def __reduce__(self) -> tuple[type[DraftCache], tuple[Path]]:
        """Another process opens the file itself."""
        return DraftCache, (self.path.parent,)

    def _prepare(self) -> None:
        found = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if found > _VERSION:
            raise UsageError(
                f"{self.path} was made by a newer auditor", "Use that version, or name another folder with --cache."
            )
        with self._connection:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute(_CREATE)
            self._connection.execute(f"PRAGMA user_version={_VERSION}")

    def get(self, key: str) -> ReaderAnswer | None:
        """The kept answer; None when there is none, or when it was damaged."""
        with self._locked() as connection:
            row = connection.execute("SELECT draft, usage FROM draft WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            usage = json.loads(row[1])
            return ReaderAnswer(Draft.model_validate_json(row[0]), Usage(**usage) if usage else None, cached=True)
        except (ValidationError, ValueError, TypeError):
            return None

    def put(self, key: str, answer: ReaderAnswer) -> None:
        """Keeps the answer; one of the same key is replaced."""
        usage = json.dumps(asdict(answer.usage) if answer.usage else None, sort_keys=True)
        with self._locked() as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (key, answer.draft.model_dump_json(), usage)
            )

    def __len__(self) -> int:
        with self._locked() as connection:
            return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _locked(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise UsageError(
                    f"{self.path} cannot be used: {error}", "Free space, or name another folder with --cache."
                ) from error


class CachedReader:
    """Another reader's answers, each asked for once. Who reads stays the other reader's provenance.

    A kept answer has `cached` set and the usage of when it was made, so that a run that is repeated gives the same
    bytes; what this run spent is the usage of the answers without it.
    """

    def __init__(self, inner: CacheableReader, cache: DraftCache) -> None:
        self.inner = inner
        self.cache = cache

    @property
    def provenance(self) -> Provenance:
        """The inner reader's."""
        return self.inner.provenance

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The kept answer, or the inner reader's, which is then kept.

        Raises:
            ReaderError: the inner reader had no draft; nothing is kept.
            UsageError: the cache cannot be read or written.
        """
        key = self.key_of(posting, segmentation)
        kept = self.cache.get(key)
        if kept is not None:
            return kept
        answer = self.inner.read(posting, segmentation)
        self.cache.put(key, answer)
        return replace(answer, cached=False)

    def keeps(self, posting: Posting, segmentation: Segmentation) -> bool:
        """Whether there is a kept answer, so that nothing would be asked.

        Raises:
            UsageError: the cache cannot be read.
        """
        return self.cache.get(self.key_of(posting, segmentation)) is not None

    def key_of(self, posting: Posting, segmentation: Segmentation) -> str:
        """sha256 over posting id, segmenter, provider, model, prompt fingerprint and parameters, in hexadecimal."""
        who = self.inner.provenance
        parts = [
            posting.id,
            segmentation.version,
            who.provider,
            who.model,
            who.prompt_fingerprint or who.version,
            sorted(self.inner.parameters.items()),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def uncached(reader: Reader) -> Reader:
    """The reader that is really asked: the one whose answers are kept, or the reader itself."""
    return reader.inner if isinstance(reader, CachedReader) else reader
