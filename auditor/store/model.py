"""What the store takes and gives: plain frozen values, no type of a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from auditor.posting import Posting, Segmentation
from auditor.reading import Draft
from auditor.reports.document import AuditDocument

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
    "StoredPosting",
    "StoredReading",
    "Taken",
]


class DecisionKind(StrEnum):
    """What a reviewer can do. The first three are about one finding, the next three about a posting as a whole."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    CORRECT = "correct"
    SEND_BACK = "send_back"
    APPROVE = "approve_with_waiver"
    FIXED = "fixed"
    UNDO = "undo"

    @property
    def of_posting(self) -> bool:
        """Whether it is about the posting as a whole."""
        return self in (DecisionKind.SEND_BACK, DecisionKind.APPROVE, DecisionKind.FIXED)

    @property
    def needs_reason(self) -> bool:
        """Whether it has to say why."""
        return self in (DecisionKind.DISMISS, DecisionKind.APPROVE)


class State(StrEnum):
    """Where a row of the queue stands; `superseded`: the vacancy's text or title was edited, so nothing holds of it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    FIXED = "fixed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What a reader said of a posting, with the cut that its numbers count; `draft` is None of an unreadable text."""

    segmentation: Segmentation
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class NewAudit:
    """An audit to be saved, with what its source says of the posting.

    `posting` is None when its text is not to be kept; `reading` is None when it is not known (an audits.jsonl made
    elsewhere). `author` wrote the posting. Audits of one vacancy (the same company with the same requisition or
    source id) are versions of each other: a later one with another text or title supersedes the earlier.
    """

    document: AuditDocument
    posting: Posting | None = None
    reading: StoredReading | None = None
    source: str | None = None
    requisition: str | None = None
    owner: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SaveResult:
    """Numbers of saved audits: of postings `new` to the store, `again` of known ones, `unchanged` and not kept twice.

    `superseded` counts earlier postings that these are edits of.
    """

    new: int = 0
    again: int = 0
    unchanged: int = 0
    superseded: int = 0

    def __add__(self, other: SaveResult) -> SaveResult:
        return SaveResult(
            self.new + other.new,
            self.again + other.again,
            self.unchanged + other.unchanged,
            self.superseded + other.superseded,
        )


@dataclass(frozen=True, slots=True, order=True)
class GroupKey:
    """A group of the queue: what the title claims (role ids joined by `+`, or `none`), the role found, the rule.

    `rule` is a rule code, or the first review reason of a posting in doubt.
    """

    claim: str
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which rows of the queue; an empty field does not restrict.

    `title` is a part of the title, in any case; `unsure` chooses the rows in doubt (True), the others (False) or both;
    `since` and `before` bound when the posting was saved. An `assignee` of "" are the rows of nobody. Notes are in
    the queue only where `actions` names them.
    """

    actions: tuple[str, ...] = ("fix", "decide", "review")
    state: State | None = State.OPEN
    unsure: bool | None = False
    company: str | None = None
    title: str | None = None
    owner: str | None = None
    source: str | None = None
    rule: str | None = None
    claim: str | None = None
    role: str | None = None
    assignee: str | None = None
    requisition: str | None = None
    since: datetime | None = None
    before: datetime | None = None

    def of_group(self, key: GroupKey) -> QueueFilter:
        """The same, within one group."""
        return replace(self, claim=key.claim, role=key.role, rule=key.rule)


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its number of rows and the time at which the oldest of them was saved."""

    key: GroupKey
    rows: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Groups, largest first, a page of them; `rows` and `total` count the rows and groups of all pages.

    `unsure` counts the rows in doubt under the same filter, which are a queue of their own.
    """

    groups: tuple[Group, ...]
    total: int
    rows: int
    unsure: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row of the queue: a posting and one rule (or review reason).

    `head` is the number of the last decision about the posting (0 for none): hand it back when deciding.
    """

    number: int
    posting_id: str
    code: str
    severity: str
    action: str
    verdict: str | None
    key: GroupKey
    unsure: bool
    state: State
    head: int
    assignee: str | None
    title: str | None
    company: str | None
    location: str | None
    owner: str | None
    source: str | None
    requisition: str | None
    url: str | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a page had come: the newest row and the newest decision in the store when it was made."""

    row: int
    decision: int


@dataclass(frozen=True, slots=True)
class RowPage:
    """Rows, oldest first; `after` continues behind them (None at the end).

    `seen` of the first page is what a bulk decision hands back: rows that came later are not decided with it.
    """

    rows: tuple[QueueRow, ...]
    after: int | None
    seen: Seen


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. `posting_id` is the hash of title and text that it is bound to.

    `code` is a finding's, or "" for the posting; `undoes` is the number of the decision that an undo takes back;
    `bulk` is shared by the decisions that were taken at once.
    """

    number: int
    posting_id: str
    code: str
    kind: DecisionKind
    reason: str
    correction: Mapping[str, object] | None
    reviewer: str
    decided_at: datetime
    bulk: str | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that a bulk decision left alone, as somebody decided it in the meantime."""

    posting_id: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What a bulk decision or its undo did: its id, the number of rows, and what others had done before it."""

    bulk: str
    rows: int
    taken: tuple[Taken, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark about a posting (`code` "") or one of its findings."""

    number: int
    posting_id: str
    code: str
    text: str
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class HousePolicy:
    """A sentence about how titles are used here, for a group; shown in reports, changes no verdict."""

    number: int
    key: GroupKey
    sentence: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """All that the store has of a posting.

    `posting` is None when its text was not kept; `document` is the latest audit. `superseded_by` is the id of a later
    version of the vacancy. `signed_off` is the approval that holds, None when there is none or an edit voided it.
    """

    posting_id: str
    posting: Posting | None
    document: AuditDocument
    saved_at: datetime
    saved_by: str
    author: str | None
    superseded_by: str | None
    head: int
    rows: tuple[QueueRow, ...]
    decisions: tuple[Decision, ...]
    comments: tuple[Comment, ...]
    signed_off: Decision | None
    source: str | None = None
    owner: str | None = None
    requisition: str | None = None
    url: str | None = None
    states: Mapping[str, State] = field(default_factory=dict)
