import json

import pytest

from auditor.finding import Evidence
from auditor.posting import Span
from auditor.reports.sarif import artifact_uri, sarif_report
from auditor.rules import ALL_RULES
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_audit, build_claims, build_finding, build_reading, duty
from tests.reports.samples import decided


def test_log_has_what_sarif_requires() -> None:
    log = json.loads(sarif_report(decided(), "jobs/ai.txt"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "auditor"
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in ALL_RULES]
    assert all(rule["shortDescription"]["text"] and rule["fullDescription"]["text"] for rule in driver["rules"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["warning", "note", "note", "error"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "jobs/ai.txt", "index": 0}
        if "ruleIndex" in result:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_regions_point_at_the_evidence() -> None:
    audit = decided()
    (first, *others) = (
        json.loads(sarif_report(audit, "-"))["runs"][0]["results"][0]["locations"]
        + json.loads(sarif_report(audit, "-"))["runs"][0]["results"][0]["relatedLocations"]
    )
    assert len(others) == 2
    lines = audit.posting.text.split("\n")
    for location in (first, *others):
        region = location["physicalLocation"]["region"]
        start = region["charOffset"]
        quoted = audit.posting.text[start : start + region["charLength"]]
        assert region["snippet"]["text"] == quoted
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == quoted


def test_lines_are_counted_at_every_kind_of_line_end() -> None:
    reading = build_reading((duty("Train\r\nthe\rmodel\nnow", "trains_models"),), RoleId.ML_ENGINEER)
    text = reading.posting.text
    at = text.index("now")
    finding = build_finding("A001", evidence=(Evidence(Span(at, at + 3), 1),))
    audit = build_audit(build_assessment(reading, build_claims("ML Engineer")), findings=(finding,))
    region = json.loads(sarif_report(audit, "x"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (4, 1, 4)


@pytest.mark.parametrize(
    ("given", "uri"),
    [
        ("jobs/a b.txt", "jobs/a%20b.txt"),
        ("/home/someone/a.txt", "a.txt"),
        ("../secret/a.txt", "a.txt"),
        ("-", "-"),
    ],
)
def test_uri_tells_nothing_of_the_machine(given: str, uri: str) -> None:
    assert artifact_uri(given) == uri
