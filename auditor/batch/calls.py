"""Reading with a language model: many calls in flight, every finished row handed on at once, no posting read twice."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain, islice
from queue import Empty, SimpleQueue

from auditor.batch.asking import Asking, HopelessError, Turn
from auditor.batch.callers import Callers, CallersInProcesses, CallersInThreads, LostError, rows_for
from auditor.batch.drafts import drafted, kept_draft, not_done, posting_id
from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry, Journal
from auditor.batch.money import Money
from auditor.batch.processes import cores
from auditor.batch.row import plain_row
from auditor.reading import Draft
from auditor.sources import SourceRow

__all__ = ["Calls", "judged_by_calls"]

_POLL = 0.2
"""Seconds between two looks at whether the run is asked to stop."""
_CALLS_A_PROCESS = 24
"""Calls in flight from which another process is worth its memory: one runs one thread at a time."""
_WORTH_IT = 300
"""Rows from which starting processes, which takes some seconds of processor time each, is made up for."""


@dataclass(frozen=True, slots=True)
class Calls:
    """How a language model is called: `at_once` calls in flight, begun at no more than `most` a second."""

    asking: Asking
    at_once: int
    money: Money
    most: float = math.inf

    @property
    def processes(self) -> int:
        """Processes that the calls are shared out among."""
        return max(1, min(cores(), self.at_once // _CALLS_A_PROCESS))


def judged_by_calls(
    rows: Iterable[SourceRow], journal: Journal, calls: Calls, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    """The rows read by a language model, in the order in which they are finished, and judged.

    A posting that came before is not read again. Once the run is asked to stop or the budget is reached, calls in
    flight are waited for and every row left is named as not done.

    Raises:
        ReaderError: the key or the model is refused before any row was read: no row would fare better.
        UsageError: there is a budget and the model's price is not known.
    """
    rows = iter(rows)
    first = list(islice(rows, _WORTH_IT)) if calls.processes > 1 else []
    try:
        with _callers(calls, interrupt, many=len(first) == _WORTH_IT) as callers:
            yield from _Run(journal, calls, callers, interrupt).entries(chain(first, rows))
    except HopelessError as hopeless:
        raise hopeless.failure from None


def _callers(calls: Calls, interrupt: Interrupt, *, many: bool) -> Callers:
    if many and calls.processes > 1:
        return CallersInProcesses(calls.asking, calls.at_once, calls.most, calls.processes)
    return CallersInThreads(calls.asking, calls.at_once, calls.most, lambda: interrupt.requested)


class _Run:
    """One run: which rows are in flight, and which wait for the reading of the same posting."""

    def __init__(self, journal: Journal, calls: Calls, callers: Callers, interrupt: Interrupt) -> None:
        self._journal = journal
        self._calls = calls
        self._callers = callers
        self._interrupt = interrupt
        self._row_of = drafted(journal)
        self._same: dict[str, list[SourceRow]] = {}
        self._ready: deque[SourceRow] = deque()
        self._in_flight: dict[Future[Entry | None], SourceRow] = {}
        self._done: SimpleQueue[Future[Entry | None]] = SimpleQueue()
        self._lost: set[int] = set()

    def entries(self, rows: Iterator[SourceRow]) -> Iterator[list[Entry]]:
        while True:
            if self._interrupt.requested:
                self._callers.stop()
            else:
                self._fill(rows)
            if not self._in_flight:
                break
            yield self._collected()
        if self._interrupt.requested:
            yield [not_done(row, "the run was interrupted before this row") for row in self._ready]
        else:
            for row in chain(self._ready, rows):
                yield [not_done(row, "the budget was reached before this row")]

    def _fill(self, rows: Iterator[SourceRow]) -> None:
        while len(self._in_flight) < rows_for(self._calls.at_once) and self._calls.money.allows(len(self._in_flight)):
            row = self._ready.popleft() if self._ready else next(rows, None)
            if row is None:
                return
            same = self._same.get(posting_id(row))
            if same is not None:
                same.append(row)
            else:
                future = self._callers.submit(Turn(row, self._given(row), bool(self._row_of)))
                self._in_flight[future] = row
                future.add_done_callback(self._done.put)

    def _given(self, row: SourceRow) -> Draft | None:
        """What was read of the same posting in an earlier row; without it, rows with this posting wait from now on."""
        draft = kept_draft(row, self._row_of, self._journal)
        if draft is None:
            self._same[posting_id(row)] = []
        return draft

    def _collected(self) -> list[Entry]:
        """What was finished in the meantime."""
        entries: list[Entry] = []
        try:
            future = self._done.get(timeout=_POLL)
            while True:
                entries += self._settled(self._in_flight.pop(future), future)
                future = self._done.get_nowait()
        except Empty:
            return entries

    def _settled(self, row: SourceRow, future: Future[Entry | None]) -> Iterator[Entry]:
        """The row's entry; rows with the same posting, which waited for it, come next."""
        waited = self._same.pop(posting_id(row), [])
        entry = self._entry(row, future)
        if entry is None:
            self._ready.append(row)
        else:
            record = entry.parsed()
            self._calls.money.count(record)
            if record["draft"]:
                self._row_of[posting_id(row)] = row.row
            yield entry
        self._ready.extend(waited)

    def _entry(self, row: SourceRow, future: Future[Entry | None]) -> Entry | None:
        """The entry; None of a row that has yet to be done, as one whose process died."""
        try:
            return future.result()
        except LostError:
            if row.row not in self._lost:
                self._lost.add(row.row)
                return None
        return plain_row(row, "failed", "internal_error", "the process that read this row died, and again the next")
