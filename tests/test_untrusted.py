"""Hostile fields and files taken through whole commands: every importer in, every file and every cell out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from auditor.cli.entry import run
from auditor.mcp import Answers
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.reports.document import encode
from auditor.reports.render import FORMATS, render
from auditor.reports.rewrite_text import REWRITE_FORMATS, render_rewrite
from auditor.reports.word import word_report
from auditor.rewrite import OfflineDrafter, rewrite
from auditor.settings import Settings
from auditor.store import DecisionKind, Store
from auditor.store.insight import InsightFilter
from auditor.store.sheet import as_csv
from auditor.ui.insight_place import FACETS
from auditor.ui.insight_series import COLUMNS, by_value
from auditor.ui.insight_series import cells as insight_cells
from tests.cli.postings import MISTITLED
from tests.readers.llm.server import serving
from tests.sources.files import docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes
from tests.test_security import FORMULAS, NUMBER, STARTS

FORMULA_KEYS = ("id", "title", "company", "location", "owner", "url", "requisition", "status")


def cells_of(file: Path) -> Iterator[str]:
    """Every cell of a CSV or a workbook; a workbook's must be no formula and no link of the posting's."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from (cell for row in csv.reader(lines) for cell in row)
        return
    for sheet in openpyxl.load_workbook(file):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", (file.name, cell.coordinate)
            assert cell.hyperlink is None or cell.hyperlink.target == "report.html", (file.name, cell.coordinate)
            yield str(cell.value or "")


