"""What every reader is: something that turns numbered statements into a draft, without ever seeing the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from auditor.posting import Posting, Segmentation
from auditor.reading import Draft

__all__ = ["DEFAULT_SECONDS", "Estimate", "EstimatingReader", "Provenance", "Reader", "ReaderAnswer", "Usage"]

DEFAULT_SECONDS = 60.0
"""Deadline for a language model's answer about one posting."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who reads: `reader` is the name given to `--reader`; provider, model and prompt fingerprint are None offline.

    `version` changes whenever the reader could answer differently.
    """

    reader: str
    version: str
    provider: str | None = None
    model: str | None = None
    prompt_fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What one reading cost: tokens, money in USD (None when the price is unknown), wall-clock seconds."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int
    usd: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one reading may cost, before it is made: tokens, and money in USD (None when the price is unknown)."""

    input_tokens: int
    output_tokens: int
    usd: float | None


@dataclass(frozen=True, slots=True)
class ReaderAnswer:
    """A draft and what it cost (None offline). `cached`: it was kept from an earlier run and cost nothing now."""

    draft: Draft
    usage: Usage | None = None
    cached: bool = False


class Reader(Protocol):
    """Reads a posting's statements. Blind to the title: `posting.title` must not be looked at."""

    @property
    def provenance(self) -> Provenance:
        """Who reads, known before the first posting."""
        ...

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The draft for this posting.

        Raises:
            ReaderError: no draft could be had.
        """
        ...


@runtime_checkable
class EstimatingReader(Reader, Protocol):
    """A reader that costs something, and can say about how much before it is asked."""

    def estimate(self, posting: Posting, segmentation: Segmentation) -> Estimate:
        """About what one reading takes; nothing is sent."""
        ...
