"""Deleting postings with everything that was said of them; that it was done, and how many, stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, insert, or_, select, update

from auditor.errors import UsageError
from auditor.store.counts import recounted
from auditor.store.engine import in_parts, numbers
from auditor.store.shown import show
from auditor.store.tables import assignments, audits, comments, decisions, drafts, postings, queue, removals, titles

__all__ = ["forget", "forgettable", "unknown"]

_OF_POSTING = (queue, decisions, comments, assignments, audits, drafts)
"""What refers to a posting, in an order in which it can be deleted."""


def forgettable(
    connection: Connection, ids: Collection[str] = (), company: str | None = None, before: str | None = None
) -> list[int]:
    """Numbers of the postings that have one of the ids, are of the company, and were saved before a time.

    Raises:
        UsageError: none of the three is given.
    """
    found: list[ColumnElement[bool]] = []
    if ids:
        found.append(_named(ids))
    if company is not None:
        found.append(postings.c.company == company)
    if before is not None:
        found.append(postings.c.saved_at < before)
    if not found:
        raise UsageError("nothing was named to be forgotten", "Give ids, --company or --older-than.")
    return list(connection.execute(select(postings.c.number).where(and_(*found))).scalars())


def unknown(connection: Connection, ids: Collection[str]) -> list[str]:
    """Those of the ids that no posting has, as its own, its source's or its requisition's."""
    return [id_ for id_ in ids if not connection.execute(select(exists().where(_named([id_])))).scalar()]


def forget(connection: Connection, chosen: Collection[int], what: str, by: str, at: str) -> int:
    """Deletes the postings of these numbers; `what` says in words which they were. Returns how many.

    An earlier version of a vacancy whose later ones are all deleted is its newest version again.
    """
    chosen = sorted(chosen)
    heirs = _heirs(connection, frozenset(chosen))
    with recounted(connection, [*chosen, *heirs]):
        if heirs:
            mark = (
                update(postings).where(postings.c.number == bindparam("old")).values(superseded_by=bindparam("later"))
            )
            connection.execute(mark, [{"old": number, "later": later} for number, later in heirs.items()])
        for part in in_parts(chosen):
            _delete(connection, part)
    show(connection, heirs)
    (number,) = numbers(connection, "removals", 1)
    row = {"number": number, "what": what, "postings": len(chosen), "removed_by": by, "removed_at": at}
    connection.execute(insert(removals), [row])
    return len(chosen)


def _heirs(connection: Connection, chosen: frozenset[int]) -> dict[int, int | None]:
    """Postings that stay, of which the next version goes -> the version that then is next, None for none."""
    later = {
        row.number: row.superseded_by
        for row in connection.execute(
            select(postings.c.number, postings.c.superseded_by).where(postings.c.superseded_by.is_not(None))
        )
    }
    heirs: dict[int, int | None] = {}
    for number, following in later.items():
        if number not in chosen and following in chosen:
            while following in chosen:
                following = later.get(following)
            heirs[number] = following
    return heirs


def _delete(connection: Connection, part: Sequence[int]) -> None:
    keys = select(postings.c.title_key).where(postings.c.number.in_(part), postings.c.title_key.is_not(None))
    named = list(connection.execute(keys.distinct()).scalars())
    for table in _OF_POSTING:
        connection.execute(delete(table).where(table.c.posting.in_(part)))
    connection.execute(delete(postings).where(postings.c.number.in_(part)))
    used = exists(select(postings.c.number).where(postings.c.title_key == titles.c.key))
    connection.execute(delete(titles).where(titles.c.key.in_(named), ~used))


def _named(ids: Collection[str]) -> ColumnElement[bool]:
    return or_(*(postings.c[name].in_(ids) for name in ("id", "source_id", "requisition")))
