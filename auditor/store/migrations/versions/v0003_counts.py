"""Tables of counts, so that the queue's first view and the insights do not read every row; titles of all postings.

The counts themselves are made by `auditor.store.counts.recount`, once the tables are of the newest version.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.store.title_key import title_key

revision = "0003"
down_revision = "0002"

_CHUNK = 5000
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_FACETS = ("company", "owner", "source", "assignee")


def upgrade() -> None:
    """Makes the tables, gives every posting its title's key, and exchanges the queue's indices."""
    for name, columns in _KEYS.items():
        op.create_table(
            name,
            *(sa.Column(column, kind, primary_key=True) for column, kind in columns.items()),
            sa.Column("rows", _NUMBER, nullable=False),
            sqlite_with_rowid=False,
        )
    op.add_column("postings", sa.Column("title_key", _NUMBER))
    _fill(op.get_bind())
    op.create_index("ix_postings_title_key", "postings", ["title_key"])
    for name in ("group", *_FACETS):
        op.drop_index(f"queue_by_{name}", "queue")
    op.create_index("queue_by_group", "queue", ["state", "unsure", "claim", "role", "code", "number"])
    op.create_index("queue_by_state", "queue", ["state", "unsure", "number"])
    for name in _FACETS:
        op.create_index(f"queue_by_{name}", "queue", [name, "state", "unsure", "number"])


_KEYS: dict[str, dict[str, Any]] = {
    "queue_counts": {
        "facet": sa.String(10),
        "value": sa.Text,
        "state": sa.String(12),
        "unsure": sa.Boolean,
        "action": sa.String(8),
        "claim": sa.String(80),
        "role": sa.String(20),
        "code": sa.String(40),
        "saved_at": sa.String(27),
    },
    "outcome_counts": {
        "facet": sa.String(10),
        "value": sa.Text,
        "day": sa.String(10),
        "action": sa.String(8),
        "role": sa.String(20),
    },
}


def _fill(bind: sa.Connection) -> None:
    rows = sa.table("postings", sa.column("number", _NUMBER), sa.column("title"), sa.column("title_key", _NUMBER))
    titles = sa.table("titles", sa.column("key", _NUMBER), sa.column("title"))
    set_key = sa.update(rows).where(rows.c.number == sa.bindparam("row")).values(title_key=sa.bindparam("key"))
    known = set(bind.execute(sa.select(titles.c.key)).scalars())
    last = 0
    while found := _page(bind, rows, last):
        last = found[-1][0]
        bind.execute(set_key, [{"row": number, "key": title_key(title)} for number, title in found])
        fresh = {title_key(title): title.lower() for _, title in found if title_key(title) not in known}
        if fresh:
            bind.execute(titles.insert(), [{"key": key, "title": title} for key, title in fresh.items()])
        known |= fresh.keys()


def _page(bind: sa.Connection, rows: Any, last: int) -> Sequence[Any]:
    titled = sa.and_(rows.c.number > last, rows.c.title.is_not(None))
    return bind.execute(
        sa.select(rows.c.number, rows.c.title).where(titled).order_by(rows.c.number).limit(_CHUNK)
    ).all()
