"""`--save` of `auditor audit` and `auditor batch`: what of a run is in the store afterwards."""

import csv
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.store import QueueFilter, State, Store
from auditor.store.transfer import check
from tests.cli.postings import MISTITLED, TRAINER

Captured = pytest.CaptureFixture[str]
COLUMNS = ("id", "requisition", "title", "description", "company", "owner", "url")


def export(*rows: tuple[str, ...]) -> str:
    with Path("roles.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    return "roles.csv"


def test_an_audit_is_saved_once_with_its_text_and_who_saved_it(own_store: str, capfd: Captured) -> None:
    Path("posting.txt").write_text(MISTITLED, "utf-8")
    command = ["audit", "posting.txt", "--save", "--requisition", "REQ-9", "--format", "json"]
    assert (run(command), run(command)) == (0, 0)
    assert capfd.readouterr().err == "saved: 1 new\nsaved: 1 unchanged\n"
    with Store(own_store) as store:
        (row,) = store.rows().rows
        kept = store.posting(row.posting_id)
    assert (row.requisition, row.title, row.code) == ("REQ-9", "Senior AI Engineer", "TITLE001")
    assert kept.posting is not None
    assert kept.posting.text == MISTITLED
    assert kept.saved_by == "ana"


def test_without_save_no_store_is_made(own_store: str) -> None:
    Path("posting.txt").write_text(MISTITLED, "utf-8")
    assert run(["audit", "posting.txt", "--format", "json"]) == 0
    assert not Path(own_store).exists()


def test_a_batch_is_saved_with_what_its_rows_say_and_an_edit_supersedes(own_store: str, capfd: Captured) -> None:
    other = ("2", "REQ-2", "ML Engineer", TRAINER, "Hollin", "tom", "")
    first = ("1", "REQ-1", "AI Engineer", MISTITLED, "Ferrywell", "mia", "https://jobs.example/1")
    edited = ("1", "REQ-1", "Data Scientist", MISTITLED, "Ferrywell", "mia", "https://jobs.example/1")
    assert run(["batch", export(first, other, first), "--out", "out", "--save"]) == 0
    assert run(["batch", export(edited, other), "--out", "later", "--save"]) == 0
    said = [line for line in capfd.readouterr().err.splitlines() if line.startswith("saved: ")]
    assert said == ["saved: 2 new", "saved: 1 new, 1 unchanged, 1 edited since"]
    with Store(own_store) as store:
        rows = store.rows(QueueFilter(company="Ferrywell", state=None, unsure=None)).rows
    assert {(row.title, row.state) for row in rows} == {
        ("AI Engineer", State.SUPERSEDED),
        ("Data Scientist", State.OPEN),
    }
    assert {(row.owner, row.source, row.requisition, row.url) for row in rows} == {
        ("mia", "roles.csv", "REQ-1", "https://jobs.example/1")
    }
    assert check(own_store).problems == ()
