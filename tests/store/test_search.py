"""However filters are combined: the same rows as by looking at each, found in an index that holds all that is asked."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import event

from auditor.action import Action
from auditor.store import DecisionKind, QueueFilter, QueueRow, State, Store, sweep
from auditor.store import search as ways
from auditor.store.engine import engine_of, reading
from auditor.store.queue import choices, groups, rows
from auditor.store.transfer import backup, restore
from auditor.taxonomy import RoleId
from tests.store.conftest import EVERYWHERE, THIRD, cleared
from tests.store.samples import sample

TITLES = ("AI Engineer", "Senior ML Engineer", "LLM Engineer (m/w/d)", "")
CHOICES = {
    "company": (None, "Harbour Foods", "Quiet Rooms"),
    "owner": (None, "Mira"),
    "source": (None, "week.csv"),
    "title": (None, "engineer", "ml e", "l", "nowhere"),
    "assignee": (None, "", "bob"),
    "state": (None, State.OPEN),
    "actions": ((), ("fix", "decide", "review")),
    "unsure": (None, False),
    "rule": (None, "TITLE001"),
}


def fill(store: Store) -> None:
    chance = random.Random(7)  # noqa: S311
    for number in range(40):
        new = sample(
            number,
            title=chance.choice(TITLES),
            code=chance.choice(["TITLE001", "HIRE001"]),
            action=chance.choice([Action.FIX, Action.DECIDE, Action.NOTE, Action.REVIEW]),
            role=chance.choice([RoleId.AI_DEVELOPER, RoleId.DATA_SCIENTIST]),
            company=chance.choice(["Harbour Foods", "Quiet Rooms", None]),
            owner=chance.choice(["Mira", "Tom"]),
            source=chance.choice(["week.csv", "day.csv"]),
        )
        store.save([new], "ana")
    every = store.rows(QueueFilter(actions=(), unsure=None)).rows
    store.assign([row.posting_id for row in every[::3]], "bob", by="ana")
    for row in every[::5]:
        store.decide(row.posting_id, "", DecisionKind.SEND_BACK, "ana", row.head)


@pytest.fixture(scope="module")
def filled_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("filled")))
    with Store(str(file)) as store:
        fill(store)
    return file


@pytest.fixture(scope="module")
def filled_template(empty_template: str, on_server: Callable[..., str]) -> str:
    with Store(on_server(empty_template, "filled")) as store:
        fill(store)
    return "filled"


@pytest.fixture(params=EVERYWHERE)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of the database's kind that was filled: a copy, as no test changes it."""
    if request.param == "third":
        with Store(cleared(THIRD or "")) as store:
            fill(store)
            yield store
        return
    if request.param == "sqlite":
        url = str(shutil.copy(request.getfixturevalue("filled_file"), tmp_path))
    else:
        template = request.getfixturevalue("filled_template")
        url = request.getfixturevalue("on_server")(template)
    with Store(url) as store:
        yield store


def fits(row: QueueRow, chosen: QueueFilter) -> bool:
    exact = all(
        value is None or value == getattr(row, name)
        for name, value in (
            ("company", chosen.company),
            ("owner", chosen.owner),
            ("source", chosen.source),
            ("state", chosen.state),
            ("unsure", chosen.unsure),
            ("code", chosen.rule),
        )
    )
    titled = chosen.title is None or chosen.title in (row.title or "").lower()
    mine = chosen.assignee is None or chosen.assignee == (row.assignee or "")
    return exact and titled and mine and (not chosen.actions or row.action in chosen.actions)


