"""Annotated postings, cut by the segmenter, as what the fit works on.

Annotations (JSON Lines, .gz allowed) were made by reading postings without their titles: role, secondary and
alternative role, confidence, two facts, and for each span of the text its section and the activities it shows. Where
the postings file itself carries a `role`, that label counts and the annotation's own does not.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.posting import Segmentation, Statement
from auditor.readers.offline.features import work_statements
from auditor.readers.offline.stems import stems_of
from auditor.segment import segment

WORK = {"summary", "duties", "requirements", "nice_to_have"}
WRITTEN = tuple(Path(__file__).parents[1] / name for name in ("traps.jsonl", "drafts.jsonl"))
"""Postings written for the fit: whose keywords mislead (people called agents, courses called training), and drafts as
managers type them."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated posting. `weight` is lower for labels given with low confidence; `gold` marks those to score on.

    `draft` marks a short draft written for the fit.
    """

    id: str
    group: str
    title: str
    claims: frozenset[str]
    text: str
    segmentation: Segmentation
    role: str
    secondary: str | None
    alternative: str | None
    weight: float
    gold: bool
    draft: bool
    contested: bool
    statements: tuple[Statement, ...]
    words: tuple[tuple[str, ...], ...]
    activities: tuple[tuple[str, ...], ...]


def read_rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The objects of JSON Lines files."""
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def read_examples(postings: Iterable[Path], annotations: Path) -> list[Example]:
    """Every annotated posting, once, in the order of the annotations; near-copies of a labelled one left out."""
    rows = {}
    for row in read_rows(postings):
        rows.setdefault(row["id"], row)
    examples, seen = [], set()
    for row in read_rows(WRITTEN):
        rows[row["id"]] = row
    notes = [*read_rows([annotations]), *(row for row in rows.values() if row.get("written"))]
    notes.sort(key=lambda note: ("role" not in rows.get(note["id"], {}), note["id"]))
    for note in notes:
        row = rows.get(note["id"])
        opening = re.sub(r"\W+", "", row["text"].lower())[:300] if row else ""
        if row and opening not in seen:
            seen.add(opening)
            examples.append(_example(row, note))
    return examples


def _example(row: dict[str, Any], note: dict[str, Any]) -> Example:
    segmentation = segment(row["text"], None if row.get("written") else row["title"])
    statements = work_statements(segmentation)
    gold = "role" in row and not row.get("written")
    label = row if gold else note
    company = (row.get("company") or "").strip().lower()
    return Example(
        id=row["id"],
        group=company or f"#{row['id']}",
        title=row["title"] or "",
        claims=frozenset(row.get("title_claims", ())),
        text=row["text"],
        segmentation=segmentation,
        role=label["role"],
        secondary=label["secondary_role"],
        alternative=label.get("alternative_role"),
        weight=0.6 if (row.get("label_confidence") or note.get("confidence")) == "low" else 1.0,
        gold=gold,
        draft=row.get("written") == "draft",
        contested=bool(row.get("contested")),
        statements=statements,
        words=tuple(tuple(stems_of(row["text"][s.start : s.end])) for s in statements),
        activities=tuple(_activities(s, note["spans"]) for s in statements),
    )


def _activities(statement: Statement, spans: list[list[Any]]) -> tuple[str, ...]:
    """The activities of the annotated spans that the statement shares most of itself or of them with."""
    found: list[str] = []
    for start, end, section, activities in spans:
        shared = min(end, statement.end) - max(start, statement.start)
        if section in WORK and shared > _HALF * min(end - start, statement.end - statement.start):
            found += activities
    return tuple(found)
