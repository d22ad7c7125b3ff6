"""Where in the review a browser is, as its address says: the filter, the group, the posting. No Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from auditor.action import Action
from auditor.store.model import GroupKey, QueueFilter, State

__all__ = ["AGES", "NOBODY", "QUEUED_ACTIONS", "Place", "place_of"]

QUEUED_ACTIONS = (Action.FIX, Action.DECIDE, Action.REVIEW, Action.NOTE)
"""Actions that the queue can be narrowed to; without one, all but the notes."""
AGES = (1, 3, 7, 14, 30, 90)
"""Days that a posting may have waited at least."""
NOBODY = "nobody"
"""Stands in an address for postings that are assigned to nobody; a person's name stands behind an `@`."""
_TEXTS = ("company", "owner", "source", "code", "requisition", "assignee", "search")
_LONGEST = 300
_GROUP = ("claim", "role", "rule")


@dataclass(frozen=True, slots=True)
class Place:
    """What the address says. `doubts` is the queue of the unsure rows; `state` None are rows in any state.

    `code` is a rule's, or a reason for doubt, whatever titles claim and work is found; a `group` is of one rule anyway.
    `age` is the number of days that a posting has waited at least.
    """

    action: str | None = None
    company: str | None = None
    owner: str | None = None
    source: str | None = None
    code: str | None = None
    requisition: str | None = None
    assignee: str | None = None
    search: str | None = None
    age: int | None = None
    state: State | None = State.OPEN
    doubts: bool = False
    group: GroupKey | None = None
    posting: str | None = None

    def filter_at(self, now: datetime) -> QueueFilter:
        """The rows that are meant, at this time; those of the group where one is."""
        chosen = QueueFilter(
            actions=self._actions(),
            state=self.state,
            unsure=self.doubts,
            company=self.company,
            owner=self.owner,
            source=self.source,
            rule=self.code,
            requisition=self.requisition,
            title=self.search,
            assignee=self._assignee(),
            before=now - timedelta(days=self.age) if self.age else None,
        )
        return chosen.of_group(self.group) if self.group else chosen

    def address(self) -> dict[str, str]:
        """The parameters of the address; what restricts nothing is left out."""
        found = {name: getattr(self, name) for name in ("action", *_TEXTS, "age", "posting")}
        found["queue"] = "doubts" if self.doubts else None
        found["state"] = None if self.state is State.OPEN else (self.state or "any")
        if self.group is not None:
            found |= {name: getattr(self.group, name) for name in _GROUP}
        return {name: str(value) for name, value in found.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        bare = replace(self, doubts=False, group=None, posting=None)
        return bare != Place()

    def of_queue(self) -> Place:
        """The queue of the same filter."""
        return replace(self, group=None, posting=None)

    def of_group(self, key: GroupKey) -> Place:
        """A group of the same filter."""
        return replace(self, group=key, posting=None)

    def of_posting(self, posting_id: str | None) -> Place:
        """A posting, with the way back to where it was chosen; None is that place."""
        return replace(self, posting=posting_id)

    def _actions(self) -> tuple[str, ...]:
        if self.action:
            return (self.action,)
        return tuple(action.value for action in QUEUED_ACTIONS if action is not Action.NOTE)

    def _assignee(self) -> str | None:
        if self.assignee == NOBODY:
            return ""
        return self.assignee.removeprefix("@") if self.assignee else None


def place_of(address: Mapping[str, str]) -> Place:
    """The place that an address means; whatever it says that cannot be, restricts nothing."""
    texts = {name: address.get(name, "").strip()[:_LONGEST] or None for name in _TEXTS}
    age = address.get("age", "")
    return Place(
        action=address["action"] if address.get("action") in QUEUED_ACTIONS else None,
        **texts,
        age=int(age) if age in {str(days) for days in AGES} else None,
        state=_state(address.get("state", "")),
        doubts=address.get("queue") == "doubts",
        group=_group(address),
        posting=address.get("posting", "")[:_LONGEST] or None,
    )


def _state(said: str) -> State | None:
    if said == "any":
        return None
    return State(said) if said in set(State) else State.OPEN


def _group(address: Mapping[str, str]) -> GroupKey | None:
    parts = [address.get(name, "")[:_LONGEST] for name in _GROUP]
    return GroupKey(*parts) if all(parts) else None
