"""The tables, as the newest migration leaves them. Logs only grow.

`queue` is made from them; `queue_counts` and `outcome_counts` count its rows and the newest audits, `queue_kinds` and
`queue_pages` hold its rows by column; all can be made again. They are written in the transaction of what they tell.
"""

from __future__ import annotations

from itertools import product

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.mysql import LONGBLOB

__all__ = [
    "NUMBERED",
    "assignments",
    "audits",
    "comments",
    "counters",
    "decisions",
    "drafts",
    "metadata",
    "outcome_counts",
    "policies",
    "postings",
    "queue",
    "queue_counts",
    "queue_kinds",
    "queue_pages",
    "removals",
    "titles",
]

metadata = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A row's number; numbers are given out by `counters` and never twice."""
_LINE = String(300).with_variant(Text, "sqlite", "postgresql")
"""A line as `prepared` cuts it; databases that cannot have any text in an index are told how long it is."""
_PERSON = String(100).with_variant(Text, "sqlite", "postgresql")
_PACKED = LargeBinary().with_variant(LONGBLOB, "mysql", "mariadb")


def _number() -> Column[int]:
    return Column("number", NUMBER, primary_key=True, autoincrement=False)


def _posting() -> Column[int]:
    return Column("posting", NUMBER, ForeignKey("postings.number"), nullable=False, index=True)


