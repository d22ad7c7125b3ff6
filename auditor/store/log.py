"""The log of decisions as it is kept."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from auditor.store.engine import in_parts
from auditor.store.model import Decision, DecisionKind
from auditor.store.packed import time_of
from auditor.store.tables import decisions

__all__ = ["decision_of", "decisions_of", "whole_log"]


def decision_of(row: Any) -> Decision:
    """A row of the log."""
    return Decision(
        number=row.number,
        posting_id=row.posting_id,
        code=row.code,
        kind=DecisionKind(row.kind),
        reason=row.reason,
        correction=json.loads(row.correction) if row.correction else None,
        reviewer=row.reviewer,
        decided_at=time_of(row.decided_at),
        bulk=row.bulk,
        undoes=row.undoes,
    )


def decisions_of(connection: Connection, postings: Collection[int]) -> tuple[Decision, ...]:
    """The decisions about these postings (by number), in order."""
    found = []
    for part in in_parts(postings):
        asked = select(decisions).where(decisions.c.posting.in_(part))
        found += [decision_of(row) for row in connection.execute(asked)]
    return tuple(sorted(found, key=lambda decision: decision.number))


def whole_log(connection: Connection) -> tuple[Decision, ...]:
    """All decisions, in order."""
    return tuple(decision_of(row) for row in connection.execute(select(decisions).order_by(decisions.c.number)))
