import json
import signal
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.interrupt import Interrupt
from auditor.batch.ledger import LEDGER_SCHEMA, LedgerLine
from auditor.batch.summary import SUMMARY_SCHEMA, SummaryDocument
from auditor.errors import ReaderError, UsageError
from auditor.policy import Policy
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, ReaderAnswer
from auditor.readers.offline import OfflineReader
from auditor.reports.schema import audit_schema, schema_of
from auditor.sources import Source, SourceRow, open_source

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


class Counting(Moody):
    """Moody, and remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        self.read_texts.append(posting.text)
        return super().read(posting, segmentation)


def encoded(*rows: dict[str, Any] | str) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def source_of(raw: bytes, directory: Path) -> Source:
    path = directory / "jobs.jsonl"
    path.write_bytes(raw)
    return open_source(path)


def run(
    directory: Path, raw: bytes, reader: Reader | None = None, profile: str = "guide", **options: Any
) -> SummaryDocument:
    directory.mkdir(exist_ok=True)
    files = BatchFiles(directory / "out")
    return run_batch(source_of(raw, directory), files, reader or Moody(), BatchOptions(profile, **options))


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
    ledger = lines(tmp_path / "out" / "ledger.jsonl")
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
    audits = lines(tmp_path / "out" / "audits.jsonl")
    assert [audit["posting"]["row"] for audit in audits] == [0, 1, 2, 7]
    assert [audit.get("duplicate_of") for audit in audits] == [None, None, 0, None]
    first, second = audits[0], audits[2]
    assert {k: v for k, v in second.items() if k not in ("posting", "duplicate_of")} == {
        k: v for k, v in first.items() if k != "posting"
    }
    assert audits[0]["posting"]["input"] == "jobs.jsonl"


def test_every_line_validates(tmp_path: Path) -> None:
    summary = run(tmp_path, MIXED)
    for audit in lines(tmp_path / "out" / "audits.jsonl"):
        jsonschema.validate(audit, audit_schema())
    for line in lines(tmp_path / "out" / "ledger.jsonl"):
        jsonschema.validate(line, schema_of(LedgerLine, LEDGER_SCHEMA))
    written = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
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


def written(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (directory / "out").iterdir() if path.is_file()}


NAMES = {"audits.jsonl", "ledger.jsonl", "results.csv", "results.xlsx", "findings.csv", "summary.json"} | {
    "report.html",
    "digest.html",
}


def test_a_rerun_gives_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    run(tmp_path, MIXED)
    before = written(tmp_path)
    run(tmp_path, MIXED)
    assert written(tmp_path) == before
    assert set(before) == NAMES


def test_an_interruption_keeps_whole_rows_and_a_rerun_completes_them(tmp_path: Path) -> None:
    stopping = encoded({"id": "z", "title": "AI Engineer", "text": TRAINS + "STOP"}) + b"\n" + MIXED
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, stopping)
    assert len(lines(tmp_path / "out" / "ledger.jsonl")) == 1
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["complete"] is False
    run(tmp_path, stopping)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "whole", stopping)
    run(tmp_path / "whole", stopping)
    assert written(tmp_path) == written(tmp_path / "whole")
    assert len(lines(tmp_path / "out" / "ledger.jsonl")) == 10


def test_a_finished_row_is_not_read_again(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    rows = encoded(*({"title": "ML Engineer", "text": f"{TRAINS}{n}{'STOP' if n == 3 else ''}"} for n in range(8)))
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, rows, first)
    run(tmp_path, rows, second)
    assert (len(first.read_texts), len(second.read_texts)) == (4, 4)
    assert not set(first.read_texts) & set(second.read_texts)


def test_failed_rows_are_done_again_on_request_only(tmp_path: Path) -> None:
    rows = encoded({"text": TRAINS}, {"text": TRAINS + "REFUSE"})
    readers = [Counting(), Counting(), Counting()]
    run(tmp_path, rows, readers[0])
    run(tmp_path, rows, readers[1])
    run(tmp_path, rows, readers[2], retry_failed=True)
    assert [len(reader.read_texts) for reader in readers] == [2, 0, 1]


def test_another_run_in_the_folder_is_refused_until_it_is_discarded(tmp_path: Path) -> None:
    run(tmp_path, MIXED)
    with pytest.raises(UsageError, match="another input"):
        run(tmp_path, MIXED + b"\n{}")
    with pytest.raises(UsageError, match="another profile"):
        run(tmp_path, MIXED, profile="market")
    assert run(tmp_path, MIXED, profile="market", restart=True)["complete"]


def test_one_or_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    rows = encoded(*({"id": n, "title": "ML Engineer", "text": f"{TRAINS}- Row {n}"} for n in range(160)), "{broken")
    for workers in (1, 2):
        run(tmp_path / str(workers), rows, OfflineReader(), workers=workers)
    assert written(tmp_path / "1") == written(tmp_path / "2")


def test_what_the_house_decided_holds_in_every_process_and_makes_another_run(tmp_path: Path) -> None:
    rows = encoded(*({"id": n, "title": "AI Engineer", "text": f"{TRAINS}- Row {n}"} for n in range(160)))
    policy = Policy(ignore=("TITLE",), waive=MappingProxyType({"LEVEL001": "agreed"}))
    summary = run(tmp_path, rows, OfflineReader(), workers=2, policy=policy)
    assert not [code for code in summary["judged"]["findings"] if code.startswith("TITLE")]
    with pytest.raises(UsageError, match="policy"):
        run(tmp_path, rows, OfflineReader(), workers=2)


def test_a_second_ctrl_c_stops_at_once() -> None:
    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        assert interrupt.requested
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_the_signal_handler_is_put_back(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    run(tmp_path, MIXED)
    assert signal.getsignal(signal.SIGINT) is before


def test_rows_are_streamed(tmp_path: Path) -> None:
    journal = tmp_path / ".auditor" / "journal"
    sizes = []

    def rows() -> Iterator[SourceRow]:
        for number in range(170):
            sizes.append(journal.stat().st_size)
            yield SourceRow(number, number + 1, None, Posting("Baker", f"{BAKES}{number}"), ("Baker",))

    source = Source("jobs", ("title",), rows, lambda: "fingerprint")
    run_batch(source, BatchFiles(tmp_path), OfflineReader())
    assert sizes[-1] > sizes[-10] > 0


def test_the_readers_provenance_is_in_the_summary(tmp_path: Path) -> None:
    assert isinstance(Moody.provenance, Provenance)
    provenance = run(tmp_path, MIXED, profile="market")["provenance"]
    assert provenance is not None
    assert (provenance["reader"], provenance["profile"]) == ("offline", "market")
