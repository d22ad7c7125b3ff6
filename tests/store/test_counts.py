"""The counts say what the rows say, whatever is done to the store, and are made again when they do not."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.action import Action
from auditor.store import DecisionKind, GroupKey, QueueFilter, State, Store
from auditor.store.counts import unlike_rows
from auditor.store.engine import engine_of, reading
from auditor.store.transfer import check, repair
from auditor.taxonomy import RoleId
from tests.store.samples import sample, samples

TO_DEVELOPER = GroupKey("ai_engineer", "ai_developer", "TITLE001")


def wrong(address: str) -> list[str]:
    engine = engine_of(address)
    with reading(engine) as connection:
        found = list(unlike_rows(connection))
    engine.dispose()
    return found


def test_every_way_of_changing_the_store_keeps_its_counts(store: Store, address: str) -> None:
    store.save([*samples(6, owner="Mira"), sample(7, source_id="R-7"), sample(8, action=Action.READY)], "ana")
    store.save([sample(9, source_id="R-7", title="LLM Engineer", company=None)], "ana")
    store.save([sample(1, role=RoleId.DATA_SCIENTIST, owner="Mira"), sample(7, source_id="R-7")], "ana")
    assert wrong(address) == []
    first, second, *_ = store.rows().rows
    store.decide(first.posting_id, first.code, DecisionKind.CONFIRM, "ana", first.head)
    store.assign([second.posting_id], "bob", by="ana")
    done = store.decide_group(QueueFilter(), DecisionKind.SEND_BACK, "ana", "", store.rows().seen, [second.posting_id])
    assert wrong(address) == []
    store.undo_group(done.bulk, "ana")
    assert store.forget("ana", [first.posting_id]) == 1
    assert wrong(address) == []
    assert [group.rows for group in store.groups(QueueFilter(assignee="bob")).groups] == [1]


def test_two_writers_at_once_leave_counts_and_columns_true(address: str) -> None:
    def work(name: str, first: int) -> None:
        with Store(address) as store:
            for number in range(first, first + 6):
                store.save([sample(number, owner=name), sample(number + 100, title="ML Engineer")], name)
                mine = QueueFilter(owner=name)
                store.assign([store.rows(mine).rows[-1].posting_id], name, by=name)
                done = store.decide_group(mine, DecisionKind.CONFIRM, name, "", store.rows(mine).seen)
                store.undo_group(done.bulk, name) if number % 2 else None
            store.forget(name, [store.rows(QueueFilter(owner=name, state=State.CONFIRMED)).rows[0].posting_id])

    Store(address).close()
    with ThreadPoolExecutor(2) as both:
        for one in [both.submit(work, name, first) for name, first in (("ana", 1), ("bob", 11))]:
            one.result()
    assert check(address).problems == ()
    with Store(address) as store:
        assert store.groups(QueueFilter(state=None)).rows == 22
        assert store.groups(QueueFilter(state=None, title="ml")).rows == 12


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_saving_deciding_and_forgetting_keeps_the_counts(
    data: st.DataObject, empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = str(shutil.copy(empty_file, tmp_path_factory.mktemp("store")))
    with Store(file) as store:
        for _ in range(data.draw(st.integers(1, 6))):
            number = data.draw(st.integers(1, 5))
            action = data.draw(st.sampled_from([Action.FIX, Action.NOTE, Action.REVIEW, Action.READY]))
            store.save([sample(number, source_id=data.draw(st.sampled_from(["R-1", "R-2"])), action=action)], "ana")
            row = next(iter(store.rows(QueueFilter(state=State.OPEN, unsure=None)).rows), None)
            step = data.draw(st.sampled_from(["confirm", "assign", "forget", "nothing"]))
            if row is not None and step == "confirm":
                store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "ana", row.head)
            elif row is not None and step == "assign":
                store.assign([row.posting_id], data.draw(st.sampled_from(["bob", None])), by="ana")
            elif row is not None and step == "forget":
                store.forget("ana", [row.posting_id])
    assert check(file).problems == ()


def test_counts_and_states_that_went_wrong_are_told_and_made_again(tmp_path: Path) -> None:
    file = str(tmp_path / "store.sqlite")
    with Store(file) as store:
        store.save(samples(3), "ana")
        row = store.rows().rows[0]
        store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "ana", 0)
    with sqlite3.connect(file) as held:
        held.execute("UPDATE queue SET state = 'open', head = 0")
        held.execute("UPDATE outcome_counts SET rows = 9 WHERE facet = 'company'")
        held.execute("UPDATE queue_pages SET packed = zeroblob(length(packed))")
    told = check(file).problems
    assert "queue row 1 is open, the log says confirmed" in told
    assert "outcome_counts: 2 counts by company are not what is there" in told
    assert "queue_pages: 1 pages are not what is there" in told
    repair(file)
    assert check(file).problems == ()
    with Store(file) as store:
        assert store.groups().rows == 2
        assert store.rows(QueueFilter(state=State.CONFIRMED)).rows[0].head == 1


def test_two_filters_at_once_are_counted_in_the_queue_itself(store: Store) -> None:
    store.save([*samples(2, owner="Mira"), *samples(2, 3, owner="Tom", company="Quiet Rooms")], "ana")
    both = QueueFilter(company="Harbour Foods", owner="Mira")
    assert [(group.key, group.rows) for group in store.groups(both).groups] == [(TO_DEVELOPER, 2)]
    assert store.groups(QueueFilter(company="Quiet Rooms", owner="Mira")).groups == ()
    assert store.choices("company", QueueFilter(owner="Tom")) == (("Quiet Rooms", 2),)
    assert store.choices("code") == (("TITLE001", 4),)
    assert store.choices("assignee") == ()


def test_a_group_larger_than_a_database_takes_values_for_is_decided_at_once(tmp_path: Path) -> None:
    with Store(str(tmp_path / "store.sqlite")) as store:
        store.save(samples(1200), "ana")
        done = store.decide_group(QueueFilter(), DecisionKind.CONFIRM, "ana", "", store.rows().seen)
        assert (done.rows, store.groups().rows) == (1200, 0)
        assert store.undo_group(done.bulk, "ana").rows == 1200
        assert store.assign([row.posting_id for row in store.rows(limit=1200).rows], "bob", by="ana") == 1200
        assert store.groups(QueueFilter(assignee="bob")).rows == 1200
