import json
from pathlib import Path

import pyarrow.parquet as pq

from auditor.batch.finish import Outputs
from auditor.readers.offline import OfflineReader
from tests.batch.test_run import MIXED, TRAINS, encoded, lines, run

TWO = encoded(
    {"id": "a", "title": "AI Engineer", "text": TRAINS},
    {"id": "b", "title": "Machine Learning Engineer", "text": TRAINS + "- One more"},
)


def test_the_parquet_table_holds_every_audit(tmp_path: Path) -> None:
    run(tmp_path, MIXED, outputs=Outputs(parquet=True))
    table = pq.read_table(tmp_path / "out" / "audits.parquet").to_pylist()
    audits = lines(tmp_path / "out" / "audits.jsonl")
    assert [row["row"] for row in table] == [audit["posting"]["row"] for audit in audits]
    assert [row["duplicate_of"] for row in table] == [audit.get("duplicate_of") for audit in audits]
    assert json.loads(table[0]["audit"]) == audits[0]


def test_the_sarif_log_has_the_findings_of_every_row(tmp_path: Path) -> None:
    run(tmp_path, TWO, OfflineReader(), outputs=Outputs(sarif=True))
    log = json.loads((tmp_path / "out" / "findings.sarif").read_text("utf-8"))
    results = log["runs"][0]["results"]
    found = [finding for audit in lines(tmp_path / "out" / "audits.jsonl") for finding in audit["findings"]]
    assert [result["ruleId"] for result in results] == [finding["code"] for finding in found]
    assert results
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "jobs.jsonl"
    assert results[0]["locations"][0]["logicalLocations"][0]["name"] == "row 0"


def test_a_later_run_without_the_request_takes_the_file_away(tmp_path: Path) -> None:
    run(tmp_path, TWO, OfflineReader(), outputs=Outputs(sarif=True))
    run(tmp_path, TWO, OfflineReader())
    assert not (tmp_path / "out" / "findings.sarif").exists()
