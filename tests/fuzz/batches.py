"""What is fuzzed of a batch's files: every cell, line and page that a row of any content comes to."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import strategies as st

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.finish import Outputs
from auditor.readers.offline import OfflineReader
from auditor.sources import open_source
from tests.fuzz.inputs import HOSTILE, TEXT, TITLE, Target
from tests.fuzz.reports import check_json, check_sarif
from tests.reports.test_render import Outline

FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CELL = st.one_of(HOSTILE, st.sampled_from(["=1+1", "+1", "-1+1", "@x", "\t=1", "|x", "\uff1d1", "Ana", "https://a.example/1",
                                           "javascript:alert(1)", "2026-01-01", "", " ", "'=1"]))  # fmt: skip
ROW = st.fixed_dictionaries(
    {"title": TITLE | CELL, "text": TEXT},
    optional={
        "id": CELL,
        "owner": CELL,
        "url": CELL,
        "company": CELL,
        "location": CELL,
        "salary": CELL,
        "=notes": CELL,
    },
)


def check_batch(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        jobs = Path(folder) / "jobs.jsonl"
        jobs.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        files = BatchFiles(Path(folder) / "out")
        run_batch(open_source(jobs), files, OfflineReader(), BatchOptions(workers=1, outputs=Outputs(sarif=True)))
        check_files(files, len(rows))


def check_files(files: BatchFiles, rows: int) -> None:
    assert len(files.ledger.read_text("utf-8").splitlines()) == rows
    for line in files.audits.read_text("utf-8").splitlines():
        check_json(line)
    check_sarif((files.directory / "findings.sarif").read_text("utf-8"))
    for table in (files.results, files.findings):
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []
    for row in openpyxl.load_workbook(files.workbook).active.iter_rows():
        assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
    for page in (files.report, files.digest):
        check_page(page.read_text("utf-8"))


def check_page(written: str) -> None:
    page = Outline()
    page.feed(written)
    assert not {"script", "img", "link", "iframe", "object", "form", "foreignobject"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in ("src", "style") or name.startswith("on")]
    addresses = [value or "" for name, value in page.attributes if name == "href"]
    assert [each for each in addresses if not each.startswith(("#", "https://", "http://", "report.html"))] == []


BATCHES: tuple[Target, ...] = (Target("batch files", st.lists(ROW, min_size=1, max_size=3), check_batch),)
