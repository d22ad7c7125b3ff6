"""Reading with a language model: many calls in flight, one pace for all, every finished row handed on at once."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from auditor.batch.drafts import Given, Remembering, drafted, not_done, posting_id
from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry, Journal
from auditor.batch.money import Money
from auditor.batch.pace import Pace
from auditor.batch.row import audited_row
from auditor.batch.terms import Terms
from auditor.errors import (
    BadKeyError,
    OverloadedError,
    RateLimitedError,
    ReaderError,
    ReaderTimeoutError,
    UnknownModelError,
    UnreachableError,
)
from auditor.judgement import Audit
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.reading import Draft
from auditor.sources import SourceRow

__all__ = ["Calls", "judged_in_threads"]

_TRIES = 5
"""Times that a row is read before a failure that may pass is taken for its outcome."""
_FIRST_PAUSE = 1.0
"""Seconds before a row is read again; doubled with every further time."""
_POLL = 0.2
_MAY_PASS = (RateLimitedError, OverloadedError, ReaderTimeoutError, UnreachableError)
_CONCERNS_ALL = (BadKeyError, UnknownModelError)


@dataclass(frozen=True, slots=True)
class Calls:
    """How a language model is called: `at_once` calls in flight, `falls_back` to the offline reader for failed rows."""

    reader: Reader
    terms: Terms
    at_once: int
    pace: Pace
    money: Money
    falls_back: bool = False


def judged_in_threads(
    rows: Iterable[SourceRow], journal: Journal, calls: Calls, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    """The rows read by a language model, in the order in which they are finished, and judged.

    A posting that came before is not read again. Once the run is asked to stop or the budget is reached, calls in
    flight are waited for and every row left is named as not done.

    Raises:
        ReaderError: the key or the model is refused before any row was read: no row would fare better.
        UsageError: there is a budget and the model's price is not known.
    """
    try:
        yield from _Threads(journal, calls, interrupt).entries(iter(rows))
    except _HopelessError as hopeless:
        raise hopeless.failure from None


class _Threads:
    """One run: which rows are in flight, and which wait for the reading of the same posting."""

    def __init__(self, journal: Journal, calls: Calls, interrupt: Interrupt) -> None:
        self._journal = journal
        self._calls = calls
        self._interrupt = interrupt
        self._row_of = drafted(journal)
        self._same: dict[str, list[SourceRow]] = {}
        self._ready: deque[SourceRow] = deque()
        self._in_flight: dict[Future[Entry | None], SourceRow] = {}

    def entries(self, rows: Iterator[SourceRow]) -> Iterator[list[Entry]]:
        with ThreadPoolExecutor(self._calls.at_once, thread_name_prefix="row") as pool:
            while True:
                if not self._interrupt.requested:
                    self._fill(pool, rows)
                if not self._in_flight:
                    break
                yield self._collected()
        if self._interrupt.requested:
            yield [not_done(row, "the run was interrupted before this row") for row in self._ready]
        else:
            for row in chain(self._ready, rows):
                yield [not_done(row, "the budget was reached before this row")]

    def _fill(self, pool: ThreadPoolExecutor, rows: Iterator[SourceRow]) -> None:
        while len(self._in_flight) < self._calls.at_once and self._calls.money.allows(len(self._in_flight)):
            row = self._ready.popleft() if self._ready else next(rows, None)
            if row is None:
                return
            same = self._same.get(posting_id(row))
            if same is not None:
                same.append(row)
            else:
                self._in_flight[pool.submit(self._entry, row, self._reader_of(row))] = row

    def _reader_of(self, row: SourceRow) -> Reader:
        """The reader, or its draft for the same posting of an earlier row."""
        earlier = self._row_of.get(posting_id(row))
        draft = self._journal[earlier].parsed()["draft"] if earlier is not None else None
        if draft is not None:
            return Given(self._calls.reader.provenance, Draft.model_validate(draft))
        self._same[posting_id(row)] = []
        return self._calls.reader

    def _collected(self) -> list[Entry]:
        """What was finished in the meantime."""
        done, _ = wait(self._in_flight, _POLL, FIRST_COMPLETED)
        return [entry for future in done for entry in self._settled(self._in_flight.pop(future), future.result())]

    def _settled(self, row: SourceRow, entry: Entry | None) -> Iterator[Entry]:
        """The row's entry; rows with the same posting, which waited for it, come next. None was not done."""
        waited = self._same.pop(posting_id(row), [])
        if entry is None:
            self._ready.append(row)
        else:
            record = entry.parsed()
            self._calls.money.count(record)
            if record["draft"]:
                self._row_of[posting_id(row)] = row.row
            yield entry
        self._ready.extend(waited)

    def _entry(self, row: SourceRow, reader: Reader) -> Entry | None:
        asked = _Asked(self._calls, reader, lambda: self._interrupt.requested, bool(self._row_of))
        try:
            return asked.told(audited_row(row, asked.audit, asked.kept))
        except _NotDoneError:
            return None


class _NotDoneError(BaseException):
    """The run was stopped before the row was read. No Exception: it is no failure of the row."""


class _HopelessError(BaseException):
    """The key or the model is refused, and would be for every row."""

    def __init__(self, failure: ReaderError) -> None:
        super().__init__()
        self.failure = failure


class _Asked:
    """One row's way through the reader: again after failures that may pass, at last perhaps by the offline reader."""

    def __init__(self, calls: Calls, reader: Reader, stopped: Callable[[], bool], was_read: bool) -> None:
        self._calls = calls
        self._reader = Remembering(reader)
        self._stopped = stopped
        self._was_read = was_read
        self._failure: ReaderError | None = None

    def audit(self, posting: Posting) -> Audit:
        """The posting's audit.

        Raises:
            ReaderError: the reader failed and nothing stands in for it.
        """
        for tries in count(1):
            if not self._calls.pace.wait(self._stopped):
                raise _NotDoneError
            try:
                return self._calls.terms.audit(posting, self._reader)
            except _MAY_PASS as error:
                failure: ReaderError = error
                if tries < _TRIES:
                    self._pause(_FIRST_PAUSE * 2 ** (tries - 1))
                    continue
            except ReaderError as error:
                failure = error
            if isinstance(failure, _CONCERNS_ALL) and not self._was_read:
                raise _HopelessError(failure)
            if not self._calls.falls_back:
                raise failure
            self._failure = failure
            return self._calls.terms.audit(posting, OfflineReader())
        raise AssertionError

    def kept(self) -> dict[str, Any] | None:
        """The model's draft, unless it is no use to other rows."""
        return None if self._failure else self._reader.kept()

    def told(self, entry: Entry) -> Entry:
        """The entry, which says what was spent, and when the offline reader stood in."""
        return self._reader.told(entry, self._failure)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._stopped():
                raise _NotDoneError
            time.sleep(min(left, _POLL))
