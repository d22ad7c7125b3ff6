"""The findings as SARIF 2.1.0, for code hosts and editors. Source: OASIS, SARIF version 2.1.0 plus errata 01, 2023."""

from __future__ import annotations

import bisect
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import auditor
from auditor.finding import Absence, Evidence, Finding, Severity
from auditor.judgement import Audit
from auditor.reports.document import encode
from auditor.reports.escape import visible
from auditor.rules import ALL_RULES, Rule

__all__ = ["LEVELS", "RANKS", "SARIF_SCHEMA", "artifact_uri", "described_rule", "sarif_document", "sarif_report"]

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
RANKS = {"high": 90.0, "medium": 60.0, "low": 30.0}


def sarif_report(audit: Audit, artifact: str) -> str:
    """The findings as SARIF text; `artifact` is the audited file's name, of which an absolute path is not kept."""
    return encode(sarif_document(audit, artifact)) + "\n"


def sarif_document(audit: Audit, artifact: str) -> dict[str, Any]:
    """The SARIF log: one run, every rule described, one result a finding."""
    uri = artifact_uri(artifact)
    lines = _line_starts(audit.posting.text)
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(audit)},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": uri}}],
                "results": [_result(audit, finding, uri, lines) for finding in audit.findings],
                "properties": {"action": audit.action, "verdict": audit.verdict, "summary": audit.summary},
            }
        ],
    }


def artifact_uri(artifact: str) -> str:
    """The file's name as a relative URI reference with forward slashes."""
    path = PurePath(artifact)
    inside = not path.is_absolute() and ".." not in path.parts
    return quote(visible((path if inside else PurePath(path.name)).as_posix()))


def _driver(audit: Audit) -> dict[str, Any]:
    return {
        "name": "auditor",
        "version": auditor.__version__,
        "properties": {"ruleSet": audit.versions.rule_set, "profile": audit.profile.id},
        "rules": [described_rule(rule) for rule in ALL_RULES],
    }


def described_rule(rule: Rule) -> dict[str, Any]:
    """The rule as a SARIF reportingDescriptor."""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.doc["What it flags"]},
        "help": {"text": "\n\n".join(f"{title}\n{text}" for title, text in rule.doc.items())},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(audit: Audit, finding: Finding, uri: str, lines: list[int]) -> dict[str, Any]:
    codes = [rule.code for rule in ALL_RULES]
    places = _locations(finding, audit.posting.text, uri, lines)
    index = {"ruleIndex": codes.index(finding.code)} if finding.code in codes else {}
    return {
        "ruleId": finding.code,
        **index,
        "level": LEVELS[finding.severity],
        "rank": RANKS[finding.certainty.value],
        "message": {"text": visible(f"{finding.message} Fix: {finding.fix}")},
        "locations": places[:1],
        **({"relatedLocations": places[1:]} if places[1:] else {}),
        "partialFingerprints": {"posting/1": audit.posting.id},
    }


def _locations(finding: Finding, text: str, uri: str, lines: list[int]) -> list[dict[str, Any]]:
    place = {"artifactLocation": {"uri": uri, "index": 0}}
    if isinstance(finding.evidence, Absence):
        return [{"physicalLocation": place, "message": {"text": visible(f"Absent: {finding.evidence.what}")}}]
    return [{"physicalLocation": {**place, "region": _region(e, text, lines)}} for e in finding.evidence]


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines start; a line ends in CR LF, CR or LF."""
    ends = (i + 1 for i, c in enumerate(text) if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"))
    return [0, *ends]


def _position(offset: int, lines: list[int]) -> tuple[int, int]:
    line = bisect.bisect_right(lines, offset)
    return line, offset - lines[line - 1] + 1


def _region(evidence: Evidence, text: str, lines: list[int]) -> dict[str, Any]:
    span = evidence.span
    start_line, start_column = _position(span.start, lines)
    end_line, end_column = _position(span.end, lines)
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": visible(span.of(text))},
    }
