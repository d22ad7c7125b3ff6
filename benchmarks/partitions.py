"""Audits a corpus of Parquet partitions with Ray on two workers of this machine, and with one process, and compares.

    python -m benchmarks.partitions [--rows 400] [--partitions 4]

Needs the extra `ray` (make test-ray). The corpus has repetitions and near-repetitions across partitions, rows that are
no postings, and a damaged file. It is given to Ray as a folder, and again through fsspec as an address; then one
partition's journal is taken away, and the run gone on with. Exit code 1 when a byte differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet

from benchmarks.killing import postings

PATIENT = {"RAY_raylet_start_wait_time_s": "300", "RAY_agent_register_timeout_ms": "300000"}
"""A busy machine starts Ray's processes slowly."""
SAME = ("audits.jsonl", "ledger.jsonl", "summary.json")


def corpus(folder: Path, rows: int, partitions: int) -> None:
    """Writes the partitions."""
    folder.mkdir()
    postings(folder / "rows.jsonl", rows, seed=1)
    found = [json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines()]
    (folder / "rows.jsonl").unlink()
    first = found[0]
    for number in range(partitions):
        part = found[number::partitions]
        changed = first["text"].replace("colleague", "fellow colleague")
        part += [first, {**first, "text": changed}, {"id": "", "title": "Nothing", "text": " "}]
        columns = {name: [row[name] for row in part] for name in ("id", "title", "text")}
        pyarrow.parquet.write_table(pyarrow.table(columns), folder / f"part-{number:05}.parquet")
    (folder / "part-99999.parquet").write_bytes(b"PAR1 and no more")


def audited(folder: str, out: str, *options: str) -> float:
    """Runs a batch and gives its seconds."""
    command = [sys.executable, "-m", "auditor", "batch", folder, "--out", out, *options]
    began = time.monotonic()
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", **PATIENT}
    code = subprocess.run(command, check=False, env=environment).returncode
    if code:
        raise SystemExit(f"{' '.join(command[3:])} ended with {code}")
    return time.monotonic() - began


def joined(out: Path, name: str) -> bytes:
    """The partitions' files of that name, one after the other."""
    if name == "summary.json":
        return (out / name).read_bytes()
    return b"".join(path.read_bytes() for path in sorted((out / "partitions").glob(f"*/{name}")))


def differing(one: Path, out: Path) -> list[str]:
    """Names of the files that are not the same."""
    return [f"{out.name}: {name}" for name in SAME if (one / name).read_bytes() != joined(out, name)]


def main() -> None:
    """Compares and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--partitions", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        corpus(work / "corpus", options.rows, options.partitions)
        ray = ("--engine", "ray", "--concurrency", "2")
        one = audited(str(work / "corpus"), str(work / "one"), "--concurrency", "1")
        two = audited(str(work / "corpus"), str(work / "ray"), *ray)
        audited(f"file://{work}/corpus", f"file://{work}/remote", *ray)
        problems = differing(work / "one", work / "ray") + differing(work / "one", work / "remote")
        (work / "ray" / "partitions" / "part-00001.parquet" / "run.json").unlink()
        again = audited(str(work / "corpus"), str(work / "ray"), *ray)
        problems += differing(work / "one", work / "ray")
        counts = json.loads((work / "one" / "summary.json").read_text("utf-8"))
    print(f"{counts['rows']:,} rows in {options.partitions + 1} partitions: {counts['statuses']}")
    print(f"one process {one:.1f} s; Ray on two workers {two:.1f} s, gone on with after a loss {again:.1f} s")
    print("\n".join(problems) or "the same bytes: audits, ledger and counts")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
