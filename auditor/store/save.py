"""Writing audits: one transaction for a chunk of them, so that a posting is never without its audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from auditor.store.counts import recounted
from auditor.store.engine import numbers, write_many
from auditor.store.fold import OF_POSTING, fold
from auditor.store.log import decisions_of
from auditor.store.model import SaveResult, State
from auditor.store.prepared import Prepared
from auditor.store.tables import audits, drafts, postings, queue, titles

__all__ = ["Saving", "save_chunk"]


@dataclass(frozen=True, slots=True)
class Saving:
    """What the audits of one call share: who saves and when, and the call's own id."""

    by: str
    at: str
    run: str


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    superseded: bool


def save_chunk(connection: Connection, chunk: Sequence[Prepared], saving: Saving) -> SaveResult:
    """Writes the chunk; of two audits of one posting, the first."""
    by_id: dict[str, Prepared] = {}
    for each in chunk:
        by_id.setdefault(each.id, each)
    known = _known(connection, by_id)
    new = [each for id_, each in by_id.items() if id_ not in known]
    number_of = {id_: row.number for id_, row in known.items()}
    number_of |= dict(zip((each.id for each in new), numbers(connection, "postings", len(new)), strict=True))
    same = _unchanged(connection, [by_id[id_] for id_ in known], known)
    changed = [each for id_, each in by_id.items() if id_ not in same]
    earlier = _earlier(connection, by_id.values(), number_of, saving)
    again = [row.number for row in known.values()]
    with recounted(connection, {*again, *earlier}, [number_of[each.id] for each in new]):
        _insert(connection, postings, [_posting_row(each, number_of[each.id], saving) for each in new])
        _renew(connection, again, saving)
        draft_of = _write_drafts(connection, by_id.values(), number_of, saving)
        _write_audits(connection, changed, number_of, draft_of, saving)
        _write_queue(connection, changed, number_of, frozenset(known), saving)
        _write_titles(connection, new)
        _supersede(connection, earlier)
    return SaveResult(len(new), len(known) - len(same), len(same) + len(chunk) - len(by_id), len(earlier))


def _known(connection: Connection, ids: Iterable[str]) -> dict[str, _Known]:
    asked = select(postings.c.id, postings.c.number, postings.c.superseded_by).where(postings.c.id.in_(list(ids)))
    return {id_: _Known(number, later is not None) for id_, number, later in connection.execute(asked)}


def _unchanged(connection: Connection, again: Sequence[Prepared], known: dict[str, _Known]) -> frozenset[str]:
    """Ids of known postings, of which the audit is the one that the store has last."""
    last: dict[int, bytes] = {}
    if again:
        asked = select(audits.c.posting, audits.c.document).order_by(audits.c.number)
        asked = asked.where(audits.c.posting.in_([known[each.id].number for each in again]))
        last = {row.posting: row.document for row in connection.execute(asked)}
    return frozenset(
        each.id
        for each in again
        if not known[each.id].superseded and last.get(known[each.id].number) == each.audit["document"]
    )


def _posting_row(each: Prepared, number: int, saving: Saving) -> dict[str, Any]:
    return each.posting | {"number": number, "run": saving.run, "saved_at": saving.at, "saved_by": saving.by}


def _renew(connection: Connection, again: Sequence[int], saving: Saving) -> None:
    """A posting that is saved again is the vacancy's newest version, and no longer superseded."""
    if again:
        chosen = postings.c.number.in_(again)
        connection.execute(update(postings).where(chosen).values(run=saving.run, superseded_by=None))


def _write_drafts(
    connection: Connection, chunk: Iterable[Prepared], number_of: dict[str, int], saving: Saving
) -> dict[str, int]:
    """Posting id -> number of its draft, written unless the same reader's was there."""
    drafted = {each.id: each.draft | {"posting": number_of[each.id]} for each in chunk if each.draft is not None}
    if not drafted:
        return {}
    asked = select(drafts.c.posting, drafts.c.fingerprint, drafts.c.number)
    rows = connection.execute(asked.where(drafts.c.posting.in_([draft["posting"] for draft in drafted.values()])))
    there = {(posting, fingerprint): number for posting, fingerprint, number in rows}
    found = {
        id_: there[key] for id_, draft in drafted.items() if (key := (draft["posting"], draft["fingerprint"])) in there
    }
    fresh = [id_ for id_ in drafted if id_ not in found]
    given = dict(zip(fresh, numbers(connection, "drafts", len(fresh)), strict=True))
    _insert(connection, drafts, [drafted[id_] | {"number": given[id_], "saved_at": saving.at} for id_ in fresh])
    return found | given


