"""The queue's rows by column, in the place of counts beside each title.

The columns themselves are made by `auditor.store.counts.recount`, once the tables are of the newest version.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the table of columns, and leaves out the counts."""
    op.drop_column("titles", "rows")
    op.drop_column("queue_kinds", "rows")
    op.create_table(
        "queue_pages",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
