"""What became of saved postings, counted: by the day that they were saved first, and by company, title or source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, select

from auditor.store.counts import EVERY
from auditor.store.search import titled
from auditor.store.tables import outcome_counts, titles

__all__ = ["Facet", "InsightFilter", "Outcome", "commonest", "compared", "over_time"]

Facet = Literal["company", "source", "title"]


@dataclass(frozen=True, slots=True)
class InsightFilter:
    """Which postings, at most of one company, one source, or with something in their title; an empty field is all.

    `since` and `before` bound the day that a posting was saved first.
    """

    company: str | None = None
    source: str | None = None
    title: str | None = None
    since: date | None = None
    before: date | None = None

    def one(self) -> tuple[str, str] | None:
        """The facet that is restricted, with its value."""
        named = ((name, getattr(self, name)) for name in ("company", "source", "title"))
        return next(((name, value) for name, value in named if value), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many postings came to an action and a role (`none` when it is not known).

    `of` is the day as `2026-01-31`, or a company, source or title (in lower case). Each posting counts once, by its
    newest audit; versions that an edit superseded do not count.
    """

    of: str
    action: str
    role: str
    postings: int


def over_time(connection: Connection, chosen: InsightFilter) -> tuple[Outcome, ...]:
    """The outcomes of each day, in order."""
    table, one = outcome_counts, chosen.one()
    at = [table.c.facet == (one[0] if one else EVERY), *_valued(one), *_days(chosen)]
    key = (table.c.day, table.c.action, table.c.role)
    asked = select(*key, func.sum(table.c.rows)).where(and_(*at)).group_by(*key).order_by(*key)
    return tuple(Outcome(day, action, role, int(rows)) for day, action, role, rows in connection.execute(asked))


def commonest(connection: Connection, facet: Facet, chosen: InsightFilter, limit: int) -> tuple[tuple[str, int], ...]:
    """The values of a facet with most postings in the period, most first; a title as its key."""
    table, one = outcome_counts, chosen.one()
    of_same = one if one and one[0] == facet == "title" else None
    counted = func.sum(table.c.rows)
    asked = select(table.c.value, counted).where(table.c.facet == facet, *_valued(of_same), *_days(chosen))
    asked = asked.group_by(table.c.value).order_by(counted.desc(), table.c.value).limit(limit)
    return tuple((value, int(rows)) for value, rows in connection.execute(asked))


def compared(connection: Connection, facet: Facet, chosen: InsightFilter, limit: int) -> tuple[Outcome, ...]:
    """The outcomes of a facet's commonest values in the period, those with most postings first.

    Titles are those that have the filter's title in them; of companies and sources, each is compared with all.
    """
    table = outcome_counts
    order = [value for value, _ in commonest(connection, facet, chosen, limit)]
    key = (table.c.value, table.c.action, table.c.role)
    at = and_(table.c.facet == facet, table.c.value.in_(order), *_days(chosen))
    asked = select(*key, func.sum(table.c.rows)).where(at).group_by(*key).order_by(*key)
    named = _titles(connection, order) if facet == "title" else {}
    found = [
        (order.index(value), Outcome(named.get(value, value), action, role, int(rows)))
        for value, action, role, rows in connection.execute(asked)
    ]
    return tuple(outcome for _, outcome in sorted(found, key=lambda each: each[0]))


def _valued(one: tuple[str, str] | None) -> Iterator[ColumnElement[bool]]:
    if one is None:
        return
    name, value = one
    if name == "title":
        yield outcome_counts.c.value.in_(_keys(value))
    else:
        yield outcome_counts.c.value == value


def _keys(part: str) -> Select[Any]:
    found = titled(part).subquery()
    return select(cast(found.c.key, Text))


def _days(chosen: InsightFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.since is not None:
        yield outcome_counts.c.day >= chosen.since.isoformat()
    if chosen.before is not None:
        yield outcome_counts.c.day < chosen.before.isoformat()


def _titles(connection: Connection, keys: list[str]) -> dict[str, str]:
    asked = select(titles.c.key, titles.c.title).where(titles.c.key.in_([int(key) for key in keys]))
    return {str(row.key): row.title for row in connection.execute(asked)}
