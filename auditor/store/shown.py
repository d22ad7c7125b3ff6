"""The queue's rows as the log of decisions says that they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from auditor.store.counts import recounted
from auditor.store.engine import write_many
from auditor.store.fold import OF_POSTING, fold
from auditor.store.log import decisions_of
from auditor.store.model import State
from auditor.store.tables import postings, queue, queue_counts

__all__ = ["Standing", "show", "standings"]

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the queue by its number: the state it has and should have, and the last decision about its posting."""

    row: int
    has: State
    state: State
    head: int


def show(connection: Connection, chosen: Collection[int]) -> None:
    """Brings the queue's rows of these postings (by number) to what their log says."""
    mark = update(queue).where(queue.c.number == bindparam("row"))
    mark = mark.values(state=bindparam("new_state"), head=bindparam("new_head"))
    with recounted(connection, chosen, tables=(queue_counts,)):
        rows = [{"row": s.row, "new_state": s.state, "new_head": s.head} for s in standings(connection, chosen)]
        write_many(connection, mark, rows)


def standings(connection: Connection, chosen: Collection[int]) -> Iterator[Standing]:
    """The queue's rows of these postings; of a superseded version nothing else holds."""
    every = list(chosen)
    for start in range(0, len(every), _CHUNK):
        yield from _standings(connection, every[start : start + _CHUNK])


def _standings(connection: Connection, part: Sequence[int]) -> Iterator[Standing]:
    log = decisions_of(connection, part)
    states, head = fold(log), {decision.posting_id: decision.number for decision in log}
    asked = select(queue.c.number, queue.c.code, queue.c.state, postings.c.id, postings.c.superseded_by).join(postings)
    for row in connection.execute(asked.where(queue.c.posting.in_(part))).all():
        said = states.get((row.id, row.code), states.get((row.id, OF_POSTING), State.OPEN))
        state = said if row.superseded_by is None else State.SUPERSEDED
        yield Standing(row.number, State(row.state), state, head.get(row.id, 0))
