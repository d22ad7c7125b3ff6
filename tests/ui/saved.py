"""Saved postings for the review's tests: the sample postings, each many times with small edits, as a team's queue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.store import NewAudit, Store, new_audit

FOLDER = Path(__file__).parents[2] / "fixtures" / "postings"
COMPANIES = ("Harbour Foods", "Nine Islands Ferries", "Camden & Lowe")
OWNERS = ("Ines", "Tom")
HOSTILE = "Nine <b>Islands</b> [x](javascript:alert(1)) :material/bolt:"


def postings(count: int) -> Iterator[Posting]:
    """So many postings, no two alike."""
    samples = [tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    for number in range(count):
        sample = samples[number % len(samples)]
        company = HOSTILE if number == 7 else COMPANIES[number % len(COMPANIES)]
        text = f"{sample['text'].strip()}\n\nReference {number}\n"
        yield Posting(sample.get("title"), text, source_id=f"R{number}", company=company)


def saved(count: int) -> Iterator[NewAudit]:
    """The audits of so many postings."""
    for number, posting in enumerate(postings(count)):
        owner = OWNERS[number % len(OWNERS)]
        yield replace(new_audit(audit(posting), source="postings.csv", owner=owner), posting=posting)


def filled(file: Path, count: int = 200) -> Path:
    """A store in the file with so many audits saved by Ada."""
    file.write_bytes(_filled(count))
    file.chmod(0o600)
    return file


@cache
def _filled(count: int) -> bytes:
    """The file of such a store, made once in a process."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite"
        with Store(str(file)) as store:
            store.save(saved(count), "Ada")
        return file.read_bytes()
