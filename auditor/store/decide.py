"""Writing decisions: one about a posting or finding, one for a whole group, and taking them back."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, insert, select

from auditor.errors import ConflictError, StoreError, UsageError
from auditor.store.corrections import check_correction
from auditor.store.engine import in_parts, no_posting, numbers, write_many
from auditor.store.fold import OF_POSTING, standing
from auditor.store.log import decision_of, decisions_of
from auditor.store.model import BulkResult, Decision, DecisionKind, QueueFilter, Seen, State, Taken
from auditor.store.search import Search, search_of, titles_of
from auditor.store.shown import show
from auditor.store.tables import audits, decisions, postings, queue

__all__ = ["Deciding", "decide", "decide_all", "undo", "undo_bulk"]


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision to be written: what, by whom, when, and why. `bulk` is shared by decisions taken at once."""

    kind: DecisionKind
    reviewer: str
    at: str
    reason: str = ""
    correction: Mapping[str, object] | None = None
    bulk: str | None = None

    def check(self) -> None:
        """Whether it can be written.

        Raises:
            UsageError: it has no reviewer, no reason where one is needed, or a correction that says nothing.
        """
        if not self.reviewer.strip():
            raise UsageError("a decision needs a reviewer", "Say who decides.")
        if self.kind.needs_reason and not self.reason.strip():
            raise UsageError(f"to {_said(self.kind)} needs a reason", "Say why in a few words.")
        if (self.kind is DecisionKind.CORRECT) != bool(self.correction):
            raise UsageError(
                "a correction says what is right, and only a correction does", "Name the right role or line."
            )
        if self.correction:
            check_correction(self.correction)


def decide(
    connection: Connection, posting_id: str, code: str, deciding: Deciding, head: int, *, two_people: bool
) -> Decision:
    """Writes one decision about a posting whose last decision, as the reviewer saw it, was number `head`.

    Raises:
        ConflictError: somebody decided about the posting after `head`.
        StoreError: the store has no such posting, or a later version of it.
        UsageError: the decision is not whole, its kind does not fit the code, or author and approver are the same.
    """
    deciding.check()
    posting = _posting(connection, posting_id)
    if posting.superseded_by is not None:
        raise StoreError("the posting was edited since", "Decide about its newest version.")
    _check_code(connection, posting.number, code, deciding.kind)
    if two_people and deciding.kind is DecisionKind.APPROVE:
        _check_other(deciding.reviewer, posting.author or posting.saved_by)
    _check_head(connection, posting.number, head)
    (number,) = numbers(connection, "decisions", 1)
    row = _row(deciding, number, posting.number, posting_id, code, head)
    connection.execute(insert(decisions), [row])
    show(connection, [posting.number])
    return _decisions_of_number(connection, number)


def undo(connection: Connection, number: int, deciding: Deciding, head: int) -> Decision:
    """Takes back the decision with this number, by a row of its own.

    Raises:
        ConflictError: somebody decided about the posting after `head`.
        StoreError: there is no such decision, or it was taken back before.
    """
    found = connection.execute(select(decisions).where(decisions.c.number == number)).first()
    if found is None:
        raise StoreError(f"there is no decision {number}", "Look at the posting again.")
    _check_head(connection, found.posting, head)
    if number not in {decision.number for decision in standing(decisions_of(connection, [found.posting]))}:
        raise StoreError("the decision was taken back before", "Look at the posting again.")
    (given,) = numbers(connection, "decisions", 1)
    row = _row(deciding, given, found.posting, found.posting_id, found.code, head)
    connection.execute(insert(decisions), [row | {"undoes": number}])
    show(connection, [found.posting])
    return _decisions_of_number(connection, given)


def decide_all(
    connection: Connection, chosen: QueueFilter, deciding: Deciding, seen: Seen, exceptions: Collection[str]
) -> BulkResult:
    """Decides every open row of a group that the reviewer could see, but for the exceptions (posting ids).

    Rows that somebody decided in the meantime are left as they are.

    Raises:
        UsageError: the rows are in doubt, the kind is a correction, an approval or an undo, or it is not whole.
    """
    deciding.check()
    if chosen.unsure is not False or chosen.state is not State.OPEN:
        raise UsageError("rows in doubt are decided one by one", "Decide a group of the open, sure rows.")
    if deciding.kind in (DecisionKind.CORRECT, DecisionKind.APPROVE, DecisionKind.UNDO):
        raise UsageError(f"to {_said(deciding.kind)} is done one by one", "Confirm, dismiss or send back a group.")
    asked = select(queue.c.posting, queue.c.code, queue.c.head, postings.c.id).join(postings)
    search = search_of(connection, chosen)
    asked = asked.with_hint(queue, search.hint, "sqlite").order_by(queue.c.number)
    visible = and_(search.where, queue.c.number <= seen.row)
    rows = [row for row in connection.execute(asked.where(visible)) if row.id not in exceptions]
    taken = _taken(connection, chosen, seen, exceptions)
    once = {row.posting: row for row in rows}.values() if deciding.kind.of_posting else rows
    _write(connection, _follow(connection, [(row.posting, row.id, row.code, row.head) for row in once], deciding))
    return BulkResult(deciding.bulk or "", len(rows), tuple(taken))


def undo_bulk(connection: Connection, bulk: str, deciding: Deciding) -> BulkResult:
    """Takes back the decisions of a bulk; those on which somebody decided since stay, and are named.

    Raises:
        StoreError: nothing was decided under this id, or all of it was taken back.
    """
    given = connection.execute(_of_bulk(bulk)).all()
    own = {row.number for row in given}
    held = [row for row in given if not row.undone]
    if not held:
        raise StoreError("there is nothing to take back", "Look at the group again.")
    mine = [row for row in held if row.last in own]
    written = _follow(connection, [(row.posting, row.posting_id, row.code, row.last) for row in mine], deciding)
    _write(connection, [entry | {"undoes": row.number} for entry, row in zip(written, mine, strict=True)])
    others = _by_number(connection, {row.last for row in held} - own)
    return BulkResult(bulk, len(mine), tuple(Taken(decision.posting_id, decision) for decision in others))


