"""Documents as compressed bytes: a million audits fit on a disk, and no text of a posting is in a column as it is."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any

from auditor.posting import Posting, Section, Segmentation, Span, Statement

__all__ = [
    "pack",
    "pack_posting",
    "pack_segmentation",
    "time_of",
    "time_text",
    "unpack",
    "unpack_posting",
    "unpack_segmentation",
]

_LEVEL = 5


def pack(value: Any) -> bytes:
    """JSON, compressed; equal values give equal bytes."""
    return zlib.compress(json.dumps(value, check_circular=False, separators=(",", ":")).encode("ascii"), _LEVEL)


def unpack(packed: bytes) -> Any:
    """The value."""
    return json.loads(zlib.decompress(packed))


def pack_posting(posting: Posting) -> bytes:
    """The posting with its title and text untouched, lone surrogates and NUL included."""
    return pack({name: getattr(posting, name) for name in Posting.__dataclass_fields__})


def unpack_posting(packed: bytes) -> Posting:
    """The posting."""
    return Posting(**unpack(packed))


def pack_segmentation(cut: Segmentation) -> bytes:
    """The cut of a text, so that a later segmenter cannot shift what an old draft's numbers mean."""
    return pack(
        {
            "version": cut.version,
            "title": None if cut.title is None else [cut.title.start, cut.title.end],
            "headings": [[span.start, span.end] for span in cut.headings],
            "statements": [[s.start, s.end, s.section] for s in cut.statements],
        }
    )


def unpack_segmentation(packed: bytes) -> Segmentation:
    """The cut."""
    cut = unpack(packed)
    return Segmentation(
        tuple(
            Statement(number, start, end, Section(section))
            for number, (start, end, section) in enumerate(cut["statements"], start=1)
        ),
        None if cut["title"] is None else Span(*cut["title"]),
        tuple(Span(*span) for span in cut["headings"]),
        cut["version"],
    )


def time_text(moment: datetime) -> str:
    """The moment in UTC as text that sorts by time, `2026-01-31T09:00:00.000000Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text: str) -> datetime:
    """The moment."""
    return datetime.fromisoformat(text)
