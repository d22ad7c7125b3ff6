"""Reading through a provider's batch service: hand in, look now and then, fetch, and go on days later.

A pass over the input judges every row whose answers are here and puts the others into request files, which are handed
in; then the batches are looked at until one has ended. Faulty answers are put back to the model in a following batch,
as a direct reader does. It ends when a pass finds nothing to ask and nothing is under way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from auditor.batch.drafts import Given, Remembering, drafted, kept_draft, not_done, posting_id
from auditor.batch.handing_in import HandingIn
from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry, Journal
from auditor.batch.money import Money
from auditor.batch.record import NOT_DONE
from auditor.batch.request_file import RequestFile
from auditor.batch.row import audited_row
from auditor.batch.submissions import Submissions
from auditor.batch.terms import Terms
from auditor.errors import MAY_PASS, AuditorError, ReaderError, RejectedRequestError
from auditor.judgement import Audit
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.cached import uncached
from auditor.readers.llm.batch_service import BatchService
from auditor.readers.llm.replay import ReplayReader, Unanswered
from auditor.readers.offline import OfflineReader
from auditor.sources import SourceRow

__all__ = ["ByProvider", "Rows", "ask_again", "judged_by_provider"]

Rows = Callable[[], Iterator[SourceRow]]
"""Begins anew with the rows that are not in the journal, at every call."""

_LOOK = 0.2
"""Seconds between two looks at whether the run is asked to stop."""
_PATIENCE = 3600.0
"""Seconds for which a provider that cannot be asked is asked again; what was handed in is not lost meanwhile."""


@dataclass(frozen=True, slots=True)
class ByProvider:
    """How a batch service is used: looked at every `poll` seconds, `told` what happens in words.

    `reader` is a ReplayReader or one in a cache. `falls_back` lets the offline reader stand in for failed rows.
    """

    reader: Reader
    service: BatchService
    terms: Terms
    budget: float | None = None
    falls_back: bool = False
    poll: float = 30.0
    told: Callable[[str], None] = lambda words: None

    @property
    def replay(self) -> ReplayReader:
        """The reader that is given its answers."""
        return cast("ReplayReader", uncached(self.reader))


def judged_by_provider(
    rows: Rows, journal: Journal, submissions: Submissions, how: ByProvider, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    """The rows read through the service, and judged, as their answers come.

    A posting that came before is not asked about again. Once the run is asked to stop, what was handed in stays with
    the provider, and the next run fetches it; rows for which the budget does not last are named as not done.

    Raises:
        ReaderError: the provider refuses the requests as a whole, or could not be asked for an hour.
        UsageError: there is a budget and the model's price is not known.
    """
    return _Run(rows, journal, submissions, how, interrupt).entries()


def ask_again(journal: Journal, submissions: Submissions, *, retry_failed: bool) -> None:
    """Takes failed rows for not yet judged: on request all, else those that an earlier run began to ask again."""
    if retry_failed:
        failed = (entry.row for entry in journal.entries() if _failed(entry))
        places = {row: journal.place(row) for row in failed}
        submissions.retry({row: place for row, place in places.items() if place is not None})
    journal.forget([row for row, place in submissions.retried.items() if journal.place(row) == place])


def _failed(entry: Entry) -> bool:
    record = entry.parsed()
    return record["status"] == "failed" and record["reason"] != NOT_DONE


class _Run:
    def __init__(
        self, rows: Rows, journal: Journal, submissions: Submissions, how: ByProvider, interrupt: Interrupt
    ) -> None:
        self._rows = rows
        self._journal = journal
        self._submissions = submissions
        self._how = how
        self._interrupt = interrupt
        self._money = Money(how.budget, journal)
        self._row_of = drafted(journal)
        self._answered = submissions.answered()
        self._handing_in = HandingIn(how.service, submissions, how.told, self._pause)
        self._blocked = False

    def entries(self) -> Iterator[list[Entry]]:
        while True:
            before = self._money.spent
            yield from self._passed()
            if self._interrupt.requested:
                return
            if self._submissions.under_way:
                if not self._waited():
                    return
            elif not (self._blocked and self._money.spent > before):
                break
        for row in self._rows():
            yield [not_done(row, "the budget was reached before this row")]
        if not self._blocked:
            self._submissions.clear()

    def _passed(self) -> Iterator[list[Entry]]:
        """One pass over the rows left: entries of those that need nothing more; the others are handed in."""
        self._blocked = False
        under_way = {row for each in self._submissions.under_way for row in each.rows}
        waited_for: set[str] = set()
        file = self._new_file()
        for row in self._rows():
            if self._interrupt.requested:
                file.discard()
                return
            if row.row in under_way or posting_id(row) in waited_for:
                waited_for.add(posting_id(row))
                continue
            outcome = self._outcome(row)
            if isinstance(outcome, Entry):
                yield [outcome]
                continue
            waited_for.add(posting_id(row))
            if not self._affords(file, outcome):
                self._blocked = True
            elif not file.add(row.row, outcome):
                self._handing_in.submit(file)
                file = self._new_file()
                file.add(row.row, outcome)
        self._handing_in.submit(file)

    def _new_file(self) -> RequestFile:
        number = self._submissions.next_number
        return RequestFile(self._submissions.requests(number), self._submissions.token(number), self._how.service)

    def _affords(self, file: RequestFile, asked: Unanswered) -> bool:
        """Whether the budget lasts for one more request beside those that are under way."""
        if self._how.budget is None:
            return True
        reserved = sum(each.usd or 0.0 for each in self._submissions.under_way) + (file.usd or 0.0)
        usd = self._money.priced(asked.estimate.usd if asked.estimate else None)
        return self._money.spent + reserved + usd <= self._how.budget

    def _outcome(self, row: SourceRow) -> Entry | Unanswered:
        asked = _Asked(self._how, self._reader_of(row))
        answers, failure = self._answers(row.row)
        self._how.replay.give(answers, failure)
        try:
            entry = asked.reader.told(audited_row(row, asked.audit, asked.kept), asked.failure)
        except Unanswered as unanswered:
            return unanswered
        self._answered.pop(row.row, None)
        record = entry.parsed()
        self._money.count(record)
        if record["draft"]:
            self._row_of[posting_id(row)] = row.row
        return entry

    def _reader_of(self, row: SourceRow) -> Reader:
        """The reader, or its draft for the same posting of an earlier row."""
        draft = kept_draft(row, self._row_of, self._journal)
        return Given(self._how.reader.provenance, draft) if draft else self._how.reader

    def _answers(self, row: int) -> tuple[list[dict[str, Any]], ReaderError | None]:
        """The model's answers about the row so far, and the failure that came instead of one."""
        answers: list[dict[str, Any]] = []
        for number, offset in self._answered.get(row, ()):
            line = self._submissions.answer(number, offset)
            if "failure" in line:
                return answers, _restored(**line["failure"])
            answers.append(line["answer"])
        return answers, None

    def _waited(self) -> bool:
        """Waits until the answers of a submission are here; False when the run is asked to stop before."""
        failing_since: float | None = None
        said = ""
        while not self._interrupt.requested:
            try:
                if self._fetched():
                    return True
                failing_since = None
                words = self._handing_in.words()
            except MAY_PASS as failure:
                failing_since = failing_since or time.monotonic()
                if time.monotonic() - failing_since > _PATIENCE:
                    raise
                words = f"{failure.message}; asking again"
            if words != said:
                self._how.told(words)
                said = words
            self._pause(self._how.poll)
        return False

    def _fetched(self) -> bool:
        """Fetches the answers of every submission that has ended; whether there was one."""
        found = False
        for submission in self._submissions.under_way:
            if self._interrupt.requested:
                break
            if self._handing_in.settled(submission) and self._handing_in.fetched(submission):
                self._submissions.index(submission.number, self._answered)
                self._how.told(f"batch {submission.batch}: {len(submission.rows):,} answers fetched")
                found = True
        return found

    def _pause(self, seconds: float) -> bool:
        """Waits; False when the run is asked to stop."""
        until = time.monotonic() + seconds
        while not self._interrupt.requested and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _LOOK))
        return not self._interrupt.requested


class _Asked:
    """One row's way through the reader, at last perhaps by the offline reader."""

    def __init__(self, how: ByProvider, reader: Reader) -> None:
        self._how = how
        self.reader = Remembering(reader)
        self.failure: ReaderError | None = None

    def audit(self, posting: Posting) -> Audit:
        """The posting's audit.

        Raises:
            ReaderError: the answers are of no use, and nothing stands in for them.
            Unanswered: an answer is missing.
        """
        try:
            return self._how.terms.audit(posting, self.reader)
        except ReaderError as failure:
            if not self._how.falls_back:
                raise
            self.failure = failure
        return self._how.terms.audit(posting, OfflineReader())

    def kept(self) -> dict[str, Any] | None:
        """The model's draft, unless it is no use to other rows."""
        return None if self.failure else self.reader.kept()


def _restored(code: str, message: str) -> ReaderError:
    """The failure that was kept as its code and message."""
    kinds = {kind.code: kind for kind in ReaderError.__subclasses__() if kind.__init__ is AuditorError.__init__}
    return kinds.get(code, RejectedRequestError)(message, "The same command with --retry-failed asks again.")
