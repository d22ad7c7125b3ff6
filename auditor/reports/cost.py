"""What a language model may cost, and what it did, in words for a person."""

from __future__ import annotations

from auditor.readers import Estimate, Usage

__all__ = ["estimate_line", "money", "spent_line"]


def money(usd: float | None) -> str:
    """An amount in US dollars with as many digits as say something; `unknown price` for None."""
    if usd is None:
        return "unknown price"
    return f"${usd:,.2f}" if usd >= 1 else f"${usd:.4f}"


def estimate_line(reader: str, estimate: Estimate) -> str:
    """Who is about to be asked, and about what it takes."""
    return (
        f"asking {reader}: about {estimate.input_tokens:,} tokens in, {estimate.output_tokens:,} out, "
        f"{money(estimate.usd)}"
    )


def spent_line(usage: Usage) -> str:
    """What a reading took."""
    cached = f" ({usage.cached_tokens:,} cached)" if usage.cached_tokens else ""
    return (
        f"used {usage.input_tokens:,} tokens in{cached}, {usage.output_tokens:,} out, {money(usage.usd)}, "
        f"{usage.seconds:.1f} s"
    )
