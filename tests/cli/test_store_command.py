"""`auditor store ...` on a store in a folder of its own."""

import csv
import json
import sqlite3
import stat
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.store import DecisionKind, Store
from tests.cli.postings import MISTITLED, TRAINER
from tests.store.samples import samples

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def filled(own_store: str) -> str:
    """Three postings: one confirmed, one dismissed by two people who disagree, one open."""
    with Store(own_store) as store:
        store.save(samples(3, company="=Harbour Foods", requisition="REQ-1"), "ana")
        first, second, _ = store.rows().rows
        store.decide(first.posting_id, first.code, DecisionKind.CONFIRM, "ana", 0)
        head = store.decide(second.posting_id, second.code, DecisionKind.CONFIRM, "ana", 0).number
        store.decide(second.posting_id, second.code, DecisionKind.DISMISS, "bob", head, "our own word for it")
    return own_store


def open_rows(file: str) -> int:
    with Store(file) as store:
        return len(store.rows().rows)


def test_a_backup_is_private_and_comes_back_whole(filled: str, capfd: Captured) -> None:
    assert run(["store", "backup", "copy.sqlite"]) == 0
    assert [stat.S_IMODE(Path(name).stat().st_mode) for name in (filled, "copy.sqlite")] == [0o600, 0o600]
    assert run(["store", "backup", "copy.sqlite"]) == 2
    assert run(["forget", "REQ-1", "--yes"]) == 0
    assert open_rows(filled) == 0
    assert run(["store", "restore", "copy.sqlite"]) == 2
    assert open_rows(filled) == 0
    assert run(["store", "restore", "copy.sqlite", "--yes"]) == 0
    assert open_rows(filled) == 1
    with Store(filled) as store:
        assert [decision.reviewer for decision in store.decisions()] == ["ana", "ana", "bob"]
    capfd.readouterr()


@pytest.mark.parametrize("content", [None, b"", b"id,title\n1,Cook\n", "another program's"])
def test_what_is_no_backup_replaces_nothing_and_stays_as_it_is(
    filled: str, content: bytes | str | None, capfd: Captured
) -> None:
    other = Path("other.sqlite")
    if isinstance(content, bytes):
        other.write_bytes(content)
    elif content:
        with sqlite3.connect(other) as held:
            held.execute("CREATE TABLE recipes (name TEXT)")
    before = other.read_bytes() if content is not None else None
    assert run(["store", "restore", "other.sqlite", "--yes"]) == 2
    assert "other.sqlite is no backup" in capfd.readouterr().err
    assert open_rows(filled) == 1
    assert (other.read_bytes() if other.exists() else None) == before


def test_a_check_counts_and_finds_a_queue_unlike_its_log(filled: str, capfd: Captured) -> None:
    assert run(["store", "check"]) == 0
    told = dict(line.rsplit(maxsplit=1) for line in capfd.readouterr().out.splitlines())
    assert (told["postings"], told["decisions"], told["version 0006:"]) == ("3", "3", "whole")
    with sqlite3.connect(filled) as held:
        held.execute("UPDATE queue SET state = 'open'")
    assert run(["store", "check"]) == 3
    assert "problem: queue row 1 is open, the log says confirmed" in capfd.readouterr().out
    assert run(["store", "check", "--repair"]) == 0
    assert run(["store", "check"]) == 0


@pytest.mark.parametrize(
    "command",
    [
        "store check",
        "store check --repair",
        "store learning",
        "store upgrade",
        "store backup b.sqlite",
        "store report r.csv",
        "store diff R-7",
        "store corrections c.jsonl",
        "recheck",
        "review",
        "forget REQ-1 --yes",
    ],
)
def test_a_misspelt_path_is_told_and_makes_no_store(filled: str, command: str, capfd: Captured) -> None:
    before = sorted(Path().iterdir())
    assert run([*command.split(), "--store", "stroe.sqlite"]) == 2
    assert "there is no store at stroe.sqlite\nhint: Check --store" in capfd.readouterr().err
    assert sorted(Path().iterdir()) == before


