"""How long saving takes, and the queue's first view and each filter, on a store with many audits.

    python -m benchmarks.store [--audits 1000000] [--store URL]

The audits are made from one real audit: titles, companies, owners, sources and rules vary, in the shares that real
postings have (4% fix, 6% decide, 2% review, 26% note), saved over the 52 weeks before today. Each audit of a kind is
packed once and written many times, so the time to save is that of the database. Prints audits saved a second, the size
of the file, and the slowest of five calls for each view, in milliseconds by the clock and of the processor (which a
busy machine does not stretch), then how long a decision about many rows and its undo take; exits with 1 when a view
takes more than 200.
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
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.reports.document import AuditDocument, audit_document
from auditor.store import DecisionKind, NewAudit, QueueFilter, Store
from auditor.store.engine import writing
from auditor.store.opened import opened
from auditor.store.packed import time_text
from auditor.store.prepared import Prepared, prepared
from auditor.store.save import Saving, save_chunk
from auditor.store.title_key import title_key

_SHARES = {"fix": 4, "decide": 6, "review": 2, "note": 26, "ready": 62}
_ROLES = ("ai_engineer", "ml_engineer", "ai_developer", "data_scientist", "other")
_LEVELS = ("", "Junior ", "Senior ", "Staff ", "Lead ", "Principal ")
_FIELDS = ("AI", "ML", "Machine Learning", "Applied AI", "Generative AI", "LLM", "Data", "MLOps", "NLP", "Vision")
_JOBS = ("Engineer", "Developer", "Scientist", "Architect", "Specialist", "Consultant", "Researcher", "Analyst")
_RULES = {"fix": ("TITLE002", "HIRE001"), "decide": ("TITLE001", "TITLE003"), "note": ("SPEC001", "NEED003")}
_MOST = 200.0
_WEEKS = 52
_CHUNK = 5000
_TIMES = 5


def main() -> int:
    """Fills a store, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audits", type=int, default=100_000)
    parser.add_argument("--store", help="a database to fill, with --audits 0 one that is; a temporary file by default")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.store or str(Path(folder) / "store.sqlite")
        began = time.perf_counter()
        _fill(url, asked.audits)
        took = time.perf_counter() - began
        print(f"{asked.audits:,} audits saved in {took:,.0f} s: {asked.audits / max(took, 1e-9):,.0f} a second")
        for file in Path(folder).glob("store.sqlite"):
            print(f"file: {file.stat().st_size / 1e6:,.0f} MB", flush=True)
        with Store(url) as store:
            slowest = max(list(_measured(store)))
            _decided(store)
        return 0 if slowest <= _MOST else 1


def _fill(url: str, count: int) -> None:
    """Writes the audits, those of a week in transactions of 5,000."""
    engine, rows, today = opened(url), made(count), datetime.now(UTC)
    for week in range(_WEEKS):
        saving = Saving("benchmark", time_text(today - timedelta(weeks=_WEEKS - week)), str(week))
        left = count * (week + 1) // _WEEKS - count * week // _WEEKS
        while chunk := list(islice(rows, min(left, _CHUNK))):
            with writing(engine) as connection:
                save_chunk(connection, chunk, saving)
            left -= len(chunk)
    engine.dispose()


def made(count: int) -> Iterator[Prepared]:
    """Audits with the shares of real postings; the same for the same count."""
    chosen = random.Random(1)
    for number in range(count):
        yield _varied(chosen, number, number * _WEEKS // count)


def _varied(chosen: random.Random, number: int, week: int) -> Prepared:
    action = chosen.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    claim, role = chosen.choice(_ROLES[:4]), chosen.choice(_ROLES)
    kind = _of_kind(action, claim, role, chosen.choice(_RULES.get(action, ("",))))
    title = f"{chosen.choice(_LEVELS)}{chosen.choice(_FIELDS)} {chosen.choice(_JOBS)} {chosen.choice('ABCDEFGHIJ')}"
    said: dict[str, Any] = {
        "company": f"Company {int(chosen.paretovariate(1)) % 50_000}",
        "owner": f"owner {number % 40}",
        "source": f"week-{week}.csv",
        "title_key": title_key(title),
    }
    own_id = hashlib.sha256(str(number).encode()).hexdigest()
    queue = tuple(row | said for row in kind.queue)
    posting = kind.posting | said | {"id": own_id, "title": title}
    return replace(kind, id=own_id, posting=posting, queue=queue, title=(said["title_key"], title.lower()))


@cache
def _of_kind(action: str, claim: str, role: str, code: str) -> Prepared:
    base = _base()
    severity = "error" if action == "fix" else "warning"
    told = {**base["findings"][0], "severity": severity, "code": code}
    document = copy.copy(base)
    document |= {  # type: ignore[typeddict-item]
        "action": action,
        "role": role,
        "title_claims": [claim],
        "review_reasons": ["low_confidence"] if action == "review" else [],
        "findings": [told] if action in _RULES else [],
    }
    return prepared(NewAudit(document))


@cache
def _base() -> AuditDocument:
    text = (Path(__file__).parent.parent / "auditor/ui/examples/decide.txt").read_text("utf-8")
    return audit_document(audit(Posting("AI Engineer", text)))


def _decided(store: Store) -> None:
    chosen = QueueFilter(role="other")
    began = time.perf_counter()
    done = store.decide_group(chosen, DecisionKind.CONFIRM, "benchmark", "", store.rows(chosen).seen)
    halfway = time.perf_counter()
    back = store.undo_group(done.bulk, "benchmark")
    print(f"a decision about {done.rows:,} rows: {halfway - began:.1f} s; {back.rows:,} taken back:", end=" ")
    print(f"{time.perf_counter() - halfway:.1f} s")


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
        "age": lambda: store.groups(QueueFilter(before=now - timedelta(days=30))),
        "state": lambda: store.groups(QueueFilter(state=None)),
        "company and owner": lambda: store.groups(QueueFilter(company="Company 1", owner="owner 7")),
        "company and nobody's": lambda: store.groups(QueueFilter(company="Company 1", assignee="")),
        "company and title": lambda: store.groups(QueueFilter(company="Company 2", title="vision")),
        "companies to choose from": lambda: store.choices("company"),
        "owners to choose from": lambda: store.choices("owner"),
        "the second page of rows": lambda: store.rows(QueueFilter(), after=store.rows(QueueFilter()).after),
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
