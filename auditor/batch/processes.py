"""Judging on all cores: chunks of rows to worker processes, entries back in the input's order, bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import wait

from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry
from auditor.batch.row import audit_row, plain_row
from auditor.batch.terms import Terms
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.sources import SourceRow

__all__ = ["cores", "judged_in_processes"]

_CHUNK_ROWS = 32
_CHUNK_CHARACTERS = 400_000
"""A chunk ends at either: rows are few enough to stop soon, and texts of any length take bounded memory."""
_AHEAD = 3
"""Chunks a worker that wait for it: enough that none is ever idle."""
_WORTH_IT = 150
"""Rows from which starting processes, which takes about a second of processor time each, is made up for."""
_POLL = 0.2
"""Seconds between two looks at whether the run is asked to stop."""

Chunk = tuple[SourceRow, ...]


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _judged_here(
    rows: Iterable[SourceRow], reader: Reader, terms: Terms, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    """The rows judged in this process, one by one, until the run is asked to stop."""
    for row in rows:
        yield [audit_row(row, reader, terms)]
        if interrupt.requested:
            return


def judged_in_processes(
    rows: Iterable[SourceRow], terms: Terms, workers: int, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    """The rows judged by the offline reader in worker processes, in order, until the run is asked to stop.

    Few rows are judged in this process. A row that takes its worker down is failed by itself; no other row is lost.
    """
    rows = iter(rows)
    first = list(islice(rows, _WORTH_IT))
    if workers < 2 or len(first) < _WORTH_IT:
        yield from _judged_here(chain(first, rows), OfflineReader(), terms, interrupt)
        return
    chunks = _chunks(chain(first, rows))
    while True:
        lost = yield from _over_pool(chunks, terms, workers, interrupt)
        if not lost:
            return
        for chunk in lost:
            yield _apart(chunk, terms)


def _over_pool(
    chunks: Iterator[Chunk], terms: Terms, workers: int, interrupt: Interrupt
) -> Generator[list[Entry], None, list[Chunk]]:
    """Yields entries; returns the chunks that were under way when a worker process died."""
    waiting: deque[Chunk] = deque()
    under_way: deque[tuple[Chunk, Future[list[Entry]]]] = deque()
    with _pool(terms, workers) as pool:
        try:
            while not interrupt.requested:
                for chunk in islice(chunks, workers * _AHEAD - len(under_way)):
                    waiting.append(chunk)
                while waiting:
                    under_way.append((waiting[0], pool.submit(_judge, waiting[0])))
                    waiting.popleft()
                if not under_way:
                    return []
                try:
                    entries = under_way[0][1].result(_POLL)
                except NotYet:
                    continue
                under_way.popleft()
                yield entries
        except BrokenProcessPool:
            return [*(chunk for chunk, _ in under_way), *waiting]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return []


def _chunks(rows: Iterable[SourceRow]) -> Iterator[Chunk]:
    chunk: list[SourceRow] = []
    size = 0
    for row in rows:
        chunk.append(row)
        size += len(row.content.text) if isinstance(row.content, Posting) else 0
        if len(chunk) >= _CHUNK_ROWS or size >= _CHUNK_CHARACTERS:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


@contextmanager
def _pool(terms: Terms, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that start afresh, so that they inherit no lock, thread or open file, with one thread each."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    before = {name: os.environ.get(name) for name in threads}
    os.environ.update(dict.fromkeys(threads, "1"))
    try:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(terms,)) as pool:
            yield pool
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


_reader: Reader | None = None
_terms = Terms()


def _begin(terms: Terms) -> None:
    """A worker's first act: Ctrl-C is for the main process, and without one there is nothing left to do."""
    global _reader, _terms
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader, _terms = OfflineReader(), terms


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _judge(chunk: Chunk) -> list[Entry]:
    return [audit_row(row, _reader or OfflineReader(), _terms) for row in chunk]


def _apart(chunk: Chunk, terms: Terms) -> list[Entry]:
    """The rows judged in a process of their own, by halves, until what brings it down is one row's alone."""
    with _pool(terms, 1) as pool:
        try:
            return pool.submit(_judge, chunk).result()
        except BrokenProcessPool:
            if len(chunk) == 1:
                return [plain_row(chunk[0], "failed", "internal_error", "the process that judged this row died")]
    half = len(chunk) // 2
    return _apart(chunk[:half], terms) + _apart(chunk[half:], terms)
