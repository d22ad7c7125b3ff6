"""A batch's rate, memory and cost per posting, offline and with a language model, beside what cannot be beaten.

    python -m benchmarks.batch offline POSTINGS [--count 100000] [--few 1000] [--concurrency N]
    python -m benchmarks.batch workbook [--rows 60000] [--concurrency N]
    python -m benchmarks.batch model [--rows 6400] [--in-flight 64] [--latency 1.0]

POSTINGS is JSON Lines (.gz allowed) with title and text. `offline` makes `--count` postings of them by mutation: words
are exchanged between postings and lines left out, so that no two are alike and duplicate detection has nothing to skip.
It audits `--few` and then all, and prints rate, peak memory, processor time a posting, and how many rows were found to
repeat others; beside it the floor: reading, parsing and writing the same bytes. `workbook` audits an XLSX file of short
postings into results.xlsx. `model` calls a server on this machine that answers
after `--latency` seconds, without failures and with a fifth of the requests answered 429 or 500.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.killing import batch, postings, stub
from benchmarks.offline_fit.examples import read_rows

_EXCHANGED = 0.03
"""Share of a posting's words that are exchanged for words of another."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: rows, wall-clock and processor seconds, peak bytes of all its processes together, of the main one by
    itself and of the others by themselves.
    """

    rows: int
    seconds: float
    processor: float
    peak: int
    main: int
    others: int

    def words(self) -> str:
        """The figures on one line."""
        return (
            f"{self.rows:>9,} postings: {self.rows / self.seconds:8,.0f} a second, "
            f"{1000 * self.processor / self.rows:6.2f} ms of processor each, peak {self.peak / 1e6:,.0f} MB "
            f"(main process {self.main / 1e6:,.0f}, the others {self.others / 1e6:,.0f})"
        )


def mutated(rows: Sequence[dict[str, Any]], count: int, path: Path, seed: int = 1) -> None:
    """Writes that many postings made of these."""
    chosen = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row, other = rows[number % len(rows)], chosen.choice(rows)
            text = f"{_mutated(row['text'], other['text'].split(), chosen)}\nReference {number}"
            file.write(json.dumps({"id": number, "title": row.get("title"), "text": text}, ensure_ascii=False) + "\n")


def _mutated(text: str, others: Sequence[str], chosen: random.Random) -> str:
    lines = [line for line in text.split("\n") if chosen.random() > 0.1]
    return "\n".join(" ".join(_words(line, others, chosen)) for line in lines)


def _words(line: str, others: Sequence[str], chosen: random.Random) -> list[str]:
    words = line.split(" ")
    return [chosen.choice(others) if others and word and chosen.random() < _EXCHANGED else word for word in words]


def measured(command: list[str], rows: int) -> Run:
    """Runs the command and looks at its processes' memory meanwhile."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began, peak = time.monotonic(), [0, 0, 0]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        code = process.wait()
        done.set()
        watcher.join()
    if code:
        raise SystemExit(f"the batch failed with exit code {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(rows, time.monotonic() - began, processor, *peak)


def _watch(pid: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(0.25):
        main, *others = map(_resident, _family(pid) or [pid])
        peak[:] = map(max, peak, (main + sum(others), main, sum(others)))


def _family(pid: int) -> list[int]:
    """The process and its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def floor(source: Path, audits: Path, target: Path) -> float:
    """Seconds to read and parse the input, and to write as many bytes as the audits have."""
    began = time.monotonic()
    with source.open("rb") as rows, audits.open("rb") as written, target.open("wb") as file:
        for row in rows:
            json.loads(row)
            file.write(written.readline())
    return time.monotonic() - began


def offline(path: Path, count: int, few: int, concurrency: int) -> None:
    """Measures and prints the offline path."""
    rows = [row for row in read_rows([path]) if row["text"].strip()]
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        runs = []
        for number in (few, count):
            source, out = folder / f"{number}.jsonl", folder / f"out-{number}"
            mutated(rows, number, source)
            runs.append(measured(batch(source, out, None, concurrency), number))
        least = floor(source, out / "audits.jsonl", folder / "floor")
        size = (out / "audits.jsonl").stat().st_size
        summary = json.loads((out / "summary.json").read_text("utf-8"))
    for run in runs:
        print(run.words())
    ratio = (runs[1].processor / runs[1].rows) / (runs[0].processor / runs[0].rows)
    print(f"cost of a posting among {count:,} is {ratio:.2f} of that among {few:,}")
    print(f"floor (read, parse, write {size / 1e6:,.0f} MB): {count / least:,.0f} a second")
    repeated = summary["statuses"]["duplicate"]
    print(f"repeating another: {repeated:,} rows, nearly so: {summary['near_duplicates']:,} (audited all the same)")


def workbook(rows: int, concurrency: int) -> None:
    """Measures and prints a long XLSX file of short postings."""
    import xlsxwriter

    with tempfile.TemporaryDirectory() as directory:
        source, out = Path(directory) / "postings.xlsx", Path(directory) / "out"
        made, lines = xlsxwriter.Workbook(str(source), {"constant_memory": True}), Path(directory) / "postings.jsonl"
        sheet = made.add_worksheet()
        postings(lines, rows, seed=1)
        sheet.write_row(0, 0, ("ID", "Title", "Description"))
        with lines.open("rb") as file:
            for number, line in enumerate(file, start=1):
                sheet.write_row(number, 0, tuple(json.loads(line).values()))
        made.close()
        run = measured([*batch(source, out, None, concurrency), "--xlsx"], rows)
        sizes = [path.stat().st_size / 1e6 for path in (source, out / "results.xlsx")]
    print(run.words())
    print(f"from {sizes[0]:,.1f} MB of XLSX to {sizes[1]:,.1f} MB of it, and the other files of a batch")


def model(rows: int, in_flight: int, latency: float) -> None:
    """Measures and prints the way through a language model."""
    most = in_flight / latency
    for failures, goal in ((0.0, 0.95), (0.2, 0.8)):
        with tempfile.TemporaryDirectory() as directory, stub(latency, failures) as url:
            source, out = Path(directory) / "jobs.jsonl", Path(directory) / "out"
            postings(source, rows, seed=1)
            run = measured(batch(source, out, url, in_flight), rows)
            with urlopen(url.removesuffix("/v1") + "/span") as answer:  # noqa: S310  (a server of our own)
                span = json.load(answer)
            statuses = json.loads((out / "summary.json").read_text())["statuses"]
        rate = rows / span["seconds"]
        print(
            f"{failures:.0%} of requests failing: {rate:.1f} a second, {rate / most:.1%} of {most:g}, "
            f"goal {goal:.0%}; {statuses['ok']:,} of {rows:,} rows read, {span['requests']:,} requests, "
            f"{1000 * run.processor / rows:.1f} ms of processor each"
        )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    without = kinds.add_parser("offline")
    without.add_argument("postings", type=Path)
    without.add_argument("--count", type=int, default=100_000)
    without.add_argument("--few", type=int, default=1000)
    without.add_argument("--concurrency", type=int, default=os.cpu_count() or 1)
    long = kinds.add_parser("workbook")
    long.add_argument("--rows", type=int, default=60_000)
    long.add_argument("--concurrency", type=int, default=os.cpu_count() or 1)
    calling = kinds.add_parser("model")
    calling.add_argument("--rows", type=int, default=6400)
    calling.add_argument("--in-flight", type=int, default=64)
    calling.add_argument("--latency", type=float, default=1.0)
    options = parser.parse_args()
    if options.kind == "offline":
        offline(options.postings, options.count, options.few, options.concurrency)
    elif options.kind == "workbook":
        workbook(options.rows, options.concurrency)
    else:
        model(options.rows, options.in_flight, options.latency)


if __name__ == "__main__":
    main()
