"""Measures the reading of titles: exact match of the claimed roles, and time a title.

    python -m benchmarks.titles LABELLED.jsonl [CHECKED.jsonl]

LABELLED holds `title` and `title_claims`, CHECKED `title` and `claims`, one object a line. Claims are compared as
sets under the profile `guide`; intervals are 95% percentile bootstrap over rows.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from auditor.titles import lexicon_from, load_lexicon, read_title
from auditor.titles.lexicon import Lexicon

RESAMPLES = 2000
WHOLE_TITLE_WORDS = 3
Rows = list[tuple[str, frozenset[str]]]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("checked", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="print each title read otherwise than labelled")
    options = parser.parse_args()
    labelled = rows_of(options.labelled, "title_claims")
    report("labelled, words as they are", labelled, load_lexicon(), options.misses)
    titles = {title.strip().lower() for title, _ in labelled}
    reduced, removed = without(titles)
    report(f"labelled, {len(removed)} words that are whole titles removed", labelled, reduced, False)
    print(f"  removed: {', '.join(removed) or 'none'}")
    whole = [phrase for phrase in removed if phrase.count(" ") + 1 >= WHOLE_TITLE_WORDS]
    print(f"  of {WHOLE_TITLE_WORDS} words or more: {len(whole)}")
    if options.checked:
        report("checked by hand", rows_of(options.checked, "claims"), load_lexicon(), options.misses)
    report_time([title for title, _ in labelled])


def rows_of(path: Path, key: str) -> Rows:
    """The titles of a file with the claims under `key`."""
    lines = path.read_text("utf-8").splitlines()
    return [(row["title"], frozenset(row[key])) for row in map(json.loads, lines)]


def without(titles: set[str]) -> tuple[Lexicon, list[str]]:
    """The lexicon without the phrases that are whole titles, and those phrases."""
    raw = resources.files("auditor.titles").joinpath("data", "words.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(raw)
    removed: set[str] = set()
    for table in ("topics", "qualifiers", "professions", "heads", "ignored"):
        for phrases in data[table].values():
            removed |= titles.intersection(phrases)
            phrases[:] = [phrase for phrase in phrases if phrase not in titles]
    return lexicon_from(data), sorted(removed)


def report(name: str, rows: Rows, lexicon: Lexicon, misses: bool) -> None:
    """Prints exact match with its interval, and the misses when asked."""
    read = [frozenset(read_title(title, lexicon).by_profile["guide"]) for title, _ in rows]
    hits = [got == want for got, (_, want) in zip(read, rows, strict=True)]
    low, high = interval(hits)
    print(f"{name}: exact {sum(hits) / len(hits):.4f} [{low:.4f}, {high:.4f}] ({sum(hits)} of {len(hits)})")
    for hit, got, (title, want) in zip(hits, read, rows, strict=True):
        if misses and not hit:
            print(f"  {title!r}: labelled {sorted(want)}, read {sorted(map(str, got))}")


def interval(hits: list[bool]) -> tuple[float, float]:
    """The 95% percentile bootstrap interval of the rate of hits, seeded."""
    rng = random.Random(20260101)
    rates = sorted(sum(rng.choices(hits, k=len(hits))) / len(hits) for _ in range(RESAMPLES))
    return rates[int(0.025 * RESAMPLES)], rates[int(0.975 * RESAMPLES) - 1]


def report_time(titles: list[str]) -> None:
    """Prints the best mean processor time a title, nothing remembered; a reference loop shows the machine's speed."""
    lexicon = load_lexicon()
    best, reference = float("inf"), float("inf")
    for _ in range(20):
        start = time.process_time()
        for title in titles:
            read_title(title, lexicon)
        best = min(best, (time.process_time() - start) / len(titles))
        start = time.process_time()
        for _ in range(100):
            sum(range(1000))
        reference = min(reference, (time.process_time() - start) / 100)
    print(f"time: {best * 1e6:.0f} us a title (sum(range(1000)) takes {reference * 1e6:.0f} us here)")


if __name__ == "__main__":
    main()
