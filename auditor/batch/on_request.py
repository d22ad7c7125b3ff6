"""Files that a batch writes on request: a Parquet table of its audits, and its findings as SARIF for code hosts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.batch.tables import FinishedRow
from auditor.posting import Span
from auditor.reports.document import AuditDocument, FindingDocument, encode
from auditor.reports.escape import visible
from auditor.reports.places import line_starts
from auditor.reports.sarif import LEVELS, RANKS, SARIF_SCHEMA, artifact_uri, described_rule, region
from auditor.rules import ALL_RULES

__all__ = ["AuditsParquet", "FindingsSarif"]

_GROUP = 5_000
"""Rows of a Parquet row group: as many are held in memory."""
_TEXTS = ("source_id", "title", "company", "location", "language", "kind")
_CONCLUSIONS = ("role", "secondary_role", "verdict", "action", "summary")


class AuditsParquet:
    """audits.parquet: one row an audit with its conclusions as columns, and the whole audit as JSON in `audit`."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        names = (*_TEXTS, *_CONCLUSIONS)
        lists = [pa.field(name, pa.list_(pa.string())) for name in ("review_reasons", "suggested_titles", "findings")]
        self._schema = pa.schema(
            [
                pa.field("row", pa.int64()),
                pa.field("id", pa.string()),
                *(pa.field(name, pa.string()) for name in names),
                pa.field("confidence", pa.float64()),
                *lists,
                pa.field("duplicate_of", pa.int64()),
                pa.field("near_duplicate_of", pa.int64()),
                pa.field("audit", pa.string()),
            ]
        )
        self._table = pa.Table
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, row: FinishedRow, audit: bytes) -> None:
        """Takes in a row."""
        if not audit:
            return
        document: AuditDocument = json.loads(audit)
        posting: Any = document["posting"]
        found: Any = document
        self._rows.append(
            {
                "row": row.line["row"],
                "id": posting["id"],
                **{name: posting[name] for name in _TEXTS},
                **{name: found[name] for name in (*_CONCLUSIONS, "confidence", "review_reasons", "suggested_titles")},
                "findings": [finding["code"] for finding in document["findings"]],
                "duplicate_of": row.line["duplicate_of"],
                "near_duplicate_of": row.line["near_duplicate_of"],
                "audit": audit.decode(),
            }
        )
        if len(self._rows) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        """Ends the file."""
        if self._rows:
            self._flush()
        self._writer.close()


class FindingsSarif:
    """findings.sarif: one result a finding, at the posting's file where every posting is a file of its own.

    Where that file is one of text, a finding is at its evidence's lines. Findings of a table's rows are at the table,
    the row named as a logical location, at the line where it begins if the table has lines.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._are_files = tuple(columns) == ("file",)
        self._codes = [rule.code for rule in ALL_RULES]
        driver = {"name": "auditor", "rules": [described_rule(rule) for rule in ALL_RULES]}
        self._file.write(f'{{"$schema": {encode(SARIF_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {{"driver": ')
        self._file.write(f'{encode(driver)}}}, "columnKind": "unicodeCodePoints", "results": [')
        self._before = "\n"

    def add(self, row: FinishedRow, audit: bytes) -> None:
        """Takes in a row."""
        if row.judged is None or not row.judged["findings"] or row.line["status"] != "ok":
            return
        document: AuditDocument = json.loads(audit)
        name, *rest = json.loads(row.cells)
        uri = artifact_uri(name if self._are_files else document["posting"]["input"] or "postings")
        lines = line_starts(rest[0]) if self._are_files and row.at is not None and rest else None
        for finding in document["findings"]:
            if finding["waived"] is None:
                self._file.write(self._before + encode(self._result(row, finding, uri, lines)))
                self._before = ",\n"

    def _result(self, row: FinishedRow, finding: FindingDocument, uri: str, lines: list[int] | None) -> dict[str, Any]:
        place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        where = _region(finding, lines) if self._are_files else _beginning(row)
        if where:
            place["region"] = where
        location: dict[str, Any] = {"physicalLocation": place}
        if not self._are_files:
            location["logicalLocations"] = [{"name": f"row {row.line['row']}", "kind": "row"}]
        index = {"ruleIndex": self._codes.index(finding["code"])} if finding["code"] in self._codes else {}
        return {
            "ruleId": finding["code"],
            **index,
            "level": LEVELS[finding["severity"]],
            "rank": RANKS[finding["confidence"]],
            "message": {"text": visible(f"{finding['message']} Fix: {finding['fix']}")},
            "locations": [location],
            "partialFingerprints": {"posting/1": row.judged["id"] if row.judged else ""},
        }

    def close(self) -> None:
        """Ends the file."""
        self._file.write("\n]}]}\n")
        self._file.close()


def _region(finding: FindingDocument, lines: list[int] | None) -> dict[str, Any] | None:
    """Where the first evidence stands in a text whose lines start there; a text without evidence begins on line 1."""
    if lines is None:
        return None
    if not finding["evidence"]:
        return {"startLine": 1}
    shown = finding["evidence"][0]
    return region(Span(shown["start"], shown["end"]), shown["text"], lines)


def _beginning(row: FinishedRow) -> dict[str, Any] | None:
    """The line of a table at which the row begins."""
    return {"startLine": row.at} if row.at is not None else None
