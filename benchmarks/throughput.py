"""Postings a second on one core, with the share of each part, beside a floor: parsing the same rows as JSON.

    python -m benchmarks.throughput POSTINGS [--count 500] [--passes 5]

POSTINGS is JSON Lines (.gz allowed) with title and text. The first `--count` rows that can be read are segmented, their
facts found, read by the offline reader and judged (grounding, rules, verdict, summary); each part runs over all of them
before the next, and of `--passes` the best processor time of each posting counts, so that a machine busy with something
else tells on the figures as little as it can. One core: numerical libraries are kept to one thread.
The ratio to the floor tells machines apart from changes. The target is 1,000 a second for reading and judging.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from auditor.facts import find_facts
from auditor.pipeline import ReadPosting, audit, judge, profile_named
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.reading import ground
from auditor.segment import segment
from auditor.taxonomy import load_taxonomy
from benchmarks.offline_fit.examples import read_rows

TARGET = 1000


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    rows = list(islice(filter(readable, read_rows([options.postings])), options.count))
    lines = [json.dumps(row) for row in rows]
    floor, _ = best(options.passes, json.loads, lines)
    parts = measured([Posting(row.get("title"), row["text"]) for row in rows], options.passes)
    characters = sum(len(row["text"]) for row in rows) / len(rows)
    print(f"{len(rows):,} postings of {characters:,.0f} characters on average; milliseconds a posting")
    total = sum(parts.values())
    for name, seconds in parts.items():
        print(f"  {name:<10}{1000 * seconds / len(rows):8.3f} {seconds / total:6.1%}")
    print(f"  {'all':<10}{1000 * total / len(rows):8.3f}        {len(rows) / total:,.0f} postings a second")
    both = parts["read"] + parts["judge"]
    print(f"  {'read+judge':<10}{1000 * both / len(rows):8.3f}        {len(rows) / both:,.0f} postings a second")
    print(f"  {'json floor':<10}{1000 * floor / len(rows):8.3f}        all is {total / floor:,.0f} times it")
    print(f"target {TARGET:,} a second")


def readable(row: dict[str, Any]) -> bool:
    """Whether the posting gets as far as the reader."""
    return audit(Posting(row.get("title"), row["text"])).reading is not None


def measured(postings: Sequence[Posting], passes: int) -> dict[str, float]:
    """Seconds of each part over all postings."""
    reader, taxonomy = OfflineReader(), load_taxonomy()
    profile = profile_named("guide", taxonomy)
    segmenting, cuts = best(passes, lambda p: segment(p.text, p.title), postings)
    pairs = list(zip(postings, cuts, strict=True))
    finding, facts = best(passes, lambda pair: find_facts(*pair), pairs)
    reading, answers = best(passes, lambda pair: reader.read(*pair), pairs)

    def judged(item: tuple[Any, Any, Any, Any]) -> Any:
        posting, cut, found, answer = item
        read = ground(answer.draft, posting, cut, taxonomy)
        kept = ReadPosting(posting, cut, found, read, None, reader.provenance, None)
        return judge(kept, profile, taxonomy)

    judging, _ = best(passes, judged, list(zip(postings, cuts, facts, answers, strict=True)))
    return {"segment": segmenting, "facts": finding, "read": reading, "judge": judging}


def best(passes: int, step: Callable[[Any], Any], items: Sequence[Any]) -> tuple[float, list[Any]]:
    """The processor time of a step over all items, in seconds, each item's the least of its passes; and the results."""
    least, results = [float("inf")] * len(items), []
    for _ in range(passes):
        results = []
        for number, item in enumerate(items):
            start = time.process_time()
            results.append(step(item))
            least[number] = min(least[number], time.process_time() - start)
    return sum(least), results


if __name__ == "__main__":
    main()
