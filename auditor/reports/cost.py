"""What a language model may cost, and what it did, in words for a person."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.errors import ReaderError
from auditor.readers import Estimate, Usage

__all__ = ["KEPT_LINE", "estimate_line", "failed_line", "money", "spent_line", "total"]


KEPT_LINE = "the reading was kept from an earlier run: nothing asked, nothing spent"


def money(usd: float | None) -> str:
    """An amount in US dollars with as many digits as say something; `unknown price` for None."""
    if usd is None:
        return "unknown price"
    return f"${usd:,.2f}" if usd >= 1 else f"${usd:.4f}"


def total(usages: Sequence[Usage]) -> Usage | None:
    """All of them as one; None without any, its price unknown when one's is."""
    if not usages:
        return None
    known = [usage.usd for usage in usages if usage.usd is not None]
    return Usage(
        sum(usage.input_tokens for usage in usages),
        sum(usage.output_tokens for usage in usages),
        sum(usage.cached_tokens for usage in usages),
        sum(known) if len(known) == len(usages) else None,
        sum(usage.seconds for usage in usages),
    )


def estimate_line(reader: str, estimate: Estimate, what: str = "") -> str:
    """Who is about to be asked, `what` for when that has to be said, and about what it takes."""
    return (
        f"asking {reader}{what}: about {estimate.input_tokens:,} tokens in, {estimate.output_tokens:,} out, "
        f"{money(estimate.usd)}"
    )


def failed_line(failure: ReaderError) -> str:
    """What a reading took that came to nothing."""
    return (
        f"used {failure.input_tokens:,} tokens in, {failure.output_tokens:,} out, {money(failure.usd)}, "
        "for no usable answer"
    )


def spent_line(usage: Usage) -> str:
    """What a reading took."""
    cached = f" ({usage.cached_tokens:,} cached)" if usage.cached_tokens else ""
    return (
        f"used {usage.input_tokens:,} tokens in{cached}, {usage.output_tokens:,} out, {money(usage.usd)}, "
        f"{usage.seconds:.1f} s"
    )
