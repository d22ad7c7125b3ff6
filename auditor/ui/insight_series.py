"""Outcomes added up to what the insight page shows: shares by period or by company, source, title. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from auditor.action import Action
from auditor.store.insight import Outcome
from auditor.taxonomy import RoleId
from auditor.ui.review_words import role_words

__all__ = ["COLUMNS", "ROLES", "Tally", "by_period", "by_value", "cells", "period_of", "total"]

_FLAGGED = (Action.FIX, Action.DECIDE)
ROLES = (*(role.value for role in RoleId), "none")
COLUMNS = (
    "postings", "flagged", "flag rate", *(action.value for action in Action), *(role_words(role) for role in ROLES)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """The postings of one period, company, source or title, by action and by role."""

    of: str
    actions: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Counts an outcome in."""
        self.actions[outcome.action] += outcome.postings
        self.roles[outcome.role] += outcome.postings

    @property
    def postings(self) -> int:
        """How many postings there are."""
        return self.actions.total()

    @property
    def flagged(self) -> int:
        """How many have to be fixed or decided about; those in doubt are not flagged."""
        return sum(self.actions[action] for action in _FLAGGED)

    @property
    def flag_rate(self) -> float:
        """The share of flagged postings, 0 to 1; 0 of none."""
        return self.flagged / self.postings if self.postings else 0.0

    def share(self, role: str) -> float:
        """The share of postings that describe the role, 0 to 1; 0 of none."""
        return self.roles[role] / self.postings if self.postings else 0.0


def period_of(day: str, step: str) -> str:
    """The period of a day: `2026-01`, or the Monday of its week as `2026-01-26`."""
    if step == "month":
        return day[:7]
    moment = date.fromisoformat(day)
    return (moment - timedelta(days=moment.weekday())).isoformat()


def by_period(outcomes: Iterable[Outcome], step: str) -> tuple[Tally, ...]:
    """A tally for each period from the first to the last, those without a posting too."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        period = period_of(outcome.of, step)
        found.setdefault(period, Tally(period)).add(outcome)
    return tuple(found.get(period, Tally(period)) for period in _between(sorted(found), step))


def by_value(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """A tally for each company, source or title, in the order they come in."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        found.setdefault(outcome.of, Tally(outcome.of)).add(outcome)
    return tuple(found.values())


def total(tallies: Sequence[Tally]) -> Tally:
    """All of them together."""
    whole = Tally("all")
    for tally in tallies:
        whole.actions.update(tally.actions)
        whole.roles.update(tally.roles)
    return whole


def cells(tally: Tally) -> list[str]:
    """A line of the table to download: the name, then `COLUMNS`; the rate as a number from 0 to 1."""
    counted = [tally.actions[action] for action in Action] + [tally.roles[role] for role in ROLES]
    return [tally.of, str(tally.postings), str(tally.flagged), f"{tally.flag_rate:.4f}", *map(str, counted)]


def _between(periods: Sequence[str], step: str) -> list[str]:
    if not periods:
        return []
    found, last = [periods[0]], periods[-1]
    while found[-1] < last:
        found.append(_following(found[-1], step))
    return found


def _following(period: str, step: str) -> str:
    if step == "week":
        return (date.fromisoformat(period) + timedelta(days=7)).isoformat()
    year, month = map(int, period.split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02}"
