"""What a batch will take, before anything is sent: rows, time, tokens and money."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from auditor.batch.closed import is_closed
from auditor.batch.run import BatchOptions
from auditor.errors import AuditorError
from auditor.posting import Posting
from auditor.readers import Estimate, Reader
from auditor.readers.offline import OfflineReader
from auditor.segment import segment
from auditor.sources import Source, SourceRow

if TYPE_CHECKING:
    from auditor.readers.llm import LlmReader
    from auditor.readers.llm.replay import ReplayReader

__all__ = ["Forecast", "dollars", "duration", "forecast"]

_SAMPLE = 50
"""Postings from which the others are reckoned."""
_SECONDS_A_CALL = 5.0
"""About what a model takes for one answer; only a run shows what this one takes."""
_CENT = 0.01


@dataclass(frozen=True, slots=True)
class Forecast:
    """`rows` to judge and `skipped` ones (closed, or no postings), seconds, and for a model tokens and USD.

    `sampled` is the number of postings that were looked at; `usd` is None when the price is not known. `batches` is the
    number of batches at a provider's service, None when the model is asked directly; `seconds` is then the longest
    that all of them take.
    """

    rows: int
    skipped: int
    seconds: float
    sampled: int
    input_tokens: int | None = None
    output_tokens: int | None = None
    usd: float | None = None
    batches: int | None = None

    def words(self) -> str:
        """The forecast in a few lines."""
        lines = [f"{self.rows:,} postings to read, {self.skipped:,} rows to leave out"]
        if self.batches is None:
            lines += [f"about {duration(self.seconds)}, reckoned from {self.sampled} postings"]
        else:
            batches = "1 batch" if self.batches == 1 else f"{self.batches} batches"
            lines += [f"about {batches} at the provider, answered within {duration(self.seconds)}"]
        if self.input_tokens is not None and self.output_tokens is not None:
            money = "price not known" if self.usd is None else dollars(self.usd)
            lines += [f"about {self.input_tokens:,} tokens in, {self.output_tokens:,} out: {money}"]
        return "\n".join(lines)


def dollars(usd: float) -> str:
    """An estimate of money in words; what rounds to nothing is told as less than a cent."""
    return f"about {usd:,.2f} USD" if usd >= _CENT else f"less than {_CENT} USD"


def forecast(source: Source, reader: Reader, options: BatchOptions) -> Forecast:
    """Reads through the input, looks at its first postings, and sends nothing."""
    rows = skipped = 0
    sample: list[Posting] = []
    for row in source.rows():
        posting = _posting(row, options)
        if posting is None:
            skipped += 1
            continue
        rows += 1
        if len(sample) < _SAMPLE:
            sample.append(posting)
    if isinstance(reader, OfflineReader):
        return Forecast(rows, skipped, _seconds_each(sample, options) * rows / options.workers, len(sample))
    return _of_model(rows, skipped, sample, reader, options)


def _posting(row: SourceRow, options: BatchOptions) -> Posting | None:
    if options.skip_closed and is_closed(row.status):
        return None
    return row.content if isinstance(row.content, Posting) else None


def _seconds_each(sample: list[Posting], options: BatchOptions) -> float:
    """Seconds that one posting takes this machine; the first ones only load what the others use."""
    reader = OfflineReader()
    for posting in islice(sample, 2):
        _audited(posting, reader, options)
    began = time.perf_counter()
    for posting in sample:
        _audited(posting, reader, options)
    return (time.perf_counter() - began) / max(1, len(sample))


def _audited(posting: Posting, reader: Reader, options: BatchOptions) -> None:
    try:
        options.terms.audit(posting, reader)
    except AuditorError:
        return


def _of_model(rows: int, skipped: int, sample: list[Posting], reader: Reader, options: BatchOptions) -> Forecast:
    from auditor.readers.cached import uncached
    from auditor.readers.llm import LlmReader

    if options.by_provider:
        reader = _through_service(reader)
    asked = uncached(reader)
    estimates = [_estimate(asked, posting) for posting in sample] if isinstance(asked, LlmReader) else []
    per_second = options.workers / _SECONDS_A_CALL
    if options.calls_a_minute is not None:
        per_second = min(per_second, options.calls_a_minute / 60)
    share = rows / max(1, len(estimates))
    prices = [estimate.usd for estimate in estimates if estimate.usd is not None]
    batches, seconds = (
        _batches(rows, cast("ReplayReader", asked), sample) if options.by_provider else (None, rows / per_second)
    )
    return Forecast(
        rows,
        skipped,
        seconds,
        len(sample),
        round(share * sum(estimate.input_tokens for estimate in estimates)),
        round(share * sum(estimate.output_tokens for estimate in estimates)),
        share * sum(prices) if prices else None,
        batches,
    )


def _through_service(reader: Reader) -> Reader:
    from auditor.readers.llm.replay import replaying

    return replaying(reader)[0]


def _batches(rows: int, reader: ReplayReader, sample: list[Posting]) -> tuple[int, float]:
    """Batches that the rows fill, and the seconds within which the provider answers them."""
    from auditor.readers.llm.batch_clients import service_of

    service = service_of(reader.target)
    sizes = [len(service.line("0", body)) for body in map(reader.request, sample)]
    limits = service.limits
    each = min(limits.requests, limits.size * len(sizes) / sum(sizes)) if sizes else limits.requests
    return math.ceil(rows / each), limits.hours * 3600.0


def _estimate(reader: LlmReader, posting: Posting) -> Estimate:
    return reader.estimate(posting, segment(posting.text, posting.title))


def duration(seconds: float) -> str:
    """The time in the unit that a person would use."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