def _write_audits(
    connection: Connection,
    chunk: Sequence[Prepared],
    number_of: dict[str, int],
    draft_of: dict[str, int],
    saving: Saving,
) -> None:
    given = numbers(connection, "audits", len(chunk))
    shared = {"saved_at": saving.at, "saved_by": saving.by}
    rows = [
        each.audit | shared | {"number": number, "posting": number_of[each.id], "draft": draft_of.get(each.id)}
        for each, number in zip(chunk, given, strict=True)
    ]
    _insert(connection, audits, rows)


def _write_queue(
    connection: Connection, chunk: Sequence[Prepared], number_of: dict[str, int], again: frozenset[str], saving: Saving
) -> None:
    """The rows of the newest audits; those of known postings keep their decisions, assignee and age."""
    old = [number_of[each.id] for each in chunk if each.id in again]
    kept = _kept(connection, old)
    if old:
        connection.execute(delete(queue).where(queue.c.posting.in_(old)))
    rows = [
        {"state": State.OPEN, "head": 0, "assignee": None, "saved_at": saving.at}
        | row
        | {"posting": number_of[each.id]}
        | kept.get((number_of[each.id], row["code"]), kept.get((number_of[each.id], OF_POSTING), {}))
        for each in chunk
        for row in each.queue
    ]
    for row, number in zip(rows, numbers(connection, "queue", len(rows)), strict=True):
        row["number"] = number
    _insert(connection, queue, rows)


def _kept(connection: Connection, old: Sequence[int]) -> dict[tuple[int, str], dict[str, Any]]:
    """(posting, code) -> what a row of the queue keeps from before; the code "" stands for all others."""
    kept: dict[tuple[int, str], dict[str, Any]] = {}
    if not old:
        return kept
    about = {row.number: row for row in connection.execute(select(postings).where(postings.c.number.in_(old)))}
    asked = select(queue.c.posting, queue.c.assignee).where(queue.c.posting.in_(old))
    assignee = {row.posting: row.assignee for row in connection.execute(asked)}
    for number, row in about.items():
        log = decisions_of(connection, [number])
        states = fold(log)
        shared = {
            "head": max((decision.number for decision in log), default=0),
            "assignee": assignee.get(number),
            "saved_at": row.saved_at,
        }
        for_all = states.get((row.id, OF_POSTING), State.OPEN)
        kept[number, OF_POSTING] = shared | {"state": for_all}
        kept |= {(number, code): shared | {"state": state} for (_, code), state in states.items() if code}
    return kept


def _write_titles(connection: Connection, chunk: Sequence[Prepared]) -> None:
    found = {each.title[0]: each.title[1] for each in chunk if each.title is not None}
    if not found:
        return
    there = set(connection.execute(select(titles.c.key).where(titles.c.key.in_(list(found)))).scalars())
    _insert(connection, titles, [{"key": key, "title": title} for key, title in found.items() if key not in there])


def _earlier(
    connection: Connection, chunk: Iterable[Prepared], number_of: dict[str, int], saving: Saving
) -> dict[int, int]:
    """Other versions of the chunk's vacancies, saved before this call -> the one that takes their place."""
    newest = {each.posting["vacancy"]: number_of[each.id] for each in chunk if each.posting["vacancy"]}
    if not newest:
        return {}
    earlier = select(postings.c.number, postings.c.vacancy).where(
        postings.c.vacancy.in_(list(newest)), postings.c.run != saving.run, postings.c.superseded_by.is_(None)
    )
    here = set(number_of.values())
    return {number: newest[vacancy] for number, vacancy in connection.execute(earlier) if number not in here}


def _supersede(connection: Connection, earlier: dict[int, int]) -> None:
    if earlier:
        mark = update(postings).where(postings.c.number == bindparam("old")).values(superseded_by=bindparam("later"))
        connection.execute(mark, [{"old": number, "later": later} for number, later in earlier.items()])
        connection.execute(update(queue).where(queue.c.posting.in_(list(earlier))).values(state=State.SUPERSEDED))


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    write_many(connection, insert(table), rows)
