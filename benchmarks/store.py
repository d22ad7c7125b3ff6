"""How long saving takes, and the queue's first view and each filter, on a store with many audits.

    python -m benchmarks.store [--audits 1000000] [--store URL]

The audits are made from one real audit: titles, companies, owners and rules vary, in the shares that real postings
have (4% fix, 6% decide, 2% review, 26% note). Prints audits saved a second, the size of the file, and the slowest of
five calls for each view, in milliseconds by the clock and of the processor (which a busy machine does not stretch);
exits with 1 when one takes more than 200.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.reports.document import AuditDocument, audit_document
from auditor.store import NewAudit, QueueFilter, Store

_SHARES = {"fix": 4, "decide": 6, "review": 2, "note": 26, "ready": 62}
_ROLES = ("ai_engineer", "ml_engineer", "ai_developer", "data_scientist", "other")
_LEVELS = ("", "Junior ", "Senior ", "Staff ", "Lead ", "Principal ")
_FIELDS = ("AI", "ML", "Machine Learning", "Applied AI", "Generative AI", "LLM", "Data", "MLOps", "NLP", "Vision")
_JOBS = ("Engineer", "Developer", "Scientist", "Architect", "Specialist", "Consultant", "Researcher", "Analyst")
_RULES = {"fix": ("TITLE002", "HIRE001"), "decide": ("TITLE001", "TITLE003"), "note": ("SPEC001", "NEED003")}
_MOST = 200.0
_TIMES = 5


def main() -> int:
    """Fills a store, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audits", type=int, default=100_000)
    parser.add_argument("--store", help="a database that may be filled; a temporary file by default")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(asked.store or str(Path(folder) / "store.sqlite")) as store:
        began = time.perf_counter()
        result = store.save(made(asked.audits), "benchmark")
        took = time.perf_counter() - began
        print(f"{result.new:,} audits saved in {took:,.0f} s: {result.new / max(took, 1e-9):,.0f} a second")
        for file in Path(folder).glob("store.sqlite"):
            print(f"file: {file.stat().st_size / 1e6:,.0f} MB")
        return 0 if max(list(_measured(store))) <= _MOST else 1


def made(count: int) -> Iterator[NewAudit]:
    """Audits with the shares of real postings; the same for the same count."""
    text = (Path(__file__).parent.parent / "auditor/ui/examples/decide.txt").read_text("utf-8")
    base = audit_document(audit(Posting("AI Engineer", text)))
    finding, chosen = dict(base["findings"][0]), random.Random(1)
    for number in range(count):
        yield _varied(base, finding, chosen, number)


def _varied(base: AuditDocument, finding: dict[str, Any], chosen: random.Random, number: int) -> NewAudit:
    action = chosen.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    title = f"{chosen.choice(_LEVELS)}{chosen.choice(_FIELDS)} {chosen.choice(_JOBS)} {chosen.choice('ABCDEFGHIJ')}"
    document = copy.copy(base)
    posting = copy.copy(base["posting"])
    posting["id"] = hashlib.sha256(str(number).encode()).hexdigest()
    posting["title"], posting["company"] = title, f"Company {int(chosen.paretovariate(1)) % 50_000}"
    severity = "error" if action == "fix" else "warning"
    told = {**finding, "severity": severity, "code": chosen.choice(_RULES.get(action, ("",)))}
    document |= {  # type: ignore[typeddict-item]
        "posting": posting,
        "action": action,
        "role": chosen.choice(_ROLES),
        "title_claims": [chosen.choice(_ROLES[:4])],
        "review_reasons": ["low_confidence"] if action == "review" else [],
        "findings": [told] if action in _RULES else [],
    }
    return NewAudit(document, None, None, f"week-{number % 52}.csv", None, f"owner {number % 40}")


def _measured(store: Store) -> Iterator[float]:
    now = datetime.now(UTC)
    views: dict[str, Callable[[], object]] = {
        "first view": store.groups,
        "first view with notes": lambda: store.groups(QueueFilter(actions=())),
        "rows in doubt": lambda: store.groups(QueueFilter(unsure=True)),
        "preview of a group": lambda: store.rows(QueueFilter().of_group(store.groups().groups[0].key)),
        "action": lambda: store.groups(QueueFilter(actions=("note",))),
        "company": lambda: store.groups(QueueFilter(company="Company 1")),
        "title": lambda: store.groups(QueueFilter(title="machine learning")),
        "owner": lambda: store.groups(QueueFilter(owner="owner 7")),
        "source": lambda: store.groups(QueueFilter(source="week-7.csv")),
        "rule": lambda: store.groups(QueueFilter(rule="TITLE001")),
        "assignee": lambda: store.groups(QueueFilter(assignee="")),
        "age": lambda: store.groups(QueueFilter(before=now - timedelta(minutes=5))),
        "companies to choose from": lambda: store.choices("company"),
    }
    for name, view in views.items():
        times = [_milliseconds(view) for _ in range(_TIMES)]
        wall, processor = [each[0] for each in times], [each[1] for each in times]
        print(
            f"{name:28} {statistics.median(wall):7.1f} ms, slowest {max(wall):7.1f} ms; "
            f"of the processor {statistics.median(processor):7.1f} ms, most {max(processor):7.1f} ms",
            flush=True,
        )
        yield max(wall)


def _milliseconds(view: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor time of one call."""
    began, worked = time.perf_counter(), time.process_time()
    view()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


if __name__ == "__main__":
    sys.exit(main())
