"""Counts the hits of every rule, those that are off by default too, over real postings, and lists them for reading.

    python -m benchmarks.rules POSTINGS... [--list CODE | --near]

POSTINGS are JSON Lines files, also compressed with gzip, with id, title, text and, where known, language, company,
location and salary. Counted are English postings in which the rule speaks after one finding has absorbed another. What
was read of the hits, and how many were just, stands in auditor/rules/data/tried.toml. `--near` counts the postings that
have the words of near_hits.toml, which are wider than those of the rules that hardly ever speak.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
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
    parser.add_argument("--near", action="store_true", help="count the postings that have the words of near_hits.toml")
    options = parser.parse_args()
    if options.near:
        print_near([row for path in options.postings for row in rows_of(path)])
        return
    audited = audits(row for path in options.postings for row in rows_of(path) if _is_english(row))
    if options.list:
        for id_, result in audited:
            for finding in (f for f in result.findings if f.code == options.list):
                print(f"{id_}\t{result.title}\t{finding.message}")
    else:
        print_counts([result for _, result in audited])


def print_near(rows: list[dict[str, Any]]) -> None:
    """Prints for each rule that hardly ever speaks how many English postings have words near to its own."""
    texts = [row["text"] for row in rows if _is_english(row)]
    print(f"{len(texts):,} postings")
    for code, near in tomllib.loads(Path(__file__).with_name("near_hits.toml").read_text("utf-8")).items():
        wide = re.compile(near["pattern"], re.IGNORECASE)
        print(f"{code:<10} {sum(wide.search(text) is not None for text in texts):>5} {near['does']}")


def _is_english(row: dict[str, Any]) -> bool:
    """Whether the row is in English; without a language it is."""
    return bool(row.get("language", "en") == "en")


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