counters = Table(
    "counters", metadata, Column("name", String(16), primary_key=True), Column("last", NUMBER, nullable=False)
)
postings = Table(
    "postings",
    metadata,
    _number(),
    Column("id", String(64), nullable=False, unique=True),
    Column("title", _LINE),
    Column("title_key", NUMBER, index=True),
    Column("company", _LINE, index=True),
    Column("location", _LINE),
    Column("source", _LINE),
    Column("source_id", _LINE),
    Column("requisition", _LINE),
    Column("vacancy", _LINE, index=True),
    Column("owner", _LINE),
    Column("author", _LINE),
    Column("url", _LINE),
    Column("content", _PACKED),
    Column("run", String(36), nullable=False),
    Column("superseded_by", NUMBER),
    Column("saved_at", String(27), nullable=False, index=True),
    Column("saved_by", Text, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    _number(),
    _posting(),
    Column("reader", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("provenance", _PACKED, nullable=False),
    Column("segmenter", Text, nullable=False),
    Column("segmentation", _PACKED, nullable=False),
    Column("draft", _PACKED),
    Column("second_opinion", _PACKED),
    Column("saved_at", String(27), nullable=False),
    UniqueConstraint("posting", "fingerprint"),
)
audits = Table(
    "audits",
    metadata,
    _number(),
    _posting(),
    Column("draft", NUMBER, ForeignKey("drafts.number")),
    Column("action", String(8), nullable=False),
    Column("verdict", String(12)),
    Column("role", String(20)),
    Column("claim", String(80), nullable=False),
    Column("profile", String(20), nullable=False),
    Column("confidence", Float),
    Column("needs_review", Boolean, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("codes", Text, nullable=False),
    Column("rule_set", Text, nullable=False),
    Column("document", _PACKED, nullable=False),
    Column("saved_at", String(27), nullable=False),
    Column("saved_by", Text, nullable=False),
)
titles = Table(
    "titles",
    metadata,
    Column("key", NUMBER, primary_key=True, autoincrement=False),
    Column("title", _LINE),
)
"""Titles in lower case."""
queue = Table(
    "queue",
    metadata,
    _number(),
    Column("posting", NUMBER, ForeignKey("postings.number"), nullable=False),
    Column("code", String(40), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("action", String(8), nullable=False),
    Column("verdict", String(12)),
    Column("claim", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("head", NUMBER, nullable=False),
    Column("assignee", _PERSON),
    Column("title_key", NUMBER),
    Column("company", _LINE),
    Column("company_key", NUMBER),
    Column("owner", _LINE),
    Column("owner_key", NUMBER),
    Column("source", _LINE),
    Column("source_key", NUMBER),
    Column("requisition", _LINE),
    Column("saved_at", String(27), nullable=False),
    UniqueConstraint("posting", "code"),
)
decisions = Table(
    "decisions",
    metadata,
    _number(),
    Column("posting", NUMBER, ForeignKey("postings.number"), nullable=False),
    Column("posting_id", String(64), nullable=False),
    Column("code", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("correction", Text),
    Column("reviewer", Text, nullable=False),
    Column("decided_at", String(27), nullable=False),
    Column("bulk", String(36), index=True),
    Column("undoes", NUMBER),
    Column("follows", NUMBER, nullable=False),
    UniqueConstraint("posting", "follows"),
)
comments = Table(
    "comments",
    metadata,
    _number(),
    _posting(),
    Column("code", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", String(27), nullable=False),
)
assignments = Table(
    "assignments",
    metadata,
    _number(),
    _posting(),
    Column("assignee", _PERSON),
    Column("assigned_by", Text, nullable=False),
    Column("assigned_at", String(27), nullable=False),
)
policies = Table(
    "policies",
    metadata,
    _number(),
    Column("claim", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("code", String(40), nullable=False),
    Column("sentence", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", String(27), nullable=False),
)
removals = Table(
    "removals",
    metadata,
    _number(),
    Column("what", Text, nullable=False),
    Column("postings", NUMBER, nullable=False),
    Column("removed_by", Text, nullable=False),
    Column("removed_at", String(27), nullable=False),
)

queue_counts = Table(
    "queue_counts",
    metadata,
    Column("facet", String(10), primary_key=True),
    Column("value", _LINE, primary_key=True),
    Column("state", String(12), primary_key=True),
    Column("unsure", Boolean, primary_key=True),
    Column("action", String(8), primary_key=True),
    Column("claim", String(80), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("assignee", _PERSON, primary_key=True),
    Column("saved_at", String(27), primary_key=True),
    Column("rows", NUMBER, nullable=False),
    sqlite_with_rowid=False,
)
"""Rows of the queue that are alike, once in all (facet "") and once for each value of a facet; nobody is ""."""
queue_kinds = Table(
    "queue_kinds",
    metadata,
    _number(),
    Column("state", String(12), nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("action", String(8), nullable=False),
    Column("claim", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("code", String(40), nullable=False),
    Column("assignee", _PERSON, nullable=False),
)
"""What rows of the queue are alike in, each once; nobody is ""."""
queue_pages = Table("queue_pages", metadata, _number(), Column("packed", _PACKED, nullable=False))
"""The queue's rows by column, as `columns` packs them; a row's kind is the number of one of `queue_kinds`."""
outcome_counts = Table(
    "outcome_counts",
    metadata,
    Column("facet", String(10), primary_key=True),
    Column("value", _LINE, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("action", String(8), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("rows", NUMBER, nullable=False),
    sqlite_with_rowid=False,
)
"""Postings by the day that they were saved first, with the newest audit's action and role; no superseded versions."""

NUMBERED = ("postings", "drafts", "audits", "queue", "decisions", "comments", "assignments", "policies", "removals")
"""Tables whose rows `counters` gives their numbers."""
_GROUP = ("state", "unsure", "action", "claim", "role", "code", "saved_at")
_KEYS = ("title_key", "company_key", "owner_key", "source_key")
Index("queue_by_state", queue.c.state, queue.c.unsure, queue.c.number)
Index("queue_by_assignee", queue.c.assignee, queue.c.state, queue.c.unsure, queue.c.number)
Index("queue_by_requisition", *(queue.c[name] for name in ("requisition", *_GROUP)))
Index("queue_by_group", *(queue.c[name] for name in (*_GROUP, *_KEYS, "assignee")))
for _name in _KEYS:
    _others = (name for name in _KEYS if name != _name)
    Index(f"queue_by_{_name}", *(queue.c[name] for name in (_name, *_GROUP, *_others, "assignee")))
for _table, _dialect in product(metadata.tables.values(), ("mysql", "mariadb")):
    _table.dialect_options[_dialect].update(charset="utf8mb4", collate="utf8mb4_bin")