def _of_bulk(bulk: str) -> Select[Any]:
    """The decisions of a bulk: whether each was undone, and the last decision about its posting."""
    later, undo = decisions.alias(), decisions.alias()
    last = select(func.max(later.c.number)).where(later.c.posting == decisions.c.posting).scalar_subquery()
    undone = exists().where(undo.c.posting == decisions.c.posting, undo.c.undoes == decisions.c.number)
    asked = select(decisions, last.label("last"), undone.label("undone"))
    return asked.where(decisions.c.bulk == bulk).order_by(decisions.c.number)


def _decisions_of_number(connection: Connection, number: int) -> Decision:
    """The decision with this number."""
    return decision_of(connection.execute(select(decisions).where(decisions.c.number == number)).one())


def _by_number(connection: Connection, given: Collection[int]) -> list[Decision]:
    found = []
    for part in in_parts(sorted(given)):
        asked = select(decisions).where(decisions.c.number.in_(part))
        found += [decision_of(row) for row in connection.execute(asked.order_by(decisions.c.number))]
    return found


def _follow(
    connection: Connection, rows: Sequence[tuple[int, str, str, int]], deciding: Deciding
) -> list[dict[str, Any]]:
    """Entries of the log for (posting, its id, code, its last decision), each after the one before it."""
    head: dict[int, int] = {}
    written = []
    for (posting, posting_id, code, last), number in zip(
        rows, numbers(connection, "decisions", len(rows)), strict=True
    ):
        about = OF_POSTING if deciding.kind.of_posting else code
        written.append(_row(deciding, number, posting, posting_id, about, head.get(posting, last)))
        head[posting] = number
    return written


def _write(connection: Connection, entries: Sequence[dict[str, Any]]) -> None:
    write_many(connection, insert(decisions), entries)
    show(connection, list({entry["posting"]: None for entry in entries}))


def _taken(connection: Connection, chosen: QueueFilter, seen: Seen, exceptions: Collection[str]) -> list[Taken]:
    """What was decided since about rows of the group that the reviewer could still see as open."""
    since = list(connection.execute(select(decisions.c.number).where(decisions.c.number > seen.decision)).scalars())
    fitting = titles_of(connection, chosen.title) if chosen.title else None
    decided = and_(
        Search(replace(chosen, state=None), None, fitting).where,
        queue.c.number <= seen.row,
        queue.c.state.not_in((State.OPEN, State.SUPERSEDED)),
    )
    found = []
    for numbered in in_parts(since):
        part = decisions.c.number.in_(numbered)
        last = and_(queue.c.posting == decisions.c.posting, queue.c.head == decisions.c.number)
        rows = select(queue.c.number).join(decisions, last).where(part)
        asked = select(decisions).join(queue, last).with_hint(queue, "NOT INDEXED", "sqlite")
        asked = asked.where(queue.c.number.in_(list(connection.execute(rows).scalars())), part, decided)
        found += [decision_of(row) for row in connection.execute(asked.order_by(decisions.c.number))]
    return [Taken(decision.posting_id, decision) for decision in found if decision.posting_id not in exceptions]


def _posting(connection: Connection, posting_id: str) -> Any:
    found = connection.execute(select(postings).where(postings.c.id == posting_id)).first()
    if found is None:
        raise no_posting()
    return found


def _check_code(connection: Connection, posting: int, code: str, kind: DecisionKind) -> None:
    if kind.of_posting or kind is DecisionKind.UNDO:
        fits = kind is not DecisionKind.UNDO and code == OF_POSTING
    else:
        fits = code in _codes(connection, posting) or (kind is DecisionKind.CORRECT and code == OF_POSTING)
    if not fits:
        raise UsageError(f"to {_said(kind)} does not fit {code or 'a posting'!r}", "Name a finding of the posting.")


def _codes(connection: Connection, posting: int) -> set[str]:
    told = select(audits.c.codes).where(audits.c.posting == posting).order_by(audits.c.number.desc()).limit(1)
    rows = select(queue.c.code).where(queue.c.posting == posting)
    return {*(connection.execute(told).scalar() or "").split(), *connection.execute(rows).scalars()}


def _check_head(connection: Connection, posting: int, head: int) -> None:
    asked = select(decisions).where(decisions.c.posting == posting).order_by(decisions.c.number.desc()).limit(1)
    last = connection.execute(asked).first()
    if (last.number if last else 0) != head:
        if last is None:
            raise StoreError("the decision is not in the store any more", "Look at the posting again.")
        raise ConflictError(last.reviewer, last.kind, last.reason, last.number)


def _check_other(reviewer: str, author: str) -> None:
    if reviewer.strip().casefold() == author.strip().casefold():
        raise UsageError("author and approver are the same person", "Ask somebody else to approve.")


def _said(kind: DecisionKind) -> str:
    return kind.replace("_", " ")


def _row(deciding: Deciding, number: int, posting: int, posting_id: str, code: str, follows: int) -> dict[str, Any]:
    return {
        "number": number,
        "posting": posting,
        "posting_id": posting_id,
        "code": code,
        "kind": deciding.kind,
        "reason": deciding.reason.strip(),
        "correction": json.dumps(deciding.correction, sort_keys=True) if deciding.correction else None,
        "reviewer": deciding.reviewer.strip(),
        "decided_at": deciding.at,
        "bulk": deciding.bulk,
        "undoes": None,
        "follows": follows,
    }
