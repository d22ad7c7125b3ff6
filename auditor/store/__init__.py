"""The store that reviewers share: audits saved, decided about, and kept. SQLite by default, PostgreSQL by its URL."""

from auditor.store.entry import draft_of, new_audit
from auditor.store.model import (
    BulkResult,
    Comment,
    Decision,
    DecisionKind,
    Group,
    GroupKey,
    GroupPage,
    HousePolicy,
    NewAudit,
    QueueFilter,
    QueueRow,
    RowPage,
    SaveResult,
    Seen,
    State,
    StoredPosting,
    StoredReading,
    Taken,
)
from auditor.store.store import Store

__all__ = [
    "BulkResult",
    "Comment",
    "Decision",
    "DecisionKind",
    "Group",
    "GroupKey",
    "GroupPage",
    "HousePolicy",
    "NewAudit",
    "QueueFilter",
    "QueueRow",
    "RowPage",
    "SaveResult",
    "Seen",
    "State",
    "Store",
    "StoredPosting",
    "StoredReading",
    "Taken",
    "draft_of",
    "new_audit",
]
