"""Kills a batch with SIGKILL at random moments and starts it again, until it is done.

    python -m benchmarks.killing [--rows 2000] [--kills 20] [--concurrency 64] [--reader model|offline] [--seed 1]

The same rows are first done without a break. Every start is then killed a random fraction of a second after it has
finished a random number of rows, on average its share of them; one start in five is killed at a random moment of its
first seconds, and once no row is left, kills fall into writing the files. After every kill the journal says which rows
were finished; the server that stands in for the model says how often each row was answered. Exit code 1 when a
finished row was asked for again, or when one byte of the files differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from auditor.batch.files import BatchFiles
from auditor.batch.journal import Journal

SAME = ("audits.jsonl", "ledger.jsonl", "results.csv", "findings.csv", "summary.json")
ABOUT = "We look for a colleague in our team at the harbour."
DUTIES = (
    "Train and check the claims models on our own policy data",
    "Keep the berth planner's service deployed and watched",
    "Write the quarterly report on storm losses for the pricing team",
    "Connect the duty officer's notes to a hosted language model",
    "Review the contracts of the pilots' association every spring",
    "Answer the harbour's questions about the tide tables",
)


def postings(path: Path, rows: int, seed: int) -> None:
    """Writes that many postings, no two alike, each with the number by which the stub counts it."""
    chosen = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for row in range(rows):
            duties = "\n".join(f"- {duty}, site {chosen.randrange(999)}" for duty in chosen.sample(DUTIES, 4))
            text = f"{ABOUT}\n\nWhat you will do:\n{duties}\n- reference row {row}\n"
            file.write(json.dumps({"id": f"R-{row}", "title": "AI Engineer", "text": text}) + "\n")


@contextmanager
def stub(latency: float, failures: float = 0.0) -> Iterator[str]:
    """The address of a server that stands in for a model, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.model_stub", "--latency", str(latency), "--failures", str(failures)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield (process.stdout or sys.stdin).readline().strip()
        finally:
            process.terminate()


def batch(source: Path, out: Path, url: str | None, concurrency: int) -> list[str]:
    """The command line of a batch; without an address it reads offline."""
    reader = ["--reader", "openai/stub", "--base-url", url] if url else ["--reader", "offline"]
    command = [sys.executable, "-m", "auditor", "batch", str(source), "--out", str(out), *reader]
    return [*command, "--concurrency", str(concurrency)]


def counts(url: str) -> dict[int, int]:
    """How often the stub has answered each row."""
    with urlopen(url.removesuffix("/v1") + "/counts") as answer:  # noqa: S310  (a server of our own)
        return {int(row): count for row, count in json.load(answer).items()}


def killed(command: list[str], out: Path, rows: float, seconds: float) -> bool:
    """Runs the command until the journal holds that many rows and some seconds more, and kills it with all its
    processes; False when it was done before.
    """
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until, seen = None, _Seen(BatchFiles(out).journal)
        while process.poll() is None:
            until = until or (time.monotonic() + seconds if seen.lines() >= rows else None)
            if until and time.monotonic() >= until:
                os.kill(process.pid, signal.SIGKILL)
                return True
            time.sleep(0.01)
    if process.returncode:
        raise SystemExit(f"the run failed with exit code {process.returncode}")
    return False


class _Seen:
    """How many lines a growing file has; what was counted is not read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = self._size = 0

    def lines(self) -> int:
        """The lines by now."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._size)
                new = file.read()
            self._count += new.count(b"\n")
            self._size += len(new)
        return self._count


def finished_rows(out: Path) -> set[int]:
    """The rows that the journal holds."""
    path = BatchFiles(out).journal
    if not path.exists():
        return set()
    with Journal(path) as journal:
        return {entry.row for entry in journal.entries()}


def survived(directory: Path, rows: int, kills: int, concurrency: int, *, model: bool, seed: int) -> list[str]:
    """What went wrong, in words; empty when nothing did."""
    source, whole, broken = (directory / name for name in ("jobs.jsonl", "whole", "broken"))
    postings(source, rows, seed)
    with stub(0.01) as url:
        address = url if model else None
        began = time.monotonic()
        subprocess.run(batch(source, whole, address, concurrency), check=True, stdout=subprocess.DEVNULL)
        print(f"{rows:,} rows without a break: {time.monotonic() - began:.1f} s", flush=True)
        problems = _broken_run(batch(source, broken, address, concurrency), broken, address, rows, kills, seed)
    differing = [name for name in SAME if (whole / name).read_bytes() != (broken / name).read_bytes()]
    return problems + [f"{name} differs" for name in differing]


def _broken_run(command: list[str], out: Path, url: str | None, rows: int, kills: int, seed: int) -> list[str]:
    chosen, problems = random.Random(seed), []
    finished: dict[int, int] = {}
    before = counts(url) if url else {}
    done = 0
    while done < kills:
        early = chosen.random() < 0.2
        more = 0 if early else chosen.uniform(0, 2.5 * rows / kills)
        done += killed(command, out, min(len(finished) + more, rows), chosen.uniform(0, 5 if early else 0.5))
        answered = counts(url) if url else {}
        problems += [f"row {row} was read again" for row, n in finished.items() if answered.get(row, 0) > n]
        finished |= {row: answered.get(row, 0) for row in finished_rows(out) if row not in finished}
        print(f"kill {done}: {len(finished):,} rows were finished", flush=True)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    answered = counts(url) if url else {}
    problems += [f"row {row} was read again" for row, n in finished.items() if answered.get(row, 0) > n]
    if url:
        calls = sum(answered.values()) - sum(before.values())
        print(f"{kills} kills, {calls:,} answers for {len(answered):,} rows")
    return problems


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--reader", choices=("model", "offline"), default="model")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        problems = survived(
            Path(directory), options.rows, options.kills, options.concurrency,
            model=options.reader == "model", seed=options.seed,
        )  # fmt: skip
    print("\n".join(problems[:20]) or "identical bytes, no finished row read again")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
