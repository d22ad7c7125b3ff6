"""Writes docs/schema/, docs/rules.md, docs/benchmarks.md and docs/guide-coverage.md from the code.

With --check it only says whether they are stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS)]

from benchmark_pages import benchmarks_markdown  # noqa: E402
from guide_coverage import coverage_markdown  # noqa: E402

from auditor.batch.ledger import LEDGER_SCHEMA, LedgerLine  # noqa: E402
from auditor.batch.summary import SUMMARY_SCHEMA, SummaryDocument  # noqa: E402
from auditor.cli.doctor_command import DOCTOR_SCHEMA, DoctorDocument  # noqa: E402
from auditor.evaluation.document import EVAL_SCHEMA, EvalDocument  # noqa: E402
from auditor.evaluation.saved import OUTCOMES_SCHEMA, SavedRun  # noqa: E402
from auditor.reports.document import AUDIT_SCHEMA  # noqa: E402
from auditor.reports.rewrite_document import REWRITE_SCHEMA, RewriteDocument  # noqa: E402
from auditor.reports.rule_docs import rules_markdown  # noqa: E402
from auditor.reports.schema import audit_schema, schema_of  # noqa: E402
from auditor.rules import ALL_RULES  # noqa: E402
from auditor.settings import Configuration  # noqa: E402


def generated() -> dict[Path, str]:
    """Every generated file with what it should hold."""
    schemas: dict[str, dict[str, Any]] = {
        AUDIT_SCHEMA: audit_schema(),
        REWRITE_SCHEMA: schema_of(RewriteDocument, REWRITE_SCHEMA),
        LEDGER_SCHEMA: schema_of(LedgerLine, LEDGER_SCHEMA),
        SUMMARY_SCHEMA: schema_of(SummaryDocument, SUMMARY_SCHEMA),
        DOCTOR_SCHEMA: schema_of(DoctorDocument, DOCTOR_SCHEMA),
        EVAL_SCHEMA: schema_of(EvalDocument, EVAL_SCHEMA),
        OUTCOMES_SCHEMA: schema_of(SavedRun, OUTCOMES_SCHEMA),
    }
    config = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Configuration.model_json_schema()}
    files = {DOCS / "schema" / "config.schema.json": json.dumps(config, indent=2, ensure_ascii=False) + "\n"} | {
        DOCS / "schema" / f"{name.replace('/', '.')}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }
    files[DOCS / "benchmarks.md"] = benchmarks_markdown()
    files[DOCS / "guide-coverage.md"] = coverage_markdown(ALL_RULES)
    return files | {DOCS / "rules.md": rules_markdown(ALL_RULES)}


def stale() -> list[Path]:
    """The generated files whose content is not what the code says."""
    return [
        path for path, text in generated().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Writes the files, or checks them; returns the exit code."""
    old = stale()
    for path in old:
        print(f"{'stale' if '--check' in sys.argv else 'written'}: {path.relative_to(DOCS.parent)}")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(generated()[path], encoding="utf-8", newline="\n")
    if "--check" in sys.argv:
        print("run: make docs" if old else "docs are up to date")
        return 1 if old else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
