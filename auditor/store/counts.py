"""Counts of the queue's rows and of the newest audits, kept true in the transaction that changes what they count.

The rows by column are kept true with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects import mysql, postgresql, sqlite

from auditor.store.columns import keep, keep_all, unlike_pages
from auditor.store.engine import in_parts, write_many
from auditor.store.prepared import NONE
from auditor.store.tables import audits, outcome_counts, postings, queue, queue_counts

__all__ = ["EVERY", "NAMED", "QUEUE_FACETS", "recount", "recounted", "unlike_rows"]

EVERY = ""
"""The facet of all rows; its value is "" too."""
QUEUE_FACETS = ("company", "owner", "source")
"""What the queue is counted by, besides all of it."""
NAMED = {"company": "companies", "owner": "owners", "source": "sources"}
"""Facets of the same values that are counted without regard to group and time: few rows, to choose a value from."""
_Counts = dict[Table, Counter[tuple[Any, ...]]]


@contextmanager
def recounted(
    connection: Connection,
    old: Collection[int],
    new: Collection[int] = (),
    tables: Collection[Table] = (queue_counts, outcome_counts),
) -> Iterator[None]:
    """Brings counts and columns to what the block leaves of postings (by number); `new` ones had nothing before it."""
    before, rows = _counted(connection, old, tables), _numbered(connection, old)
    yield
    keep(connection, rows | _numbered(connection, [*old, *new]))
    after = _counted(connection, [*old, *new], tables)
    for table, counts in after.items():
        counts.subtract(before[table])
        _add(connection, table, counts)


def recount(connection: Connection) -> None:
    """Counts everything anew, and makes the columns again."""
    for table in _FACETS:
        connection.execute(delete(table))
        names = [column.name for column in table.columns]
        for facet in _facets(table):
            connection.execute(insert(table).from_select(names, _truth(table, facet)))
    keep_all(connection)


def unlike_rows(connection: Connection) -> Iterator[str]:
    """What is counted otherwise than it is."""
    for table in _FACETS:
        for facet in _facets(table):
            kept, truth = select(table).where(table.c.facet == facet), _truth(table, facet)
            wrong = sum(
                connection.execute(select(func.count()).select_from(one.except_(other).subquery())).scalar_one()
                for one, other in ((kept, truth), (truth, kept))
            )
            if wrong:
                yield f"{table.name}: {wrong:,} counts by {facet or 'nothing'} are not what is there"
    yield from unlike_pages(connection)


def _numbered(connection: Connection, postings_: Collection[int]) -> set[int]:
    """Numbers of the rows that the queue has of these postings."""
    found = set[int]()
    for part in in_parts(sorted(postings_)):
        found.update(connection.execute(select(queue.c.number).where(queue.c.posting.in_(part))).scalars())
    return found


def _queue_rows(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(queue)


def _outcome_rows(*columns: Any) -> Select[Any]:
    later = audits.alias()
    last = select(func.max(later.c.number)).where(later.c.posting == postings.c.number).scalar_subquery()
    joined = postings.join(audits, and_(audits.c.posting == postings.c.number, audits.c.number == last))
    return select(*columns).select_from(joined).where(postings.c.superseded_by.is_(None))


_FACETS: dict[Table, dict[str, Any]] = {
    queue_counts: {name: queue.c[name] for name in QUEUE_FACETS},
    outcome_counts: {
        "company": postings.c.company,
        "source": postings.c.source,
        "title": cast(postings.c.title_key, Text),
    },
}
"""Table of counts -> facet -> its value in a row; all rows are counted besides, and of the queue those of `NAMED`."""
_VALUES = {table: tuple(facets.values()) for table, facets in _FACETS.items()}
_NAMES = {table: tuple((name, NAMED.get(name, "")) for name in facets) for table, facets in _FACETS.items()}
_ROWS = {queue_counts: _queue_rows, outcome_counts: _outcome_rows}
_POSTING = {queue_counts: queue.c.posting, outcome_counts: postings.c.number}
_ALIKE: dict[Table, tuple[Any, ...]] = {
    queue_counts: (
        *(queue.c[name] for name in ("state", "unsure", "action", "claim", "role", "code")),
        func.coalesce(queue.c.assignee, ""),
        queue.c.saved_at,
    ),
    outcome_counts: (
        func.substr(postings.c.saved_at, 1, 10),
        audits.c.action,
        func.coalesce(audits.c.role, NONE),
    ),
}


def _facets(table: Table) -> dict[str, Any]:
    short = {NAMED[name]: value for name, value in _FACETS[table].items()} if table is queue_counts else {}
    return {EVERY: literal("", Text), **_FACETS[table], **short}


def _truth(table: Table, facet: str) -> Select[Any]:
    names = [column.name for column in table.primary_key.columns]
    alike = _ALIKE[table]
    if facet in NAMED.values():
        state, unsure, action, _claim, _role, _code, assignee, _saved_at = alike
        none = literal("", Text)
        alike = (state, unsure, action, none, none, none, assignee, none)
    told = (literal(facet, Text), _facets(table)[facet], *alike)
    each = _ROWS[table](*(value.label(name) for name, value in zip(names, told, strict=True))).subquery()
    return select(*each.c, func.count().label("rows")).where(each.c.value.is_not(None)).group_by(*each.c)


def _counted(connection: Connection, numbers: Collection[int], tables: Collection[Table]) -> _Counts:
    found: _Counts = {table: Counter() for table in tables}
    every = sorted(numbers)
    alike: dict[Table, Counter[tuple[Any, ...]]] = {table: Counter() for table in tables}
    for part in in_parts(every):
        for table, rows in alike.items():
            asked = _ROWS[table](*_VALUES[table], *_ALIKE[table]).where(_POSTING[table].in_(part))
            rows.update(map(tuple, connection.execute(asked)))
    for table, rows in alike.items():
        counts, of_queue, several = found[table], table is queue_counts, len(_VALUES[table])
        for row, times in rows.items():
            fine = row[several:]
            counts[EVERY, "", *fine] += times
            for (facet, short), value in zip(_NAMES[table], row, strict=False):
                if value is not None:
                    counts[facet, value, *fine] += times
                    if of_queue:
                        counts[short, value, *_coarse(fine)] += times
    return found


def _coarse(fine: tuple[Any, ...]) -> tuple[Any, ...]:
    state, unsure, action, _claim, _role, _code, assignee, _saved_at = fine
    return state, unsure, action, "", "", "", assignee, ""


def _add(connection: Connection, table: Table, changes: Counter[tuple[Any, ...]]) -> None:
    """Adds the changes to the table's rows, and takes out those that come to nothing."""
    names = [column.name for column in table.primary_key.columns]
    rows = [dict(zip(names, key, strict=True)) | {"rows": count} for key, count in sorted(changes.items()) if count]
    if not rows:
        return
    write_many(connection, _upsert(table, names, connection.dialect.name), rows)
    fewer = [{f"at_{name}": row[name] for name in names} for row in rows if row["rows"] < 0]
    at = and_(*(table.c[name] == bindparam(f"at_{name}") for name in names))
    write_many(connection, delete(table).where(at, table.c.rows == text("0")), fewer)


def _upsert(table: Table, names: Sequence[str], dialect: str) -> Insert:
    """Writes a count, or adds to the one that is there."""
    if dialect in ("mysql", "mariadb"):
        more = mysql.insert(table)
        return more.on_duplicate_key_update(rows=table.c.rows + more.inserted.rows)
    upsert: Any = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
    added: Insert = upsert.on_conflict_do_update(
        index_elements=names, set_={"rows": table.c.rows + upsert.excluded.rows}
    )
    return added
