"""Counts the hits of every rule, those that are off by default too, over real postings, and lists them for reading.

    python -m benchmarks.rules POSTINGS... [--list CODE]

POSTINGS are JSON Lines files, also compressed with gzip, with id, title, text and, where known, company, location and
salary. Counted are postings in which the rule speaks after one finding has absorbed another. What was read of the hits,
and how many were just, stands in auditor/rules/data/tried.toml.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from auditor import Posting, audit
from auditor.judgement import Audit
from auditor.policy import EVERYTHING, Policy
from auditor.readers.offline import OfflineReader
from auditor.rules import ALL_RULES
from auditor.rules.tried import load_tried

ALL_ON = Policy(extend_select=(EVERYTHING,), inline=False)


def main() -> None:
    """Reads the arguments and prints the counts, or the hits of one rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--list", metavar="CODE", help="print id, title and message of this rule's hits")
    options = parser.parse_args()
    audited = audits(row for path in options.postings for row in rows_of(path))
    if options.list:
        for id_, result in audited:
            for finding in (f for f in result.findings if f.code == options.list):
                print(f"{id_}\t{result.title}\t{finding.message}")
    else:
        print_counts([result for _, result in audited])


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    yield from map(json.loads, filter(None, text.split("\n")))


def audits(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Audit]]:
    """Each posting's id and its audit with every rule on."""
    reader = OfflineReader()
    for row in rows:
        given = {name: row[name] for name in ("company", "location", "salary") if row.get(name)}
        yield row["id"], audit(Posting(row["title"], row["text"], **given), reader, policy=ALL_ON)


def print_counts(audited: list[Audit]) -> None:
    """Prints one rule a line: hits, and what was read of an earlier count."""
    hits = Counter(code for result in audited for code in {finding.code for finding in result.findings})
    read = sum(result.reading is not None for result in audited)
    print(f"{len(audited):,} postings, {read:,} of them read")
    table = load_tried()
    for rule in ALL_RULES:
        tried = table.rules[rule.code]
        state = "on " if rule.default_on else "off"
        print(f"{rule.code:<10} {state} {hits[rule.code]:>5} hits; {tried.just} just of {tried.read} read ({table.on})")


if __name__ == "__main__":
    main()
