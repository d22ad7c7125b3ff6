"""The store: postings, drafts, audits, decisions and comments in one database, behind one small interface."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from types import TracebackType
from typing import Any

from auditor.store import decide as deciding
from auditor.store import forget as forgetting
from auditor.store import insight, queue, remarks, save
from auditor.store.corrections import corrected_cases
from auditor.store.engine import reading, said, writing
from auditor.store.insight import InsightFilter, Outcome
from auditor.store.log import whole_log
from auditor.store.model import (
    BulkResult,
    Comment,
    Decision,
    DecisionKind,
    GroupKey,
    GroupPage,
    HousePolicy,
    NewAudit,
    QueueFilter,
    RowPage,
    SaveResult,
    Seen,
    StoredPosting,
)
from auditor.store.opened import opened
from auditor.store.packed import time_text
from auditor.store.prepared import prepared
from auditor.store.rejudge import KeptReading, kept_readings
from auditor.store.signoff import SignOffFilter, SignOffRow, signoff_rows
from auditor.store.view import posting_view, versions_of

__all__ = ["Store"]

_CHUNK = 500
"""Audits written in one transaction."""
_OPEN = QueueFilter()
_ALL = SignOffFilter()


class Store:
    """An open store. Every call is one transaction (`save`: one for 500 audits); safe for threads and processes."""

    def __init__(
        self,
        url: str | None = None,
        *,
        two_people: bool = False,
        make: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Opens the database at the URL, or the user's own file, made if need be with `make`; an old one is upgraded.

        With `two_people`, nobody approves a posting of which they are the author.

        Raises:
            UsageError: the URL cannot be used, there is no store and none is to be made, or the database is of an
                older or newer version.
            StoreError: the database cannot be reached or read.
        """
        self._engine = opened(url, make=make)
        self._two_people = two_people
        self._now = now

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def save(self, audits: Iterable[NewAudit], by: str) -> SaveResult:
        """Writes audits as they come; `by` is who saves them.

        An audit that the store has as the posting's last is not written again. What was written stays when a later
        one fails.

        Raises:
            StoreError: the database failed.
        """
        saving = save.Saving(by, self._at(), str(uuid.uuid4()))
        result = SaveResult()
        rows = map(prepared, audits)
        while chunk := tuple(islice(rows, _CHUNK)):
            with writing(self._engine) as connection:
                result += save.save_chunk(connection, chunk, saving)
        return result

    def groups(self, chosen: QueueFilter = _OPEN, limit: int = 50, offset: int = 0) -> GroupPage:
        """A page of the queue's groups under a filter, largest first.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return queue.groups(connection, chosen, limit, offset)

    def rows(self, chosen: QueueFilter = _OPEN, limit: int = 50, after: int | None = None) -> RowPage:
        """A page of the queue's rows under a filter (`chosen.of_group(key)` for one group), oldest first.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return queue.rows(connection, chosen, limit, after)

    def choices(self, column: str, chosen: QueueFilter = _OPEN, limit: int = 100) -> tuple[tuple[str, int], ...]:
        """The commonest values of `company`, `owner`, `source`, `assignee` or `code` under a filter, with counts.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return queue.choices(connection, column, chosen, limit)

    def posting(self, posting_id: str) -> StoredPosting:
        """All that the store has of a posting.

        Raises:
            StoreError: the store has no such posting, or the database failed.
        """
        with reading(self._engine) as connection:
            return posting_view(connection, posting_id)

    def decide(
        self,
        posting_id: str,
        code: str,
        kind: DecisionKind,
        reviewer: str,
        head: int,
        reason: str = "",
        correction: Mapping[str, object] | None = None,
    ) -> Decision:
        """Writes a decision about a finding (its code) or the posting (code ""); kept on disk when this returns.

        `head` is what the reviewer saw: `StoredPosting.head` or `QueueRow.head`.

        Raises:
            ConflictError: somebody decided about the posting in the meantime.
            StoreError: the store has no such posting, or a later version of it.
            UsageError: the decision is not whole or does not fit, or author and approver are the same.
        """
        new = deciding.Deciding(kind, reviewer, self._at(), reason, correction)
        with writing(self._engine) as connection:
            return deciding.decide(connection, posting_id, code, new, head, two_people=self._two_people)

    def undo(self, number: int, reviewer: str, head: int, reason: str = "") -> Decision:
        """Takes a decision back, by an entry of its own.

        Raises:
            ConflictError: somebody decided about the posting in the meantime.
            StoreError: there is no such decision, or it was taken back before.
        """
        new = deciding.Deciding(DecisionKind.UNDO, reviewer, self._at(), reason)
        with writing(self._engine) as connection:
            return deciding.undo(connection, number, new, head)

    def decide_group(
        self,
        chosen: QueueFilter,
        kind: DecisionKind,
        reviewer: str,
        reason: str,
        seen: Seen,
        exceptions: Collection[str] = (),
    ) -> BulkResult:
        """Confirms, dismisses, sends back or takes for fixed every open row under a filter, but for the exceptions.

        `seen` is that of the page that the reviewer saw; rows that came or were decided since stay as they are, and
        the latter are told. `exceptions` are posting ids.

        Raises:
            StoreError: the database failed; nothing was decided.
            UsageError: the rows are in doubt, there is no reason, or the kind is one for single postings.
        """
        bulk = str(uuid.uuid4())
        new = deciding.Deciding(kind, reviewer, self._at(), reason, bulk=bulk)
        with writing(self._engine) as connection:
            return deciding.decide_all(connection, chosen, new, seen, frozenset(exceptions))

    def undo_group(self, bulk: str, reviewer: str, reason: str = "") -> BulkResult:
        """Takes back what was decided at once; rows that were decided about since stay, and are told.

        Raises:
            StoreError: nothing was decided under this id, or all of it was taken back.
        """
        new = deciding.Deciding(DecisionKind.UNDO, reviewer, self._at(), reason, bulk=str(uuid.uuid4()))
        with writing(self._engine) as connection:
            return deciding.undo_bulk(connection, bulk, new)

    def comment(self, posting_id: str, text: str, author: str, code: str = "") -> Comment:
        """Writes a remark about a posting or one of its findings.

        Raises:
            StoreError: the store has no such posting.
            UsageError: there is no text or no author.
        """
        with writing(self._engine) as connection:
            return remarks.comment(connection, posting_id, code, text, author, self._at())

    def assign(self, posting_ids: Collection[str], assignee: str | None, by: str) -> int:
        """Gives postings to somebody, or to nobody; returns how many.

        Raises:
            StoreError: the store has not all of these postings.
        """
        with writing(self._engine) as connection:
            return remarks.assign(connection, posting_ids, assignee, by, self._at())

    def set_policy(self, key: GroupKey, sentence: str | None, by: str) -> HousePolicy:
        """Records how titles are used here, for a group; None takes it back. Changes no verdict.

        Raises:
            UsageError: the sentence is empty, or nobody decides.
        """
        with writing(self._engine) as connection:
            return remarks.decide_policy(connection, key, sentence, by, self._at())

    def outcomes(self, chosen: InsightFilter) -> tuple[Outcome, ...]:
        """What became of postings, by the day that they were saved first.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return insight.over_time(connection, chosen)

    def compared(self, facet: insight.Facet, chosen: InsightFilter, limit: int = 20) -> tuple[Outcome, ...]:
        """What became of the postings of the companies, sources or titles that have most, most first.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return insight.compared(connection, facet, chosen, limit)

    def most_postings(self, facet: insight.Facet, limit: int = 100) -> tuple[tuple[str, int], ...]:
        """The companies or sources (or keys of titles) with most postings, and how many.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return insight.commonest(connection, facet, InsightFilter(), limit)

    def policies(self) -> tuple[HousePolicy, ...]:
        """The house's policies that hold.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return remarks.policies_now(connection)

    def decisions(self) -> tuple[Decision, ...]:
        """The whole log, in order.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return whole_log(connection)

    def signoff(self, chosen: SignOffFilter = _ALL) -> tuple[SignOffRow, ...]:
        """Who decided what and why, open and closed.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return tuple(signoff_rows(connection, chosen))

    def corrections(self) -> tuple[dict[str, Any] | None, ...]:
        """Corrected postings as labelled cases, None for one whose text was not kept.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return tuple(corrected_cases(connection))

    def readings(self) -> Iterator[KeptReading]:
        """The newest version of every posting with what was read of it; the store may be written to meanwhile.

        Raises:
            StoreError: the database failed.
        """
        after: int | None = 0
        while after is not None:
            with reading(self._engine) as connection:
                page, after = kept_readings(connection, after)
            yield from page

    def versions(self, vacancy: str) -> tuple[StoredPosting, ...]:
        """The versions of the vacancy with this requisition or source id, oldest first.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return versions_of(connection, vacancy)

    def unknown(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of the ids that no posting has as its own, its source's or its requisition's.

        Raises:
            StoreError: the database failed.
        """
        with reading(self._engine) as connection:
            return tuple(forgetting.unknown(connection, ids))

    def forget(
        self,
        by: str,
        ids: Collection[str] = (),
        company: str | None = None,
        before: datetime | None = None,
        *,
        only_count: bool = False,
    ) -> int:
        """Deletes postings with everything said of them; returns how many (or would be, with `only_count`).

        `ids` are posting ids, source ids or requisitions; all that is given has to hold.

        Raises:
            StoreError: the database failed; nothing was deleted.
            UsageError: nothing was named.
        """
        with writing(self._engine) as connection:
            chosen = forgetting.forgettable(connection, ids, company, time_text(before) if before else None)
            if only_count:
                return len(chosen)
            named = (("ids", len(ids) or None), ("company", company), ("before", before))
            what = ", ".join(f"{name} {value}" for name, value in named if value is not None)
            count = forgetting.forget(connection, chosen, what, by, self._at())
        self._wipe()
        return count

    def _wipe(self) -> None:
        """Leaves nothing of deleted rows in SQLite's log beside the file."""
        if self._engine.url.get_backend_name() == "sqlite":
            with said(self._engine), self._engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _at(self) -> str:
        return time_text(self._now())
