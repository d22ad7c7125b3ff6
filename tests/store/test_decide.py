"""Decisions: bound to a text, never overwritten, taken back by an entry of their own."""

import pytest

from auditor.action import Action
from auditor.errors import ConflictError, StoreError, UsageError
from auditor.store import DecisionKind, QueueFilter, State, Store
from tests.store.samples import sample, samples


def test_two_people_do_not_overwrite_each_other(store: Store) -> None:
    store.save([sample()], "ana")
    (row,) = store.rows().rows
    store.decide(row.posting_id, row.code, DecisionKind.DISMISS, "ana", row.head, "their own word for it")
    with pytest.raises(ConflictError, match=r"ana decided .*: dismiss \(their own word for it\)") as caught:
        store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "bob", row.head)
    store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "bob", caught.value.head)
    seen = store.posting(row.posting_id)
    assert seen.states == {row.code: State.CONFIRMED}
    assert [decision.reviewer for decision in seen.decisions] == ["ana", "bob"]


def test_a_correction_that_cannot_be_learnt_from_is_refused(store: Store) -> None:
    store.save([sample()], "ana")
    (row,) = store.rows().rows
    wrong: list[dict[str, object]] = [{"role": "wizard"}, {"role": None}, {"verdict": "match"}, {"activities": ["x"]}]
    for correction in wrong:
        with pytest.raises(UsageError, match="cannot be corrected to"):
            store.decide(row.posting_id, row.code, DecisionKind.CORRECT, "ana", 0, correction=correction)
    learnt = {"secondary_role": None, "activities": {"3": "builds_rag", "4": None}}
    made = store.decide(row.posting_id, row.code, DecisionKind.CORRECT, "ana", 0, correction=learnt)
    assert made.correction == learnt


def test_an_undone_decision_stays_in_the_log(store: Store) -> None:
    store.save([sample()], "ana")
    (row,) = store.rows().rows
    made = store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "ana", 0)
    assert store.rows().rows == ()
    undone = store.undo(made.number, "ana", made.number)
    assert undone.undoes == made.number
    assert len(store.rows().rows) == 1
    with pytest.raises(StoreError, match="taken back before"):
        store.undo(made.number, "ana", undone.number)


def test_a_group_is_decided_once_but_for_exceptions_newcomers_and_what_others_took(store: Store) -> None:
    store.save(samples(5), "ana")
    page = store.rows()
    taken, excepted = page.rows[0], page.rows[1]
    store.decide(taken.posting_id, taken.code, DecisionKind.CONFIRM, "bob", 0)
    store.save([sample(9)], "ana")
    done = store.decide_group(
        QueueFilter(), DecisionKind.DISMISS, "ana", "it is our word", page.seen, [excepted.posting_id]
    )
    assert done.rows == 3
    assert [(t.posting_id, t.decision.reviewer) for t in done.taken] == [(taken.posting_id, "bob")]
    assert len(store.rows().rows) == 2
    again = next(row for row in store.rows(QueueFilter(state=State.DISMISSED)).rows)
    store.decide(again.posting_id, again.code, DecisionKind.CONFIRM, "bob", again.head)
    back = store.undo_group(done.bulk, "ana")
    assert back.rows == 2
    assert [t.posting_id for t in back.taken] == [again.posting_id]
    assert len(store.rows().rows) == 4


def test_rows_in_doubt_never_join_a_group(store: Store) -> None:
    store.save([sample(1, action=Action.REVIEW)], "ana")
    page = store.rows(QueueFilter(unsure=True))
    with pytest.raises(UsageError, match="one by one"):
        store.decide_group(QueueFilter(unsure=True), DecisionKind.CONFIRM, "ana", "", page.seen)
    assert store.decide_group(QueueFilter(), DecisionKind.CONFIRM, "ana", "", page.seen).rows == 0


def test_an_approval_is_of_one_text(store: Store) -> None:
    first, edited = sample(1, source_id="R-7"), sample(2, source_id="R-7")
    store.save([first], "ana")
    posting_id = first.document["posting"]["id"]
    store.decide(posting_id, "", DecisionKind.APPROVE, "bob", 0, "title agreed with the team")
    assert store.posting(posting_id).signed_off is not None
    assert store.rows().rows == ()
    store.save([edited], "ana")
    assert store.posting(posting_id).signed_off is None
    assert len(store.rows().rows) == 1
    with pytest.raises(StoreError, match="edited since"):
        store.decide(posting_id, "", DecisionKind.FIXED, "bob", store.posting(posting_id).head)


def test_author_and_approver_differ_when_it_is_asked(address: str) -> None:
    with Store(address, two_people=True) as store:
        store.save([sample(author="Mira")], "ana")
        (row,) = store.rows().rows
        with pytest.raises(UsageError, match="same person"):
            store.decide(row.posting_id, "", DecisionKind.APPROVE, "mira ", 0, "fine")
        store.decide(row.posting_id, "", DecisionKind.APPROVE, "bob", 0, "fine")


@pytest.mark.parametrize(
    ("code", "kind", "reviewer", "reason"),
    [
        ("TITLE001", DecisionKind.DISMISS, "ana", " "),
        ("TITLE001", DecisionKind.CONFIRM, "", ""),
        ("TITLE999", DecisionKind.CONFIRM, "ana", ""),
        ("TITLE001", DecisionKind.FIXED, "ana", ""),
        ("TITLE001", DecisionKind.CORRECT, "ana", ""),
        ("", DecisionKind.UNDO, "ana", ""),
    ],
)
def test_what_is_not_whole_is_not_written(
    store: Store, code: str, kind: DecisionKind, reviewer: str, reason: str
) -> None:
    store.save([sample()], "ana")
    (row,) = store.rows().rows
    with pytest.raises(UsageError):
        store.decide(row.posting_id, code, kind, reviewer, 0, reason)
    assert store.posting(row.posting_id).decisions == ()
