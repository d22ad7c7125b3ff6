"""A batch on its way, in a thread of its own: begun, stopped and gone on with; no Streamlit here."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.interrupt import Interrupt
from auditor.errors import AuditorError, UsageError
from auditor.readers import Reader
from auditor.sources import Source

__all__ = ["BatchRun", "RunProgress", "RunState"]


class RunState(Enum):
    """How far a run is. A stopped one and a failed one can be gone on with."""

    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunProgress:
    """Rows done since the run was last begun and before, of `total`, and the seconds that the former took."""

    done: int
    earlier: int
    total: int
    seconds: float

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return min(1.0, (self.done + self.earlier) / self.total) if self.total else 0.0

    @property
    def all_read(self) -> bool:
        """Whether no row is left to read, though the files may not be written yet."""
        return 0 < self.total <= self.done + self.earlier

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """About how long it takes to the end; None before there is a rate."""
        return max(0, self.total - self.done - self.earlier) / self.rate if self.rate else None


class BatchRun:
    """One input judged into one folder; `total` is the number of its rows.

    It is judged in this process: worker processes start by importing the main script, which is the page's server.
    """

    def __init__(
        self,
        source: Source,
        directory: Path,
        reader: Reader,
        options: BatchOptions,
        total: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.files = BatchFiles(directory)
        self.failure: AuditorError | None = None
        self._source, self._reader, self._options, self._total, self._clock = source, reader, options, total, clock
        self._done = self._earlier = 0
        self._began = self._ended = clock()
        self._interrupt = Interrupt()
        self._thread: threading.Thread | None = None
        self._discarded = False
        self._state = RunState.STOPPED
        self._defect: BaseException | None = None

    @property
    def state(self) -> RunState:
        """How far it is.

        A defect of the program in the run is raised here.
        """
        if self._defect is not None:
            raise self._defect
        if self._state is RunState.RUNNING and self._interrupt.requested:
            return RunState.STOPPING
        return self._state

    @property
    def active(self) -> bool:
        """Whether rows are being judged."""
        return self._state is RunState.RUNNING

    @property
    def progress(self) -> RunProgress:
        """The rows and the time so far."""
        until = self._clock() if self.active else self._ended
        return RunProgress(self._done, self._earlier, self._total, until - self._began)

    def begin(self) -> None:
        """Begins, or goes on where it was; does not wait."""
        if self.active or self._discarded:
            return
        self._interrupt, self.failure, self._done = Interrupt(), None, 0
        self._state, self._began = RunState.RUNNING, self._clock()
        self._thread = threading.Thread(target=self._run, args=(self._interrupt,), name="page-batch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Asks it to stop after the rows at hand; what is done is kept."""
        self._interrupt.request()

    def wait(self, seconds: float | None = None) -> None:
        """Waits until no rows are being judged, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def discard(self) -> None:
        """Stops it, and deletes its folder as soon as nothing writes there."""
        self._discarded = True
        self.stop()
        if not self.active:
            self._remove()

    def _run(self, interrupt: Interrupt) -> None:
        state = RunState.FAILED
        try:
            run_batch(self._source, self.files, self._reader, self._options, self._told, interrupt)
            state = RunState.DONE
        except KeyboardInterrupt:
            state = RunState.STOPPED
        except AuditorError as failure:
            self.failure = failure
        except OSError as error:
            self.failure = UsageError(f"the results could not be written: {error.strerror}", "Free space, and go on.")
        except BaseException as error:  # noqa: BLE001  (a defect: raised again in the page's thread)
            self._defect = error
        self._ended, self._state = self._clock(), state
        if self._discarded:
            self._remove()

    def _told(self, done: int, earlier: int) -> None:
        self._done, self._earlier = done, earlier

    def _remove(self) -> None:
        shutil.rmtree(self.files.directory, ignore_errors=True)
