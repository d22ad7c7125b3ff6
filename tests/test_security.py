"""Threats that no single room answers for, and that every test which docs/security.md names exists."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from auditor.cli.entry import run
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.sheet import as_csv, as_xlsx
from auditor.ui.model_choice import typed_model
from tests.readers.llm.samples import CANARY, TEXT, TITLE, answer
from tests.readers.llm.server import Answer, serving

ROOT = Path(__file__).parents[1]
Captured = pytest.CaptureFixture[str]
FORMULAS = [
    "=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1+1", " \u200b=1", "|cmd",
]  # fmt: skip
STARTS = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def test_every_test_that_the_threat_model_names_exists() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    assert len(named) >= 40
    missing = [f"{path}::{name}" for path, name in named
               if not (ROOT / path).is_file() or f"def {name}(" not in (ROOT / path).read_text("utf-8")]  # fmt: skip
    assert missing == []


def test_every_threat_has_a_test() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    threats = text.split("\n### ")[1:]
    assert len(threats) >= 17
    assert [threat.splitlines()[0] for threat in threats if "`tests/" not in threat] == []


def batch(folder: Path, rows: list[dict[str, str]], *options: str) -> Path:
    (folder / "jobs.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert run(["batch", str(folder / "jobs.jsonl"), "--out", str(folder / "out"), *options]) in (0, 3)
    return folder / "out"


def test_no_exported_cell_is_a_formula(tmp_path: Path) -> None:
    keys = ("id", "title", "company", "location", "owner", "url")
    rows = [dict.fromkeys(keys, formula) | {"text": f"{formula}\n{TEXT}{formula}"} for formula in FORMULAS]
    out = batch(tmp_path, rows)
    for name in ("results.csv", "findings.csv"):
        with (out / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert len(cells) > 50
        assert [cell for cell in cells if STARTS.match(cell) and not NUMBER.fullmatch(cell)] == []
    for sheet in openpyxl.load_workbook(out / "results.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or not str(cell.hyperlink.target or "").startswith("=")


def test_no_cell_of_a_sign_off_report_is_a_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(as_csv(("a",), [FORMULAS]).decode())) for cell in row]
    assert [cell for cell in cells if STARTS.match(cell)] == []
    for row in openpyxl.load_workbook(io.BytesIO(as_xlsx(("a",), [FORMULAS]))).active.iter_rows():
        assert [cell.coordinate for cell in row if cell.data_type == "f"] == []


@pytest.fixture
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_umask")
def test_a_batch_and_the_store_are_their_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    store = tmp_path / "audits.sqlite"
    out = batch(tmp_path, [{"title": TITLE, "text": TEXT}], "--save", "--store", str(store))
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    with Store(str(store)) as opened:
        opened.policies()
        files = [path for path in tmp_path.iterdir() if path.name.startswith(store.name)]
        assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in files} == dict.fromkeys(
            [path.name for path in files], 0o600
        )
        assert len(files) >= 1


def labelled(folder: Path) -> Path:
    path = folder / "labelled.jsonl"
    path.write_text(json.dumps({"id": 1, "title": TITLE, "text": TEXT, "role": "ai_developer"}) + "\n", "utf-8")
    return path


def test_a_key_is_in_no_file_and_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured) -> None:
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    with serving(Answer(answer())) as server:
        model = ["--reader", "openai/served", "--base-url", f"{server.url}/v1"]
        batch(tmp_path, [{"title": TITLE, "text": TEXT}], *model, "--cache", str(tmp_path / "drafts"))
        (tmp_path / "posting.txt").write_text(TEXT, "utf-8")
        for kind in ("terminal", "json", "markdown", "html", "sarif", "docx"):
            report = ["--format", kind, "--output", str(tmp_path / f"report.{kind}")]
            assert run(["audit", str(tmp_path / "posting.txt"), *model, *report]) == 0
        store = ["--save", "--store", f"sqlite:///{tmp_path / 'audits.sqlite'}"]
        assert run(["audit", str(tmp_path / "posting.txt"), *model, *store]) == 0
        assert run(["eval", str(labelled(tmp_path)), *model]) == 0
        server.answers[:] = [Answer(status=401, error={"error": {"message": f"no such key {CANARY}"}})]
        assert run(["audit", str(tmp_path / "posting.txt"), *model]) == 3
        assert CANARY in json.dumps([request[1] for request in server.requests])
    written = capfd.readouterr()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 12
    assert [path.name for path in files if CANARY.encode() in path.read_bytes()] == []
    assert CANARY not in written.out + written.err


@pytest.mark.parametrize("name", ["bad\x1b[31m.txt", "two\nlines.txt", "turned\u202egnp.txt"])
def test_a_file_name_forges_no_line_of_a_log(name: str, tmp_path: Path, capfd: Captured) -> None:
    (tmp_path / name).write_bytes(b"\x00\x01\x02")
    assert run(["audit", str(tmp_path / name)]) == 2
    said = capfd.readouterr().err
    assert len(said.splitlines()) == 2
    assert not {"\x1b", "\u202e"} & set(said)


@pytest.mark.parametrize(
    "model", ["http://169.254.169.254/latest", "//evil.example/x", "x@evil.example", "../../admin"]
)
def test_a_visitor_of_the_page_cannot_choose_where_a_request_goes(model: str) -> None:
    own = {name: typed_model(name, "m", "k", Settings()).base_url for name in ("anthropic", "openai")}
    for provider, address in own.items():
        assert typed_model(provider, model, "k", Settings()).base_url == address
    set_here = Settings(base_url="http://127.0.0.1:9/v1")
    assert typed_model("openai", model, "k", set_here).base_url == "http://127.0.0.1:9/v1"
