"""Keys of names beside the names, and indices that hold all that the queue is filtered by; counts by assignee, too.

The counts themselves are made by `auditor.store.counts.recount`, once the tables are of the newest version.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.store.title_key import name_key

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_NAMES = ("company", "owner", "source")
_GROUP = ("state", "unsure", "action", "claim", "role", "code", "saved_at")
_KEYS = ("title_key", *(f"{name}_key" for name in _NAMES))


def upgrade() -> None:
    """Gives the queue's rows the keys, exchanges its indices, and makes the table of its counts anew."""
    for name in (*_NAMES, "group", "title_key"):
        op.drop_index(f"queue_by_{name}", "queue")
    for name in _NAMES:
        op.add_column("queue", sa.Column(f"{name}_key", _NUMBER))
        _fill(op.get_bind(), name)
    op.create_index("queue_by_group", "queue", [*_GROUP, *_KEYS, "assignee"])
    for name in _KEYS:
        others = [other for other in _KEYS if other != name]
        op.create_index(f"queue_by_{name}", "queue", [name, *_GROUP, *others, "assignee"])
    op.drop_table("queue_counts")
    op.create_table(
        "queue_counts",
        *(sa.Column(column, kind, primary_key=True) for column, kind in _COUNTED.items()),
        sa.Column("rows", _NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )


_COUNTED: dict[str, Any] = {
    "facet": sa.String(10),
    "value": sa.Text,
    "state": sa.String(12),
    "unsure": sa.Boolean,
    "action": sa.String(8),
    "claim": sa.String(80),
    "role": sa.String(20),
    "code": sa.String(40),
    "assignee": sa.Text,
    "saved_at": sa.String(27),
}


def _fill(bind: sa.Connection, name: str) -> None:
    """Each name's key is made once; a table for the time of it brings the keys to the rows."""
    queue = sa.table("queue", sa.column(name), sa.column(f"{name}_key", _NUMBER))
    keys = sa.Table("keys_of_names", sa.MetaData(), sa.Column("name", sa.Text, primary_key=True), _key_column())
    found = bind.execute(sa.select(queue.c[name]).where(queue.c[name].is_not(None)).distinct()).scalars().all()
    keys.create(bind)
    if found:
        bind.execute(keys.insert(), [{"name": said, "key": name_key(said)} for said in found])
    key = sa.select(keys.c.key).where(keys.c.name == queue.c[name]).scalar_subquery()
    bind.execute(sa.update(queue).values({f"{name}_key": key}))
    keys.drop(bind)


def _key_column() -> sa.Column[int]:
    return sa.Column("key", _NUMBER, nullable=False)
