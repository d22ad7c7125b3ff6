"""How the stores in fixtures/stores were made from version 2 on, each by the code whose newest version it was.

    python -m tests.store.make_version

A store that is there is never made anew.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine

from auditor.action import Action
from auditor.store import DecisionKind, GroupKey, Store
from auditor.store.upgrade import NEWEST
from tests.store.samples import sample, samples

FILE = Path(__file__).parents[2] / "fixtures" / "stores" / f"version-{int(NEWEST)}.sqlite"
_AT = datetime(2026, 3, 31, 9, tzinfo=UTC)


def main() -> None:
    """Writes postings of two companies, an edited one, one in doubt, one ready, and what people did with them."""
    if FILE.exists():
        raise SystemExit(f"{FILE.name} is there, and never made anew")
    with Store(str(FILE), now=lambda: _AT) as store:
        store.save([*samples(3), sample(4, company="Quiet Rooms", source="week.csv", owner="Mira")], "ana")
        store.save([sample(5, source_id="R-7"), sample(6, action=Action.REVIEW)], "ana")
        store.save([sample(7, source_id="R-7", title="Senior ML Engineer")], "ana")
        store.save([sample(8, action=Action.READY, title="LLM Engineer")], "ana")
        first, second, third = store.rows().rows[:3]
        store.decide(first.posting_id, first.code, DecisionKind.CONFIRM, "ana", 0)
        store.decide(second.posting_id, second.code, DecisionKind.DISMISS, "bob", 0, "our own word for it")
        store.comment(first.posting_id, "Ask the team.", "bob")
        store.assign([third.posting_id], "bob", by="ana")
        store.set_policy(GroupKey("ai_engineer", "ai_developer", "TITLE001"), "Used so here.", "ana")
    with create_engine(f"sqlite:///{FILE}").connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


if __name__ == "__main__":
    main()
