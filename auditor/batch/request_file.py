"""A file of requests for a provider's batch service, filled up to the provider's limits."""

from __future__ import annotations

from pathlib import Path

from auditor.readers.llm.batch_service import BatchService
from auditor.readers.llm.replay import Unanswered

__all__ = ["RequestFile"]

_AROUND = 64
"""Bytes that the protocol puts around all requests together; a comma between two takes their line ends' place."""


class RequestFile:
    """Requests of one submission, each named by the submission's token and its row.

    `rows` are those that it holds; `usd` is what they are reckoned to cost, None when that is not known.
    """

    def __init__(self, path: Path, token: str, service: BatchService) -> None:
        self._path = path
        self._token = token
        self._service = service
        self._file = path.open("wb")
        self._size = _AROUND
        self.rows: list[int] = []
        self.usd: float | None = 0.0

    def add(self, row: int, asked: Unanswered) -> bool:
        """Adds a request; False when the file is full, and then it is not added. An empty file takes any."""
        line = self._service.line(f"{self._token}-{row}", asked.body)
        limits = self._service.limits
        if self.rows and (len(self.rows) >= limits.requests or self._size + len(line) > limits.size):
            return False
        self._file.write(line)
        self._size += len(line)
        self.rows.append(row)
        usd = asked.estimate.usd if asked.estimate else None
        self.usd = None if usd is None or self.usd is None else self.usd + usd
        return True

    def close(self) -> None:
        """Ends the file."""
        self._file.close()

    def discard(self) -> None:
        """Deletes the file."""
        self._file.close()
        self._path.unlink()
