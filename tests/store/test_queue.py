"""The queue: what is in it, in which groups, and how it is narrowed."""

from datetime import UTC, datetime, timedelta

import pytest

from auditor.action import Action
from auditor.store import GroupKey, QueueFilter, Store
from auditor.taxonomy import RoleId
from tests.store.samples import sample, samples

TO_DEVELOPER = GroupKey("ai_engineer", "ai_developer", "TITLE001")


def test_same_decisions_stand_together_largest_first(store: Store) -> None:
    store.save([*samples(3), *samples(2, 10, role=RoleId.DATA_SCIENTIST), sample(20, action=Action.READY)], "ana")
    page = store.groups()
    assert [(group.key, group.rows) for group in page.groups] == [
        (TO_DEVELOPER, 3),
        (GroupKey("ai_engineer", "data_scientist", "TITLE001"), 2),
    ]
    assert (page.total, page.rows, page.unsure) == (2, 5, 0)


def test_rows_in_doubt_are_a_queue_of_their_own(store: Store) -> None:
    store.save([sample(1), sample(2, action=Action.REVIEW)], "ana")
    assert store.groups().unsure == 1
    (doubt,) = store.rows(QueueFilter(unsure=True)).rows
    assert (doubt.code, doubt.unsure) == ("low_confidence", True)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (QueueFilter(company="Harbour Foods"), 2),
        (QueueFilter(title="ml eng"), 1),
        (QueueFilter(title="100%"), 0),
        (QueueFilter(owner="Mira"), 1),
        (QueueFilter(source="week.csv"), 1),
        (QueueFilter(rule="HIRE001"), 1),
        (QueueFilter(actions=("fix",)), 1),
        (QueueFilter(assignee=""), 3),
        (QueueFilter(before=datetime.now(UTC) - timedelta(days=7)), 0),
        (QueueFilter(since=datetime.now(UTC) - timedelta(days=7)), 3),
    ],
)
def test_each_filter_narrows(store: Store, chosen: QueueFilter, found: int) -> None:
    store.save(
        [
            sample(1, title="ML Engineer", company="Quiet Rooms"),
            sample(2, owner="Mira", code="HIRE001", action=Action.FIX),
            sample(3, source="week.csv"),
        ],
        "ana",
    )
    assert store.groups(chosen).rows == len(store.rows(chosen).rows) == found


def test_pages_continue_where_the_last_ended(store: Store) -> None:
    store.save(samples(5), "ana")
    first = store.rows(limit=3)
    rest = store.rows(limit=3, after=first.after)
    assert len({row.posting_id for row in (*first.rows, *rest.rows)}) == 5
    assert rest.after is None


def test_an_assigned_row_is_in_its_owners_queue(store: Store) -> None:
    store.save(samples(2), "ana")
    row = store.rows().rows[0]
    assert store.assign([row.posting_id], "bob", by="ana") == 1
    assert [found.posting_id for found in store.rows(QueueFilter(assignee="bob")).rows] == [row.posting_id]
    assert store.choices("assignee") == (("bob", 1),)


def test_the_same_audit_is_kept_once_and_an_edit_supersedes(store: Store) -> None:
    first = sample(1, source_id="R-7")
    assert store.save([first], "ana").new == 1
    assert store.save([first], "ana").unchanged == 1
    edited = sample(2, source_id="R-7")
    assert store.save([edited], "ana").superseded == 1
    assert [row.posting_id for row in store.rows().rows] == [edited.document["posting"]["id"]]
    assert store.posting(first.document["posting"]["id"]).superseded_by == edited.document["posting"]["id"]
    assert store.save([first], "ana").again == 1
    assert [row.posting_id for row in store.rows().rows] == [first.document["posting"]["id"]]


def test_text_is_kept_untouched_or_not_at_all(store: Store) -> None:
    odd = "Build chat features.\x00\ud800 \u202e end"
    kept = sample(1, text=odd)
    store.save([kept], "ana")
    found = store.posting(kept.document["posting"]["id"]).posting
    assert found is not None
    assert found.text == odd
