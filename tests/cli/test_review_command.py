"""`auditor review`, `recheck` and `forget`, on a store in a folder of its own."""

import csv
import io
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from auditor.action import Action
from auditor.cli.entry import run
from auditor.store import State, Store
from tests.cli.postings import MISTITLED
from tests.store.samples import sample, samples

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def filled(own_store: str) -> str:
    """Three rows of one group, one of another company, one in doubt."""
    with Store(own_store) as store:
        store.save(samples(3), "ana")
        store.save([sample(7, company="=cmd|' /c calc'!A0", title="ML Engineer", code="MIX001", owner="tom")], "ana")
        store.save([sample(8, action=Action.REVIEW)], "ana")
    return own_store


def test_the_queue_is_told_by_group_with_the_rows_in_doubt_apart(filled: str, capfd: Captured) -> None:
    assert run(["review"]) == 0
    header, largest, other, total = capfd.readouterr().out.splitlines()
    assert header.split() == ["rows", "the", "title", "claims", "the", "work", "is", "rule", "oldest"]
    assert largest.split()[:4] == ["3", "ai_engineer", "ai_developer", "TITLE001"]
    assert other.split()[:4] == ["1", "ai_engineer", "ai_developer", "MIX001"]
    assert total == "4 rows in 2 groups; 1 in doubt"


@pytest.mark.parametrize(
    ("options", "last"),
    [
        (["--company", "Harbour Foods"], "3 rows in 1 group; 1 in doubt"),
        (["--owner", "tom"], "1 row in 1 group; 0 in doubt"),
        (["--title", "ml eng"], "1 row in 1 group; 0 in doubt"),
        (["--rule", "TITLE001"], "3 rows in 1 group; 0 in doubt"),
        (["--unsure"], "1 row in 1 group"),
        (["--older-than", "1"], "nothing to decide"),
        (["--action", "review"], "nothing to decide; 1 in doubt (--unsure)"),
    ],
)
def test_options_narrow_the_queue(filled: str, options: list[str], last: str, capfd: Captured) -> None:
    assert run(["review", *options]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == last


@pytest.mark.usefixtures("filled")
def test_the_rows_are_exported_and_no_cell_is_a_formula(capfd: Captured) -> None:
    assert (run(["review", "--export", "q.csv"]), run(["review", "--export", "q.xlsx"])) == (0, 0)
    assert capfd.readouterr().out == "4 rows in q.csv\n4 rows in q.xlsx\n"
    rows = list(csv.DictReader(io.StringIO(Path("q.csv").read_text("utf-8"))))
    assert [row["rule"] for row in rows] == ["TITLE001"] * 3 + ["MIX001"]
    assert rows[3]["company"].startswith("'=")
    sheet = [[cell.value for cell in row] for row in openpyxl.load_workbook("q.xlsx").active]
    assert [value or "" for value in sheet[4]] == list(rows[3].values())
    assert {cell.data_type for row in openpyxl.load_workbook("q.xlsx").active for cell in row} <= {"s", "n"}


@pytest.mark.usefixtures("filled")
def test_an_export_of_another_format_is_refused(capfd: Captured) -> None:
    assert run(["review", "--export", "q.txt"]) == 2
    assert "q.txt does not end with .csv or .xlsx" in capfd.readouterr().err


def test_readings_are_judged_again_under_the_other_profile(own_store: str, capfd: Captured) -> None:
    Path("posting.txt").write_text(MISTITLED, "utf-8")
    assert run(["audit", "posting.txt", "--save", "--format", "json"]) == 0
    capfd.readouterr()
    assert run(["recheck"]) == 0
    assert capfd.readouterr().out == "1 posting judged again\n0 flip in action or verdict, 0 in findings only\n"
    assert run(["recheck", "--profile", "market"]) == 0
    *told, flip = capfd.readouterr().out.splitlines()
    assert told == [
        "1 posting judged again",
        "1 flip in action or verdict, 0 in findings only",
        "  decide -> ready: 1",
    ]
    assert flip.endswith("decide -> ready (mismatch -> match)  Senior AI Engineer  -TITLE001")
    with Store(own_store) as store:
        assert len(store.rows().rows) == 1
    assert run(["recheck", "--profile", "market", "--save"]) == 0
    with Store(own_store) as store:
        assert store.rows().rows == ()


def test_what_has_no_reading_is_counted_and_exit_3(filled: str, capfd: Captured) -> None:
    assert run(["recheck"]) == 3
    assert "not judged again, as its reading was not kept: 5\n" in capfd.readouterr().out
    assert run(["recheck", "--profile", "nobody"]) == 2


def test_forgetting_says_how_many_first_and_then_leaves_nothing(filled: str, capfd: Captured) -> None:
    assert run(["forget", "--company", "Harbour Foods"]) == 2
    assert "4 postings would be forgotten, for good\nhint: Say --yes" in capfd.readouterr().err
    with Store(filled) as store:
        assert len(store.rows().rows) == 4
    assert run(["forget", "--company", "Harbour Foods", "--yes"]) == 0
    assert capfd.readouterr().out == "4 postings forgotten; backups made earlier still hold them\n"
    with Store(filled) as store:
        assert [row.owner for row in store.rows().rows] == ["tom"]
    assert run(["forget"]) == 2


def test_forgetting_what_is_not_there_is_told(filled: str, capfd: Captured) -> None:
    assert run(["forget", "REQ-9", "--yes"]) == 2
    assert "error: no posting in the store is of what was named" in capfd.readouterr().err
    assert run(["forget", "--company", "Harbor Foods", "--yes"]) == 2
    assert run(["forget", "--older-than", "365", "--yes"]) == 0
    with Store(filled) as store:
        known = store.rows().rows[0].posting_id
    capfd.readouterr()
    assert run(["forget", "REQ-9", known, "--yes"]) == 3
    told = capfd.readouterr()
    assert told.err == "not in the store: REQ-9\n"
    assert told.out == "1 posting forgotten; backups made earlier still hold them\n"


def test_an_older_version_is_in_force_again_when_the_newest_is_forgotten(own_store: str, capfd: Captured) -> None:
    old, new = sample(1, source_id="R-7"), sample(2, source_id="R-7")
    with Store(own_store) as store:
        store.save([old], "ana")
        store.save([new], "ana")
    assert run(["forget", new.document["posting"]["id"], "--yes"]) == 0
    assert run(["store", "check"]) == 0
    assert capfd.readouterr().out.endswith("whole\n")
    with Store(own_store) as store:
        assert [row.state for row in store.posting(old.document["posting"]["id"]).rows] == [State.OPEN]