@pytest.mark.parametrize("way", [{}, {"_SWEEP": 0.0}, {"_SWEEP": 1e9, "_SEEK": 0.0, "_READ": 0.0}, {"_SEEK": 1e9}])
def test_filters_combined_find_what_fits_them_all(
    filled: Store, way: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where packed columns, titles or other indices are always taken for the sooner way."""
    for step, pace in way.items():
        monkeypatch.setattr(ways, step, pace)
    every = filled.rows(QueueFilter(actions=(), unsure=None, state=None), limit=100).rows
    assert len(every) == 40
    combined = [dict(zip(CHOICES, values, strict=True)) for values in product(*CHOICES.values())]
    counted = [said for said in combined if said["title"] and not (said["company"] or said["owner"] or said["source"])]
    for said in random.Random(3).sample(combined, 30) + random.Random(4).sample(counted, 10):  # noqa: S311
        chosen = QueueFilter(**said)  # type: ignore[arg-type]
        expected = [row for row in every if fits(row, chosen)]
        assert list(filled.rows(chosen, limit=100).rows) == expected, said
        page = filled.groups(chosen)
        assert {group.key: group.rows for group in page.groups} == count_keys(expected), said
        oldest = {row.key: row.saved_at for row in reversed(expected)}
        assert {group.key: group.oldest for group in page.groups} == oldest, said
        assert page.unsure == sum(fits(row, replace(chosen, unsure=True)) for row in every), said
        for column in ("owner", "company", "source", "assignee", "code"):
            values = [value for row in expected if (value := getattr(row, column))]
            assert dict(filled.choices(column, chosen)) == {name: values.count(name) for name in {*values}}, said


def count_keys(found: list[QueueRow]) -> dict[object, int]:
    keys = [row.key for row in found]
    return {key: keys.count(key) for key in keys}


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (QueueFilter(title="nowhere"), "queue_by_title_key"),
        (QueueFilter(company="Quiet Rooms", owner="Mira"), "queue_by_company_key"),
        (QueueFilter(company="Harbour Foods", owner="Ines"), "queue_by_owner_key"),
        (QueueFilter(source="week.csv", assignee="", title="a", company="Nowhere", state=None), "queue_by_company_key"),
    ],
)
def test_no_row_of_the_queue_is_read_to_count_it(filled_file: Path, chosen: QueueFilter, index: str) -> None:
    engine = engine_of(str(filled_file))
    asked: list[tuple[str, object]] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, text, values, *_: asked.append((text, values)))
    with reading(engine) as connection:
        groups(connection, chosen, 50, 0)
        rows(connection, chosen, 50, None)
        choices(connection, "owner", chosen, 10)
        searched = [(text, values) for text, values in asked if "INDEXED BY" in text]
        plans = [
            row[3]
            for text, values in searched
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)  # type: ignore[arg-type]
        ]
    engine.dispose()
    counted = [step for step in plans if " queue " in step and "PRIMARY KEY" not in step]
    assert counted
    assert {step.split(" INDEX ")[1].split()[0] for step in counted} == {index}
    assert all("COVERING INDEX" in step for step in counted)


def test_what_was_read_before_is_read_again_when_somebody_else_changed_it(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "_SWEEP", 0.0)
    chosen, copy = QueueFilter(title="engineer"), tmp_path / "copy.sqlite"
    with Store(address) as store, Store(address) as other:
        for count in (1, 2):
            other.save([sample(count, title=TITLES[count])], "ana")
            assert store.groups(chosen).rows == count
        backup(address, copy)
        other.save([sample(3)], "ana")
        assert store.groups(chosen).rows == 3
        restore(address, copy)
        assert store.groups(chosen).rows == 2
        row = other.rows(chosen).rows[0]
        other.decide(row.posting_id, "", DecisionKind.FIXED, "ana", row.head)
        assert store.groups(chosen).rows == 1


def test_keys_are_found_wherever_they_share_bits() -> None:
    keys = np.array([5, 5 + (1 << 18), 5 + (2 << 18), 5 + (1 << 36), 9], np.int64)
    asked = np.array([-1, 5, 6, 5 + (1 << 36), 5 + (1 << 37), 9, 5 + (2 << 18)], np.int64)
    assert sweep._among(asked, keys).tolist() == [False, True, False, True, False, True, True]
    assert not sweep._among(asked, keys[:0]).any()