def dangerous(cells: Iterator[str]) -> list[str]:
    return [cell for cell in cells if STARTS.match(cell) and not NUMBER.fullmatch(cell)]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A batch of postings with a formula in every field, written and saved, one of them decided with another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_STORE", "store.sqlite")
    monkeypatch.setenv("AUDITOR_REVIEWER", "=1+1")
    body = MISTITLED.partition("\n")[2]
    rows = [
        dict.fromkeys(FORMULA_KEYS, formula) | {"title": f"{formula} AI Engineer", "text": f"{formula}\n{body}"}
        for formula in FORMULAS
    ]
    (tmp_path / "=1+1.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert run(["batch", "=1+1.jsonl", "--out", "out", "--xlsx", "--save"]) == 0
    with Store("store.sqlite") as store:
        row = store.rows().rows[0]
        store.decide(row.posting_id, row.code, DecisionKind.DISMISS, "@reviewer", row.head, "=1+1")
    return tmp_path


def test_no_cell_of_any_exported_table_is_a_formula(saved: Path) -> None:
    for name in ("queue.csv", "queue.xlsx"):
        assert run(["review", "--export", name]) == 0
    for name in ("signoff.csv", "signoff.xlsx"):
        assert run(["store", "report", name]) == 0
    with Store("store.sqlite") as store:
        for facet in FACETS:
            values = by_value(store.compared(facet, InsightFilter(), 20))
            (saved / f"insight-{facet}.csv").write_bytes(as_csv((facet, *COLUMNS), map(insight_cells, values)))
    tables = sorted(path for path in saved.rglob("*") if path.suffix in (".csv", ".xlsx"))
    assert [path.name for path in tables] == [
        "insight-company.csv", "insight-source.csv", "insight-title.csv", "findings.csv", "results.csv",
        "results.xlsx", "queue.csv", "queue.xlsx", "signoff.csv", "signoff.xlsx",
    ]  # fmt: skip
    for path in tables:
        cells = list(cells_of(path))
        assert sum("'" in cell[:1] for cell in cells) >= 1, path.name
        assert dangerous(iter(cells)) == [], path.name


DUTIES = "Responsibilities\n- Build chat assistants on hosted LLM APIs\n- Write prompts and evaluate answers\n"
BROKEN = "AI \x00Engineer \ud800\u202e"
SURROGATE = f"{DUTIES}- Serve \ud800answers\u202e\n"


def with_nuls_and_surrogates() -> dict[str, bytes]:
    """A file of every kind with NULs and lone surrogates in it, as far as the kind can hold them at all."""
    raw = f"{BROKEN}\n{DUTIES}".encode("utf-8", "surrogatepass")
    row = dict.fromkeys(("id", "title", "company", "location", "owner", "url"), BROKEN) | {"text": SURROGATE}
    refused = row | {"text": f"{BROKEN}\n{DUTIES}"}
    cells = {name: [value.replace("\ud800", "")] for name, value in row.items()}
    parquet = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(cells), parquet)
    lines = "".join(f"<li>{line}</li>" for line in DUTIES.splitlines())
    sheet = "xl/worksheets/sheet1.xml"
    jobs = {"jobs": [{"id": 1, "title": BROKEN, "content": f"<p>{BROKEN}</p><ul>{lines}</ul>", "absolute_url": BROKEN}]}
    table = f'title,text\n"{BROKEN}","{BROKEN}\n{DUTIES}"\n'.encode("utf-8", "surrogatepass")
    return {
        "a.csv": table,
        "a.tsv": table.replace(b'","', b'"\t"').replace(b"title,", b"title\t"),
        "a.json": json.dumps([row, refused]).encode(),
        "a.jsonl": json.dumps(row).encode() + b"\n" + raw + b"\n",
        "greenhouse.json": json.dumps(jobs).encode(),
        "a.txt": raw,
        "a.md": b"---\ntitle: " + BROKEN.encode("utf-8", "surrogatepass") + b"\n---\n" + raw,
        "a.html": f"<title>AI &#0;Engineer&#xD800;</title><h1>AI&#0;</h1><ul>{lines}</ul>&#xD800;".encode() + b"\x00",
        "a.parquet": parquet.getvalue(),
        "a.xlsx": xlsx_bytes([["title", "text"], ["AI_x0000_ Engineer_xD800_", f"_x0000__xD800_\n{DUTIES}"]]),
        "a.docx": docx_bytes("AI_x0000_ Engineer", [*DUTIES.splitlines(), "&#0;&#xD800;"]),
        "b.docx": part_replaced(docx_bytes(), "word/document.xml", b"Baker", b"Ba&#0;ker&#xD800;"),
        "b.xlsx": part_replaced(xlsx_bytes([["text"], ["Baker"]]), sheet, b"Baker", b"Ba&#0;ker&#xD800;"),
        "a.pdf": pdf_bytes([("AI \\000Engineer \\355\\240\\200", 50, 800, 12), ("Build chat \\000bots", 50, 780, 12)]),
    }


