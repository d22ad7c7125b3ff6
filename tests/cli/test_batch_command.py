import json
import signal
from pathlib import Path

import pytest

from auditor.cli.entry import run
from tests.cli.postings import MISTITLED, TRAINER

Captured = pytest.CaptureFixture[str]


def test_several_inputs_are_one_batch(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Titel,Beschreibung\nBaker,Knead the dough and sell the bread.\n")
    (tmp_path / "b.txt").write_text("Cook\n\nYour tasks:\n- Prepare soup for forty guests\n")
    inputs = [str(tmp_path / "a.csv"), str(tmp_path / "b.txt")]
    assert run(["batch", *inputs, "--out", str(tmp_path / "out")]) == 0
    ledger = [json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text("utf-8").splitlines()]
    assert [(line["row"], line["source_id"], line["status"]) for line in ledger] == [
        (0, None, "ok"),
        (1, "b.txt", "ok"),
    ]


def rows(path: Path, *lines: object) -> str:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return str(path)


def out_files(directory: Path) -> list[Path]:
    return list((directory / "out").iterdir())


def test_a_batch_writes_its_files_and_says_what_it_did(tmp_path: Path, capfd: Captured) -> None:
    source = rows(
        tmp_path / "in.jsonl",
        {"id": 1, "title": "ML Engineer", "text": TRAINER},
        {"id": 2, "text": MISTITLED},
        "broken",
    )
    assert run(["batch", source, "--out", str(tmp_path / "out"), "--reader", "offline"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("3 rows: 2 ok, 0 duplicate, 1 refused, 0 failed\n2 AI postings: ")
    assert {"audits.jsonl", "ledger.jsonl", "results.csv", "summary.json"} < {p.name for p in out_files(tmp_path)}
    audit = json.loads((tmp_path / "out" / "audits.jsonl").read_text("utf-8").splitlines()[1])
    assert audit["posting"] | {"id": ""} == {
        "id": "", "source_id": "2", "row": 1, "input": "in.jsonl", "title": "Senior AI Engineer", "company": None,
        "location": None, "language": "en", "kind": "vacancy",
    }  # fmt: skip


def test_a_failed_row_is_exit_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("auditor.batch.terms.audit", broken)
    source = rows(tmp_path / "in.jsonl", {"text": TRAINER})
    assert run(["batch", source, "--out", str(tmp_path / "out")]) == 3


@pytest.mark.parametrize("content", ["\n\n", "id,title\n1,x\n", '{"text": ""}'])
def test_a_file_without_a_posting_is_exit_2_with_a_ledger(content: str, tmp_path: Path, capfd: Captured) -> None:
    source = rows(tmp_path / "in.jsonl", content)
    assert run(["batch", source, "--out", str(tmp_path / "out")]) == 2
    assert "no row is a posting" in capfd.readouterr().err
    assert (tmp_path / "out" / "ledger.jsonl").exists()


def test_an_empty_file_is_exit_2(tmp_path: Path, capfd: Captured) -> None:
    assert run(["batch", rows(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]) == 2
    assert "in.jsonl: the file is empty" in capfd.readouterr().err


def test_an_interrupted_batch_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    def interrupting(*arguments: object) -> None:
        signal.raise_signal(signal.SIGINT)
        raise ZeroDivisionError

    source = rows(tmp_path / "in.jsonl", {"text": TRAINER}, {"text": MISTITLED})
    with monkeypatch.context() as patched:
        patched.setattr("auditor.batch.terms.audit", interrupting)
        assert run(["batch", source, "--out", str(tmp_path / "out")]) == 130
    assert "the same command goes on" in capfd.readouterr().err
    assert len((tmp_path / "out" / "ledger.jsonl").read_text("utf-8").splitlines()) == 1
    assert run(["batch", source, "--out", str(tmp_path / "out"), "--retry-failed"]) == 0