def test_an_address_of_a_store_that_is_none_is_not_said(capfd: Captured) -> None:
    assert run(["store", "check", "--store", "postgresql://host:s3cret/audits"]) == 2
    said = capfd.readouterr().err
    assert said.startswith("error: the store's address is no URL\nhint: ")
    assert "s3cret" not in said


@pytest.mark.usefixtures("filled")
def test_the_report_says_who_decided_what_and_why(capfd: Captured) -> None:
    names = ("r.csv", "r.html", "r.xlsx")
    assert [run(["store", "report", name]) for name in names] == [0, 0, 0]
    assert capfd.readouterr().out.splitlines() == [f"3 rows in {name}" for name in names]
    with Path("r.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["state"], row["decided by"], row["why"]) for row in rows] == [
        ("confirmed", "ana", ""),
        ("dismissed", "bob", "our own word for it"),
        ("open", "", ""),
    ]
    assert {row["company"] for row in rows} == {"'=Harbour Foods"}
    assert "our own word for it" in Path("r.html").read_text("utf-8")
    assert run(["store", "report", "r.pdf"]) == 2


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["--company", "=Harbour Foods", "--requisition", "REQ-1", "--since", "2020-01-01"], "3 rows"),
        (["--company", "Quiet Rooms"], "0 rows"),
        (["--requisition", "REQ-2"], "0 rows"),
        (["--before", "2020-01-01"], "0 rows"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_the_report_is_of_a_company_a_requisition_and_a_period(options: list[str], rows: str, capfd: Captured) -> None:
    assert run(["store", "report", "some.csv", *options]) == 0
    assert capfd.readouterr().out == f"{rows} in some.csv\n"


@pytest.mark.usefixtures("own_store")
def test_two_versions_of_a_vacancy_are_compared(capfd: Captured) -> None:
    def save(text: str) -> None:
        Path("in.jsonl").write_text(json.dumps({"id": "R-7", "title": "AI Engineer", "text": text}), "utf-8")
        assert run(["batch", "in.jsonl", "--out", "out", "--restart", "--save"]) == 0

    save(MISTITLED)
    assert run(["store", "diff", "R-7"]) == 2
    save(TRAINER)
    capfd.readouterr()
    assert run(["store", "diff", "R-7"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "role: ai_developer -> ml_engineer" in lines
    assert "-- Write prompts, evaluation sets and guardrails for the assistant" in lines
    assert "+- Train and validate the claims models on our own policy data" in lines


def test_corrections_are_cases_that_eval_reads(own_store: str, capfd: Captured) -> None:
    Path("posting.txt").write_text(MISTITLED, "utf-8")
    assert run(["audit", "posting.txt", "--save", "--format", "json"]) == 0
    with Store(own_store) as store:
        (row,) = store.rows().rows
        store.decide(row.posting_id, row.code, DecisionKind.CORRECT, "ana", 0, correction={"role": "ml_engineer"})
    capfd.readouterr()
    assert run(["store", "corrections", "cases.jsonl"]) == 0
    assert capfd.readouterr().out == "1 labelled case in cases.jsonl\n"
    (case,) = map(json.loads, Path("cases.jsonl").read_text("utf-8").splitlines())
    assert (case["role"], case["text"], case["corrected_by"]) == ("ml_engineer", MISTITLED, "ana")
    assert run(["eval", "cases.jsonl"]) == 0
    assert run(["store", "corrections", "no/such/cases.jsonl"]) == 2


@pytest.mark.usefixtures("filled")
def test_what_decisions_teach_is_told_by_rule(capfd: Captured) -> None:
    assert run(["store", "learning"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[1].split()[:3] == ["TITLE001", "2", "1"]
    assert "findings judged by several reviewers: 1" in lines
    assert any(line.startswith("Cohen's kappa of ana and bob on 1: ") for line in lines)