def part_replaced(document: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A Word document or workbook with bytes of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return out.getvalue()


def test_nuls_and_surrogates_pass_every_importer_and_every_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    made = with_nuls_and_surrogates()
    for name, raw in made.items():
        (tmp_path / "in" / name).write_bytes(raw)
    (tmp_path / "more.zip").write_bytes(zip_bytes({"b\x01\u202e.txt": DUTIES.encode(), "c.json": made["a.json"]}))
    flags = ["--parquet", "--sarif", "--xlsx", "--save", "--store", "store.sqlite"]
    assert run(["batch", "in", "more.zip", "--out", "out", *flags]) == 0
    out = tmp_path / "out"
    ledger = [json.loads(line) for line in (out / "ledger.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert Counter(line["status"] for line in ledger) == {"ok": 7, "duplicate": 2, "refused": 13}
    assert all(line["message"] for line in ledger if line["status"] == "refused")
    for path in (path for path in out.iterdir() if path.suffix in (".html", ".json", ".jsonl", ".sarif")):
        assert not {"\x00", "\u202e"} & set(path.read_text("utf-8")), path.name
    assert len(list(cells_of(out / "findings.csv"))) > 50
    assert len(list(cells_of(out / "results.csv"))) == len(list(cells_of(out / "results.xlsx")))
    assert pyarrow.parquet.read_table(out / "audits.parquet").num_rows == 9
    with Store("store.sqlite") as store:
        assert len(list(store.readings())) == 7


def test_nuls_and_surrogates_pass_every_renderer_and_tool() -> None:
    found = audit(Posting(BROKEN, SURROGATE, location=BROKEN, company=BROKEN))
    draft = rewrite(found, OfflineDrafter(), OfflineReader())
    answers = Answers(Settings())
    for said in (
        *(render(found, name) for name in FORMATS),
        *(render_rewrite(draft, name) for name in REWRITE_FORMATS),
        encode(answers.audit(SURROGATE, BROKEN)), encode(answers.rewrite(SURROGATE, BROKEN)),
    ):  # fmt: skip
        said.encode("utf-8")
        assert not {"\x00", "\u202e", "\ud800"} & set(said)
    with zipfile.ZipFile(io.BytesIO(word_report(found))) as archive:
        assert b"AI" in archive.read("word/document.xml")
        assert archive.testzip() is None


def test_no_importer_follows_an_address_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    with serving() as trap:
        for name, raw in with_addresses(trap.url).items():
            (tmp_path / "in" / name).write_bytes(raw)
        assert run(["batch", "in", "--out", "out"]) in (0, 3)
        with urlopen(f"{trap.url}/reached", timeout=60):  # noqa: S310
            pass
    assert [path for path, _, _ in trap.requests] == ["/reached"]
    ledger = (tmp_path / "out" / "ledger.jsonl").read_text("utf-8")
    assert ledger.count('"status":"ok"') + ledger.count('"status": "ok"') >= 5


def with_addresses(url: str) -> dict[str, bytes]:
    """Files that ask their reader to fetch something: schemas, entities, templates, pictures, pages."""
    entity = f'<!DOCTYPE r [<!ENTITY % e SYSTEM "{url}/dtd"> %e; <!ENTITY x SYSTEM "{url}/entity">]>'
    row = dict.fromkeys(("url", "id", "owner", "image", "$schema", "$ref"), f"{url}/row") | {"text": DUTIES}
    page = (
        f'<base href="{url}/base/"><meta http-equiv="refresh" content="0; url={url}/refresh"><link rel="stylesheet" '
        f'href="{url}/style"><script src="{url}/script"></script><h1>AI Engineer</h1><img src="{url}/image">'
        f'<iframe src="{url}/frame"></iframe><ul><li>Build chat assistants on hosted LLM APIs</li></ul>'
    )
    return {
        "a.html": page.encode(),
        "b.html": f'<?xml version="1.0"?>{entity}{page}&x;'.encode(),
        "a.txt": f"{url}/posting".encode(),
        "a.md": f"---\ntitle: AI Engineer\nlayout: {url}/layout\n---\n![x]({url}/image)\n\n{DUTIES}".encode(),
        "a.json": json.dumps([row]).encode(),
        "a.csv": f"url,text\n{url}/row,{DUTIES!r}\n".encode(),
        "a.docx": part_replaced(docx_bytes(), "word/document.xml", b"<w:document", f"{entity}<w:document".encode()),
        "b.docx": part_replaced(
            docx_bytes(), "word/_rels/document.xml.rels", b"</Relationships>",
            f'<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'attachedTemplate" Target="{url}/template" TargetMode="External"/></Relationships>'.encode(),
        ),
        "a.xlsx": part_replaced(
            xlsx_bytes([["title", "text"], ["AI Engineer", DUTIES]]), "xl/workbook.xml", b"<workbook",
            f"{entity}<workbook".encode(),
        ),
        "b.xlsx": xlsx_bytes([["title", "text"], [f'=WEBSERVICE("{url}/cell")', DUTIES]]),
        "a.pdf": pdf_bytes([("Baker", 50, 800, 12), (f"See {url}/page", 50, 780, 12)]),
    }  # fmt: skip
