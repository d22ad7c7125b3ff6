"""The same input gives the same bytes, whatever the locale, time zone, hash seed, encoding, cores and folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = 40
TITLE = "Yapay Zekâ Mühendisi, İstanbul: AI ENGINEER"
RUN = """
import sys
from auditor.batch import processes
from auditor.cli.entry import run
processes._WORTH_IT = 2  # few rows, spread all the same
jobs, posting, workers = sys.argv[1:]
for kind in ("json", "html", "markdown", "sarif", "docx"):
    assert run(["audit", posting, "--format", kind, "--output", f"posting.{kind}"]) == 0
assert run(["batch", jobs, "--out", "batch", "--concurrency", workers, "--parquet", "--sarif"]) == 0
sys.stdout.flush()
assert run(["audit", posting, "--format", "json"]) == 0
"""
PLACES = {
    "here": {"LC_ALL": "C.utf8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "there": {
        "LC_ALL": "tr_TR.ISO-8859-9", "LANGUAGE": "tr", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77", "COLUMNS": "40", "FORCE_COLOR": "1",
    },
}  # fmt: skip
"""A machine without the Turkish locale falls back to plain C, which is ASCII here: different either way."""
WORKERS = {"here": "1", "there": "2"}


def rows() -> Iterator[dict[str, str]]:
    """The sample postings, again and again with another number, some with a title that lower case changes."""
    paths = sorted((ROOT / "fixtures" / "postings").glob("*.toml"))
    for number in range(ROWS):
        sample = tomllib.loads(paths[number % len(paths)].read_text("utf-8"))
        title = TITLE if number % 9 == 0 else sample["title"]
        yield {"id": f"R-{number}", "title": title, "text": f"{sample['text']}\n- Posten Nr. {number} für Zoë\n"}


def written(folder: Path, name: str) -> dict[str, bytes]:
    """What one run wrote: its files by path, and its standard output."""
    folder.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "PYTHON"))}
    ran = subprocess.run(
        [sys.executable, "-c", RUN, "../jobs.jsonl", "../posting.txt", WORKERS[name]], cwd=folder, check=True,
        capture_output=True, env=kept | {"PYTHONPATH": str(ROOT)} | PLACES[name],
    )  # fmt: skip
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return files | {"standard output": ran.stdout}


def test_nothing_about_the_machine_changes_a_byte(tmp_path: Path) -> None:
    (tmp_path / "jobs.jsonl").write_text("\n".join(map(json.dumps, rows())), "utf-8")
    sample = tomllib.loads((ROOT / "fixtures" / "postings" / "german_posting.toml").read_text("utf-8"))
    (tmp_path / "posting.txt").write_text(f"{TITLE}\n\n{sample['text']}", "utf-8")
    here, there = (written(tmp_path / name, name) for name in PLACES)
    assert len(here) >= 14
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == []
