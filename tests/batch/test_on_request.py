import json
from pathlib import Path

import pyarrow.parquet as pq

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.finish import Outputs
from auditor.readers.offline import OfflineReader
from auditor.sources import open_source
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
    assert [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in results][-1] == 2


def test_findings_in_files_of_text_are_at_their_lines_and_those_in_other_files_at_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    text = f"---\ntitle: AI Engineer\n---\n{TRAINS}- 15 years of experience with LangChain\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "b.html").write_text(f"<h1>AI Engineer</h1><pre>{TRAINS}</pre>", encoding="utf-8")
    run_batch(
        open_source(folder), BatchFiles(tmp_path / "out"), OfflineReader(), BatchOptions(outputs=Outputs(sarif=True))
    )
    log = json.loads((tmp_path / "out" / "findings.sarif").read_text("utf-8"))
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    regions = [place["region"] for place in places if place["artifactLocation"]["uri"] == "a.md"]
    shown = [region for region in regions if "snippet" in region]
    assert shown
    for region in shown:
        line = text.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 :].startswith(region["snippet"]["text"].split("\n")[0])
    assert [place for place in places if place["artifactLocation"]["uri"] == "b.html"]
    assert not any("region" in place for place in places if place["artifactLocation"]["uri"] == "b.html")


def test_a_later_run_without_the_request_takes_the_file_away(tmp_path: Path) -> None:
    run(tmp_path, TWO, OfflineReader(), outputs=Outputs(sarif=True))
    run(tmp_path, TWO, OfflineReader())
    assert not (tmp_path / "out" / "findings.sarif").exists()
