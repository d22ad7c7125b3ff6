"""The findings on every sample posting, kept beside the versions that they were made with.

`python -m tests.findings_kept` writes tests/findings_kept.json anew. It refuses when findings changed and no version
did: whoever compares two audits has to be able to see that other rules, or another reader, made them.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from auditor import Posting, audit

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).with_suffix(".json")
ADVICE = (
    "findings on the sample postings changed. Raise RULE_SET_VERSION in auditor/rules/run.py (or the "
    "version of the reader, titles, segmenter or taxonomy, whichever changed), then run: python -m tests.findings_kept"
)


def made() -> dict[str, Any]:
    """The versions in force, and each sample's findings as `CODE severity` in order."""
    found, versions = {}, {}
    for path in sorted((ROOT / "fixtures" / "postings").glob("*.toml")):
        sample = tomllib.loads(path.read_text("utf-8"))
        result = audit(Posting(sample["title"] or None, sample["text"]))
        found[path.stem] = [f"{finding.code} {finding.severity.value}" for finding in result.findings]
        held, reader = result.versions, result.provenance
        versions = {
            "rule_set": held.rule_set, "segmenter": held.segmenter, "taxonomy": held.taxonomy, "titles": held.titles,
            "reader": f"{reader.reader} {reader.version}",
        }  # fmt: skip
    return {"versions": versions, "findings": found}


def kept() -> dict[str, Any]:
    """What was kept last."""
    return dict(json.loads(KEPT.read_text("utf-8")))


def may_replace(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether findings of samples that both have are equal, or a version differs."""
    same = all(new["findings"].get(name, codes) == codes for name, codes in old["findings"].items())
    return same or old["versions"] != new["versions"]


def main() -> int:
    """Writes the file, or says why not."""
    new = made()
    if KEPT.exists() and not may_replace(kept(), new):
        print(f"not written: {ADVICE}", file=sys.stderr)  # noqa: T201
        return 1
    KEPT.write_text(json.dumps(new, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
