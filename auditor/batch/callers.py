"""Who calls a language model: threads of this process, or of several, which share the calls and their rate."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Protocol

from auditor.batch.asking import Admission, Asking, HopelessError, Turn, entry_of, model_of
from auditor.batch.journal import Entry
from auditor.batch.pace import Pace

__all__ = ["Callers", "CallersInProcesses", "CallersInThreads", "LostError", "rows_for"]

_TO_END = 5.0
"""Seconds that a process which was told to end is waited for."""


def rows_for(at_once: int) -> int:
    """Rows that keep so many calls in flight: some are cut into statements or judged in the meantime."""
    return at_once + at_once // 4


class LostError(Exception):
    """The process that read the row died."""


class Callers(AbstractContextManager["Callers"], Protocol):
    """Read and judge rows, as many at a time as they were made for."""

    def submit(self, turn: Turn) -> Future[Entry | None]:
        """The row's entry to come: None when it was stopped before it was read; raises HopelessError, LostError."""
        ...

    def stop(self) -> None:
        """Ends waiting: calls that are out are still waited for, no other is made."""
        ...


class CallersInThreads(Callers):
    """Threads of this process."""

    def __init__(
        self, asking: Asking, at_once: int, most: float = math.inf, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        """`most` is the highest rate, in calls a second; `stopped` is looked at while a row waits."""
        self.pace = Pace(most)
        self._asking = asking
        self._stop = threading.Event()
        self._admission = Admission(threading.Semaphore(at_once), self.pace, lambda: self._stop.is_set() or stopped())
        self._pool = ThreadPoolExecutor(rows_for(at_once), thread_name_prefix="row")
        model = model_of(asking.reader)
        if model is not None:
            model.told = self.pace.told

    def submit(self, turn: Turn) -> Future[Entry | None]:
        """The row's entry to come."""
        return self._pool.submit(entry_of, turn, self._asking, self._admission)

    def stop(self) -> None:
        """Ends waiting."""
        self._stop.set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()


@dataclass(frozen=True, slots=True)
class _Wait:
    """An answer asked to wait: told to the main process, and by it to all others."""

    seconds: float


class CallersInProcesses(Callers):
    """Threads of several processes: one interpreter runs one thread at a time, which bounds the calls of a process.

    Each process has its share of the calls and of their rate. How long an answer asks to wait is told to all.
    """

    def __init__(self, asking: Asking, at_once: int, most: float, processes: int) -> None:
        """`most` is the highest rate of all together, in calls a second."""
        self._asking = asking
        self._most = most / processes
        shares = [at_once // processes + (number < at_once % processes) for number in range(processes)]
        self._processes = [self._started(share) for share in shares]

    def _started(self, at_once: int) -> _Process:
        return _Process(self._asking, at_once, self._most, self._tell_others)

    def submit(self, turn: Turn) -> Future[Entry | None]:
        """The row's entry to come, from the process that has the least to do; one that died is replaced."""
        self._processes = [process if process.lives else self._started(process.at_once) for process in self._processes]
        return min(self._processes, key=lambda process: process.busy).submit(turn)

    def stop(self) -> None:
        """Ends waiting."""
        for process in self._processes:
            process.stop()

    def _tell_others(self, from_: _Process, wait: _Wait) -> None:
        for process in self._processes:
            if process is not from_:
                process.send(wait)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.end()


class _Process:
    """One process, and the rows that it has not answered yet."""

    def __init__(self, asking: Asking, at_once: int, most: float, tell: Callable[[_Process, _Wait], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self.at_once = at_once
        self._tell = tell
        self._connection, other = context.Pipe()
        self._sending = threading.Lock()
        self._changing = threading.Lock()
        self._futures: dict[int, Future[Entry | None]] = {}
        self.lives, self._stopped = True, False
        self._process = context.Process(target=_serve, args=(other, asking, at_once, most), daemon=True)
        self._process.start()
        other.close()
        self._receiver = threading.Thread(target=self._receive, name="callers", daemon=True)
        self._receiver.start()

    @property
    def busy(self) -> int:
        """Rows that it has not answered yet."""
        return len(self._futures)

    def submit(self, turn: Turn) -> Future[Entry | None]:
        future: Future[Entry | None] = Future()
        with self._changing:
            self._futures[turn.row.row] = future
            lives = self.lives
        if not (lives and self.send(turn)):
            self._lose()
        return future

    def stop(self) -> None:
        if not self._stopped:
            self._stopped = True
            self.send(None)

    def send(self, message: Turn | _Wait | None) -> bool:
        """Whether it could be sent; what to one that has just died cannot, its receiver learns of."""
        try:
            with self._sending:
                self._connection.send(message)
        except OSError:
            return False
        return True

    def _receive(self) -> None:
        try:
            while True:
                self._take(self._connection.recv())
        except (EOFError, OSError):
            self._lose()

    def _take(self, message: _Wait | tuple[int, Entry | None, BaseException | None]) -> None:
        if isinstance(message, _Wait):
            self._tell(self, message)
            return
        row, entry, error = message
        with self._changing:
            future = self._futures.pop(row)
        if error is None:
            future.set_result(entry)
        else:
            future.set_exception(error)

    def _lose(self) -> None:
        """Nothing more comes: its rows are lost."""
        with self._changing:
            self.lives = False
            lost, self._futures = self._futures, {}
        for future in lost.values():
            future.set_exception(LostError())

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.terminate()
        self._process.join(_TO_END)
        self._connection.close()
        self._receiver.join(_TO_END)


def _serve(connection: Connection, asking: Asking, at_once: int, most: float) -> None:
    """What such a process does until the main one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sending = threading.Lock()

    def send(message: Any) -> None:
        with sending:
            connection.send(message)

    def answer(row: int, future: Future[Entry | None]) -> None:
        error = future.exception()
        if error and not isinstance(error, HopelessError):
            # not every exception can be sent, and one that is not would leave the run waiting
            error = RuntimeError("".join(traceback.format_exception(error)))
        send((row, None if error else future.result(), error))

    callers = CallersInThreads(asking, at_once, most)
    callers.pace.held = lambda seconds: send(_Wait(seconds))
    while True:
        try:
            message = connection.recv()
        except EOFError:
            os._exit(1)
        if message is None:
            callers.stop()
        elif isinstance(message, _Wait):
            callers.pace.hold(message.seconds)
        else:
            callers.submit(message).add_done_callback(partial(answer, message.row.row))
