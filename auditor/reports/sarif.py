"""The findings as SARIF 2.1.0, for code hosts and editors. Source: OASIS, SARIF version 2.1.0 plus errata 01, 2023."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import auditor
from auditor.finding import Absence, Finding, Severity
from auditor.judgement import Audit
from auditor.posting import Span
from auditor.reports.document import encode
from auditor.reports.escape import visible
from auditor.reports.places import line_starts, position
from auditor.rules import ALL_RULES, RULE_SET_VERSION, Rule

__all__ = ["LEVELS", "RANKS", "SARIF_SCHEMA", "artifact_uri", "described_rule", "region", "sarif_log", "sarif_report"]

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
RANKS = {"high": 90.0, "medium": 60.0, "low": 30.0}


def sarif_report(audit: Audit, artifact: str) -> str:
    """The findings as SARIF text; `artifact` is the audited file's name, of which an absolute path is not kept."""
    return encode(sarif_log([(audit, artifact)])) + "\n"


def sarif_log(audits: Sequence[tuple[Audit, str]]) -> dict[str, Any]:
    """The SARIF log of audits with their files' names: one run, every rule described, one result a finding.

    What the house waived is left out: a code host would show it as open.
    """
    artifacts, results = [], []
    for index, (audit, artifact) in enumerate(audits):
        uri = artifact_uri(artifact)
        said = {"action": audit.action, "verdict": audit.verdict, "summary": audit.summary, "profile": audit.profile.id}
        artifacts.append({"location": {"uri": uri}, "properties": said})
        place = {"uri": uri, "index": index}
        lines = line_starts(audit.posting.text)
        results += [_result(audit, finding, place, lines) for finding in audit.findings if finding.waived is None]
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "artifacts": artifacts,
                "results": results,
            }
        ],
    }


def artifact_uri(artifact: str) -> str:
    """The file's name as a relative URI reference with forward slashes."""
    path = PurePath(artifact)
    inside = not path.is_absolute() and ".." not in path.parts
    return quote(visible((path if inside else PurePath(path.name)).as_posix()))


def _driver() -> dict[str, Any]:
    return {
        "name": "auditor",
        "version": auditor.__version__,
        "properties": {"ruleSet": RULE_SET_VERSION},
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


def _result(audit: Audit, finding: Finding, artifact: dict[str, Any], lines: list[int]) -> dict[str, Any]:
    codes = [rule.code for rule in ALL_RULES]
    places = _locations(finding, audit.posting.text, artifact, lines)
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


def _locations(finding: Finding, text: str, artifact: dict[str, Any], lines: list[int]) -> list[dict[str, Any]]:
    """The evidence; what is absent is shown at the first line, as code hosts show nothing that has no line."""
    place = {"artifactLocation": artifact}
    if isinstance(finding.evidence, Absence):
        message = {"text": visible(f"Absent: {finding.evidence.what}")}
        return [{"physicalLocation": {**place, "region": {"startLine": 1}}, "message": message}]
    return [{"physicalLocation": {**place, "region": region(e.span, e.span.of(text), lines)}} for e in finding.evidence]


def region(span: Span, quoted: str, lines: list[int]) -> dict[str, Any]:
    """A SARIF region for a span of a text that says `quoted` there; `lines` are where the text's lines start."""
    start_line, start_column = position(span.start, lines)
    end_line, end_column = position(span.end, lines)
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": visible(quoted)},
    }
