"""What a provider's batch service does: requests are handed in together, their answers fetched hours later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from auditor.data_files import packaged_toml
from auditor.errors import ReaderError, UsageError

__all__ = ["Answer", "BatchService", "Handed", "Limits", "Listed", "limits_of"]

Answer = Mapping[str, Any] | ReaderError
"""A model's answer as the provider's JSON, or why there is none."""


class Limits(BaseModel):
    """What one batch may hold: `requests`, and `bytes` of them; `held` bytes are what we put into one.

    Requests cost `share_of_price` of the model's price and are answered within `hours`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    requests: int = Field(gt=0)
    bytes: int = Field(gt=0)
    held: int = Field(gt=0)
    share_of_price: float = Field(gt=0, le=1)
    hours: int
    source: str

    @property
    def size(self) -> int:
        """Bytes of requests that are put into one batch."""
        return min(self.bytes, self.held)


@dataclass(frozen=True, slots=True)
class Listed:
    """A batch of the account: `total` requests, and the token it was handed in with; None where none is kept."""

    batch: str
    total: int
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """How a batch stands: `done` of `total` requests; once ended with a `failure`, none of them has an answer."""

    ended: bool
    done: int
    total: int
    failure: ReaderError | None = None


class BatchService(Protocol):
    """One provider's service for one model. Every method raises a ReaderError when the provider cannot be asked."""

    @property
    def limits(self) -> Limits:
        """What one batch may hold."""
        ...

    def line(self, name: str, body: Mapping[str, Any]) -> bytes:
        """One request as a line of a request file, under a name of letters, digits, - and _, 64 at most."""
        ...

    def newest(self) -> str | None:
        """The account's newest batch, where batches are listed newest first; else None."""
        ...

    def hand_in(self, requests: Path, token: str) -> str:
        """Hands in a request file once, and gives the batch's id.

        Raises:
            ReaderTimeoutError, UnreachableError, OverloadedError: it may have been handed in all the same.
        """
        ...

    def since(self, newest: str | None) -> Iterator[Listed]:
        """The account's batches that are newer than this one."""
        ...

    def look(self, batch: str) -> Handed:
        """How the batch stands."""
        ...

    def answers(self, batch: str) -> Iterator[tuple[str, Answer]]:
        """Every request's name and answer, in any order, once the batch has ended."""
        ...


def limits_of(provider: str) -> Limits:
    """What a batch of this provider may hold.

    Raises:
        UsageError: the provider has no batch service.
    """
    known = _limits()
    if provider not in known:
        raise UsageError(
            f"{provider} has no batch service", "Use --reader openai/MODEL or anthropic/MODEL, or another --engine."
        )
    return known[provider]


@cache
def _limits() -> Mapping[str, Limits]:
    table = packaged_toml("auditor.readers.llm", "batches.toml")
    return {name: Limits.model_validate(row) for name, row in table.items() if isinstance(row, dict)}
