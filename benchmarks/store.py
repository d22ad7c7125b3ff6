"""How long saving takes, and the queue's first view and each filter, on a store with many audits.

    python -m benchmarks.store [--audits 1000000] [--store URL]

The audits are made from one real audit: titles, companies, owners, sources and rules vary, in the shares that real
postings have (4% fix, 6% decide, 2% review, 26% note), saved over the 52 weeks before today. Each audit of a kind is
packed once and written many times, so the time to save is that of the database. Prints audits saved a second and the
size of the file. Then for each view, in milliseconds: the median and the slowest of five calls by the clock, the median
time of the processor (which a busy machine stretches less), the first call of a program that opens the store, which is
also what one waits for after a change where all rows are looked through, and one after an SQLite file was dropped from
memory. Last, how long a decision about many rows and its undo take. Exits with 1 when a warm view takes more than 200.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.reports.document import AuditDocument, audit_document
from auditor.store import DecisionKind, GroupKey, NewAudit, QueueFilter, Store
from auditor.store.engine import writing
from auditor.store.opened import opened
from auditor.store.packed import time_text
from auditor.store.prepared import KEYED, Prepared, prepared
from auditor.store.save import Saving, save_chunk
from auditor.store.title_key import name_key, title_key

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
        slowest = max(_measured(url))
        with Store(url) as store:
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
    title = f"{chosen.choice(_LEVELS)}{chosen.choice(_FIELDS)} {chosen.choice(_JOBS)} {chosen.randrange(100)}"
    said: dict[str, Any] = {
        "company": f"Company {int(chosen.paretovariate(1)) % 50_000}",
        "owner": f"owner {number % 40}",
        "source": f"week-{week}.csv",
        "title_key": title_key(title),
    }
    own_id = hashlib.sha256(str(number).encode()).hexdigest()
    keys = {f"{name}_key": name_key(said[name]) for name in KEYED}
    queue = tuple(row | said | keys for row in kind.queue)
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
    began = time.perf_counter(), time.process_time()
    done = store.decide_group(chosen, DecisionKind.CONFIRM, "benchmark", "", store.rows(chosen).seen)
    halfway = time.perf_counter(), time.process_time()
    back = store.undo_group(done.bulk, "benchmark")
    ended = time.perf_counter(), time.process_time()
    for said, rows, start, end in (("decided", done.rows, began, halfway), ("taken back", back.rows, halfway, ended)):
        print(f"{rows:,} rows {said} at once: {end[0] - start[0]:.1f} s, {end[1] - start[1]:.1f} s of the processor")


def _views(now: datetime) -> dict[str, Callable[[Store], object]]:
    """What the page asks of the store, by what one chose on it."""
    month = now - timedelta(days=30)
    filters = {
        "first view": QueueFilter(),
        "with notes": QueueFilter(actions=()),
        "in doubt": QueueFilter(unsure=True),
        "action": QueueFilter(actions=("note",)),
        "company": QueueFilter(company="Company 1"),
        "title, of one row in ten": QueueFilter(title="machine learning"),
        "title, of one row in five": QueueFilter(title="ml"),
        "title, of half the rows": QueueFilter(title="p"),
        "title, of three rows in four": QueueFilter(title="t"),
        "title, of nearly all rows": QueueFilter(title="e"),
        "half, with notes": QueueFilter(title="p", actions=()),
        "half, nobody's": QueueFilter(title="p", assignee=""),
        "half, age": QueueFilter(title="p", before=month),
        "owner": QueueFilter(owner="owner 7"),
        "source": QueueFilter(source="week-7.csv"),
        "rule": QueueFilter(rule="TITLE001"),
        "nobody's": QueueFilter(assignee=""),
        "somebody's": QueueFilter(assignee="ana"),
        "age": QueueFilter(before=month),
        "any state": QueueFilter(state=None),
        "company, owner": QueueFilter(company="Company 1", owner="owner 7"),
        "company, source": QueueFilter(company="Company 1", source="week-7.csv"),
        "company, nobody's": QueueFilter(company="Company 1", assignee=""),
        "company, age": QueueFilter(company="Company 1", before=month),
        "company, any state": QueueFilter(company="Company 1", state=None),
        "company, title": QueueFilter(company="Company 1", title="vision"),
        "owner, title": QueueFilter(owner="owner 7", title="vision"),
        "owner, source": QueueFilter(owner="owner 7", source="week-7.csv"),
        "source, title": QueueFilter(source="week-7.csv", title="vision"),
        "title, nobody's": QueueFilter(title="vision", assignee=""),
        "title, notes": QueueFilter(title="vision", actions=("note",)),
        "title, age": QueueFilter(title="vision", before=month),
        "title, any state": QueueFilter(title="vision", state=None),
        "company, wide title": QueueFilter(company="Company 1", title="e"),
        "company, owner, title, age": QueueFilter(company="Company 1", owner="owner 7", title="e", before=month),
    }
    views: dict[str, Callable[[Store], object]] = {
        name: (lambda store, chosen=chosen: store.groups(chosen)) for name, chosen in filters.items()
    }
    views["company to choose; title, of nearly all rows"] = partial(
        Store.choices, column="company", chosen=filters["title, of nearly all rows"]
    )
    for column in ("company", "owner", "source", "code", "assignee"):
        for name in ("first view", "title, of one row in ten", "title, of half the rows", "source"):
            views[f"{column} to choose; {name}"] = partial(Store.choices, column=column, chosen=filters[name])
    for name in ("first view", "company", "title, of one row in ten", "title, of half the rows", "company, title"):
        group = filters[name].of_group(GroupKey("ai_engineer", "other", "TITLE001"))
        views[f"rows of a group; {name}"] = partial(Store.rows, chosen=group)
    for name in ("first view", "company", "title, of one row in ten", "owner, source"):
        views[f"rows in doubt; {name}"] = partial(Store.rows, chosen=replace(filters[name], unsure=True))
    return views


def _measured(url: str) -> Iterator[float]:
    """Prints the times of each view, and gives the slowest by the clock, in milliseconds."""
    print(f"{'':48}{'warm: median':>14}{'slowest':>10}{'processor':>11}{'first':>10}{'cold':>10}", flush=True)
    for name, view in _views(datetime.now(UTC)).items():
        cold = _cold(url, view)
        with Store(url) as store:
            first = _milliseconds(store, view)[0]
            times = [_milliseconds(store, view) for _ in range(_TIMES)]
        wall, processor = [each[0] for each in times], [each[1] for each in times]
        told = f"{statistics.median(wall):14.1f}{max(wall):10.1f}{statistics.median(processor):11.1f}{first:10.1f}"
        print(f"{name:48}{told}{f'{cold:10.1f}' if cold is not None else ''}", flush=True)
        yield max(wall)


def _cold(url: str, view: Callable[[Store], object]) -> float | None:
    """The time of one call when nothing of an SQLite file is in memory; None for another database."""
    file = Path(url)
    if not file.is_file():
        return None
    with Store(url) as store:
        with file.open("rb") as held:
            os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return _milliseconds(store, view)[0]


def _milliseconds(store: Store, view: Callable[[Store], object]) -> tuple[float, float]:
    """Wall-clock and processor time of one call."""
    began, worked = time.perf_counter(), time.process_time()
    view(store)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


if __name__ == "__main__":
    sys.exit(main())
