"""One row's way through a language model: again after failures that may pass, at last perhaps by the offline reader."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from auditor.batch.drafts import Given, Remembering
from auditor.batch.journal import Entry
from auditor.batch.pace import Pace
from auditor.batch.row import audited_row
from auditor.batch.terms import Terms
from auditor.errors import MAY_PASS, BadKeyError, ReaderError, UnknownModelError
from auditor.judgement import Audit
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, ReaderAnswer
from auditor.readers.offline import OfflineReader
from auditor.reading import Draft
from auditor.sources import SourceRow

__all__ = ["Admission", "Asking", "HopelessError", "Turn", "entry_of", "model_of"]

_TRIES = 5
"""Times that a row is read before a failure that may pass is taken for its outcome."""
_FIRST_PAUSE = 1.0
"""Seconds before a row is read again; doubled with every further time."""
_POLL = 0.2
_CONCERNS_ALL = (BadKeyError, UnknownModelError)


@dataclass(frozen=True, slots=True)
class Asking:
    """How rows are read: by which reader, judged by which terms; `falls_back` to the offline reader for failed rows."""

    reader: Reader
    terms: Terms
    falls_back: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A row that is to be read; `given` is what was read of the same posting before.

    `was_read`: other rows were, so that a key or model that is refused now is this row's trouble alone.
    """

    row: SourceRow
    given: Draft | None = None
    was_read: bool = False


@dataclass(frozen=True, slots=True)
class Admission:
    """What a call waits for: one of the `slots`, as many as may be in flight, and then its turn.

    A row holds its slot while it is asked about, not while it is cut into statements before or judged after.
    """

    slots: threading.Semaphore
    pace: Pace
    stopped: Callable[[], bool]


class HopelessError(BaseException):
    """The key or the model is refused, and would be for every row. No Exception: it is no failure of the row."""

    def __init__(self, failure: ReaderError) -> None:
        super().__init__(failure)
        self.failure = failure


class _NotDoneError(BaseException):
    """The run was stopped before the row was read. No Exception: it is no failure of the row."""


def model_of(reader: Reader) -> Any:
    """The language model's reader that this is or has inside; None for any other."""
    from auditor.readers.cached import uncached
    from auditor.readers.llm import LlmReader

    asked = uncached(reader)
    return asked if isinstance(asked, LlmReader) else None


def entry_of(turn: Turn, asking: Asking, admission: Admission) -> Entry | None:
    """The row's entry; None when the run was stopped before it was read.

    Raises:
        HopelessError: no row would fare better.
    """
    asked = _Asked(turn, asking, admission)
    try:
        return asked.told(audited_row(turn.row, asked.audit, asked.kept))
    except _NotDoneError:
        return None


@dataclass(frozen=True, slots=True)
class _Admitted:
    """A reader that is asked once the call is admitted."""

    inner: Reader
    admission: Admission

    @property
    def provenance(self) -> Provenance:
        return self.inner.provenance

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        admission = self.admission
        with admission.slots:
            if not admission.pace.wait(admission.stopped):
                raise _NotDoneError
            return self.inner.read(posting, segmentation)


class _Asked:
    """One row: what it was read by, and what failed."""

    def __init__(self, turn: Turn, asking: Asking, admission: Admission) -> None:
        given, reader = turn.given, asking.reader
        self._asking = asking
        self._reader = Remembering(_Admitted(reader, admission) if given is None else Given(reader.provenance, given))
        self._stopped = admission.stopped
        self._was_read = turn.was_read
        self._failure: ReaderError | None = None

    def audit(self, posting: Posting) -> Audit:
        """The posting's audit.

        Raises:
            ReaderError: the reader failed and nothing stands in for it.
        """
        terms = self._asking.terms
        for tries in count(1):
            if self._stopped():
                raise _NotDoneError
            try:
                return terms.audit(posting, self._reader)
            except MAY_PASS as error:
                failure: ReaderError = error
                if tries < _TRIES:
                    self._pause(_FIRST_PAUSE * 2 ** (tries - 1))
                    continue
            except ReaderError as error:
                failure = error
            if isinstance(failure, _CONCERNS_ALL) and not self._was_read:
                raise HopelessError(failure)
            if not self._asking.falls_back:
                raise failure
            self._failure = failure
            return terms.audit(posting, OfflineReader())
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
