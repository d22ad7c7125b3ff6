"""Titles apart from the queue: each is kept once, so that a search looks through titles, not through every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from auditor.store.title_key import title_key

revision = "0002"
down_revision = "0001"

_CHUNK = 5000
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_GROUP = ("state", "unsure", "action", "claim", "role", "code", "saved_at")


def upgrade() -> None:
    """Makes the table, fills it from the rows there are, and gives every row its title's key."""
    titles = op.create_table(
        "titles",
        sa.Column("key", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text),
    )
    op.add_column("queue", sa.Column("title_key", _NUMBER))
    _fill(op.get_bind(), titles)
    with op.batch_alter_table("queue") as queue:
        queue.drop_column("title")
    op.create_index("queue_by_title_key", "queue", ["title_key", *_GROUP])


def _fill(bind: sa.Connection, titles: sa.Table) -> None:
    rows = sa.table("queue", sa.column("number", _NUMBER), sa.column("title"), sa.column("title_key", _NUMBER))
    set_key = sa.update(rows).where(rows.c.number == sa.bindparam("row")).values(title_key=sa.bindparam("key"))
    known: set[int] = set()
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
