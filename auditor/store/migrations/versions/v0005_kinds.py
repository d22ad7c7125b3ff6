"""Kinds of the queue's rows, and beside each title how many rows of each kind it has.

The counts themselves are made by `auditor.store.counts.recount`, once the tables are of the newest version.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Makes the table and the column, both empty."""
    op.create_table(
        "queue_kinds",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("unsure", sa.Boolean, nullable=False),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("claim", sa.String(80), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("assignee", sa.Text, nullable=False),
        sa.Column("rows", _NUMBER, nullable=False),
    )
    op.add_column("titles", sa.Column("rows", sa.LargeBinary))
