"""The queue's rows as the log of decisions says that they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select, update

from auditor.store.counts import recounted
from auditor.store.engine import in_parts
from auditor.store.fold import OF_POSTING, STATE_OF, fold
from auditor.store.log import decisions_of
from auditor.store.model import DecisionKind, State
from auditor.store.tables import decisions, postings, queue, queue_counts

__all__ = ["Standing", "show", "standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the queue by its number: the state it has and should have, and the last decision about its posting."""

    row: int
    has: State
    state: State
    head: int


def show(connection: Connection, chosen: Collection[int]) -> None:
    """Brings the queue's rows of these postings (by number) to what their log says."""
    every = list(chosen)
    with recounted(connection, every, tables=(queue_counts,)):
        for numbered in in_parts(every):
            part = queue.c.posting.in_(numbered)
            connection.execute(update(queue).where(part).values(state=_state(), head=_head()))


def _state() -> ColumnElement[str]:
    """The state of a row as `fold` says it: by the last decision that holds about its finding or its posting."""
    undone = decisions.alias()
    holds = and_(
        decisions.c.posting == queue.c.posting,
        decisions.c.code.in_((queue.c.code, OF_POSTING)),
        decisions.c.kind != DecisionKind.UNDO,
        ~exists().where(undone.c.posting == decisions.c.posting, undone.c.undoes == decisions.c.number),
    )
    meant = case({kind.value: state.value for kind, state in STATE_OF.items()}, value=decisions.c.kind)
    said = select(meant).where(holds).order_by(decisions.c.number.desc()).limit(1).scalar_subquery()
    later = select(postings.c.superseded_by).where(postings.c.number == queue.c.posting).scalar_subquery()
    return case((later.is_not(None), State.SUPERSEDED.value), else_=func.coalesce(said, State.OPEN.value))


def _head() -> ColumnElement[int]:
    last = select(func.max(decisions.c.number)).where(decisions.c.posting == queue.c.posting).scalar_subquery()
    return func.coalesce(last, 0)


def standings(connection: Connection, chosen: Collection[int]) -> Iterator[Standing]:
    """The queue's rows of these postings; of a superseded version nothing else holds."""
    for part in in_parts(chosen):
        yield from _standings(connection, part)


def _standings(connection: Connection, part: Sequence[int]) -> Iterator[Standing]:
    log = decisions_of(connection, part)
    states, head = fold(log), {decision.posting_id: decision.number for decision in log}
    asked = select(queue.c.number, queue.c.code, queue.c.state, postings.c.id, postings.c.superseded_by).join(postings)
    for row in connection.execute(asked.where(queue.c.posting.in_(part))).all():
        said = states.get((row.id, row.code), states.get((row.id, OF_POSTING), State.OPEN))
        state = said if row.superseded_by is None else State.SUPERSEDED
        yield Standing(row.number, State(row.state), state, head.get(row.id, 0))
