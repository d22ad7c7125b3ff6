import io
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.batch import BatchFiles, run_batch
from auditor.batch.ledger import LEDGER_SCHEMA, LedgerLine
from auditor.batch.summary import SUMMARY_SCHEMA, SummaryDocument
from auditor.errors import ReaderError
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, ReaderAnswer
from auditor.readers.offline import OfflineReader
from auditor.reports.schema import audit_schema, schema_of
from auditor.sources import SourceRow, jsonl_rows

TRAINS = """Hollin Insurance is looking for a colleague in its pricing team.

What you will do:
- Train and validate the claims models on our own policy data
- Engineer features from twenty years of storm losses
- Fine-tune our document classifier and measure it offline

What you bring:
- Four years of experience with PyTorch or scikit-learn
"""
BAKES = """The bakery at Kiln Street needs another pair of hands before dawn.

Your tasks:
- Shape loaves and mind the ovens from four in the morning
- Keep the shop's shelves filled until noon
- Order flour and butter every Thursday
"""
POOL = """Join our talent community! We have no open position at the moment, but we would like to stay in touch. Send us
your profile and we will contact you when a suitable role for a machine learning engineer opens.
"""


class Moody:
    """Fails as told by the text, and otherwise reads offline."""

    provenance = OfflineReader().provenance

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        if "REFUSE" in posting.text:
            raise ReaderError("the model refused")
        if "CRASH" in posting.text:
            raise ZeroDivisionError("a defect")
        if "STOP" in posting.text:
            signal.raise_signal(signal.SIGINT)
        return OfflineReader().read(posting, segmentation)


def encoded(*rows: dict[str, Any] | str) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def run(directory: Path, raw: bytes, reader: Reader | None = None, profile: str = "guide") -> SummaryDocument:
    rows = jsonl_rows(io.BytesIO(raw), "jobs.jsonl")
    return run_batch(rows, "jobs.jsonl", BatchFiles(directory), reader or Moody(), profile)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


MIXED = encoded(
    {"id": "a", "title": "Machine Learning Engineer", "text": TRAINS},
    {"id": 2, "title": "Baker", "text": BAKES},
    {"id": "c", "title": "Machine Learning Engineer", "text": TRAINS},
    "{not json",
    {"id": "e", "title": "AI Engineer", "text": "  "},
    {"id": "f", "title": "AI Engineer", "text": TRAINS + "REFUSE"},
    {"id": "g", "title": "AI Engineer", "text": TRAINS + "CRASH"},
    {"id": "h", "title": "ML Engineer talent pool", "text": POOL},
    {"id": "i", "title": "AI Engineer", "text": "x\0y"},
)


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    run(tmp_path, MIXED)
    ledger = lines(tmp_path / "ledger.jsonl")
    assert [(line["row"], line["source_id"], line["status"], line["reason"]) for line in ledger] == [
        (0, "a", "ok", None),
        (1, "2", "ok", None),
        (2, "c", "duplicate", "same_posting"),
        (3, None, "refused", "malformed_row"),
        (4, "e", "refused", "empty"),
        (5, "f", "failed", "reader"),
        (6, "g", "failed", "internal_error"),
        (7, "h", "ok", "talent_pool"),
        (8, "i", "refused", "binary"),
    ]
    assert "ZeroDivisionError: a defect" in ledger[6]["traceback"]
    assert all(line["traceback"] is None for line in ledger if line["reason"] != "internal_error")
    assert all(line["message"] for line in ledger if line["status"] != "ok")


def test_audits_are_in_input_order_and_a_duplicate_is_a_full_audit(tmp_path: Path) -> None:
    run(tmp_path, MIXED)
    audits = lines(tmp_path / "audits.jsonl")
    assert [audit["posting"]["row"] for audit in audits] == [0, 1, 2, 7]
    assert [audit.get("duplicate_of") for audit in audits] == [None, None, 0, None]
    first, second = audits[0], audits[2]
    assert {k: v for k, v in second.items() if k not in ("posting", "duplicate_of")} == {
        k: v for k, v in first.items() if k != "posting"
    }
    assert audits[0]["posting"]["input"] == "jobs.jsonl"


def test_every_line_validates(tmp_path: Path) -> None:
    summary = run(tmp_path, MIXED)
    for audit in lines(tmp_path / "audits.jsonl"):
        jsonschema.validate(audit, audit_schema())
    for line in lines(tmp_path / "ledger.jsonl"):
        jsonschema.validate(line, schema_of(LedgerLine, LEDGER_SCHEMA))
    written = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    jsonschema.validate(written, schema_of(SummaryDocument, SUMMARY_SCHEMA))
    assert written == json.loads(json.dumps(summary))


def test_the_summary_counts_each_ok_row_once(tmp_path: Path) -> None:
    summary = run(tmp_path, MIXED)
    assert summary["statuses"] == {"ok": 3, "duplicate": 1, "refused": 3, "failed": 2}
    assert summary["rows"] == 9
    assert summary["reasons"] == {"binary": 1, "empty": 1, "internal_error": 1, "malformed_row": 1, "reader": 1}
    assert summary["non_vacancies"]["talent_pool"] == 1
    assert summary["not_ai"] == 1
    judged = summary["judged"]
    assert judged["postings"] == 1
    for counts in ("actions", "verdicts", "roles"):
        assert sum(judged[counts].values()) == 1  # type: ignore[literal-required]


def test_a_rerun_gives_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    run(tmp_path, MIXED)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run(tmp_path, MIXED)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert set(before) == {"audits.jsonl", "ledger.jsonl", "summary.json"}


def test_an_interruption_keeps_whole_rows_and_a_rerun_completes_them(tmp_path: Path) -> None:
    stopped = MIXED + b"\n" + encoded({"id": "z", "title": "AI Engineer", "text": TRAINS + "STOP"})
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, stopped)
    assert len(lines(tmp_path / "ledger.jsonl")) == 9
    assert json.loads((tmp_path / "summary.json").read_text())["complete"] is False
    whole = tmp_path / "whole"
    run(whole, MIXED)
    assert (tmp_path / "audits.jsonl").read_bytes() == (whole / "audits.jsonl").read_bytes()
    run(tmp_path, MIXED)
    assert (tmp_path / "summary.json").read_bytes() == (whole / "summary.json").read_bytes()


def test_an_interruption_while_a_row_is_written_waits_for_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor.batch import run as module

    def interrupting(document: object) -> str:
        if isinstance(document, dict) and "status" in document:
            signal.raise_signal(signal.SIGINT)
        return json.dumps(document)

    monkeypatch.setattr(module, "encode", interrupting)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, MIXED)
    assert len(lines(tmp_path / "audits.jsonl")) == len(lines(tmp_path / "ledger.jsonl")) == 1


def test_the_signal_handler_is_put_back(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    run(tmp_path, MIXED)
    assert signal.getsignal(signal.SIGINT) is before


def test_rows_are_streamed(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl.part"
    sizes = []

    def endless() -> Iterator[SourceRow]:
        for number in range(200):
            sizes.append(ledger.stat().st_size)
            yield SourceRow(number, number + 1, "x" * 100, Posting("Baker", BAKES, "x" * 100, number, "jobs"))

    run_batch(endless(), "jobs", BatchFiles(tmp_path), OfflineReader(), "guide")
    assert sizes[-1] > 0


def test_the_readers_provenance_is_in_the_summary(tmp_path: Path) -> None:
    assert isinstance(Moody.provenance, Provenance)
    provenance = run(tmp_path, MIXED, profile="market")["provenance"]
    assert provenance is not None
    assert (provenance["reader"], provenance["profile"]) == ("offline", "market")
