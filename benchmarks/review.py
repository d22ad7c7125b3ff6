"""A file of postings saved as a batch, then reviewed in a browser by two people at once, decided, undone, exported.

    python -m benchmarks.review POSTINGS [--rows N] [--screenshots DIR]

POSTINGS is anything that `auditor batch` takes. The first N of them are audited and saved; Ada and Ben, each with a
browser session of their own, then take the queue's largest group: Ada signs one posting off by keyboard, both decide
about another (the slower one is told), Ben leaves one out, decides the rest with one reason, takes that back and does
it again; both download the sign-off report. At the end the store itself is asked whether it is whole and says what the
browser said. Prints what was seen and how long each step took to be shown; exits with 1 when anything is otherwise.
Needs Chromium (the path in $CHROMIUM, or `chromium` on the PATH).
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from auditor.batch.files import BatchFiles
from auditor.store import Group, QueueFilter, QueueRow, State, Store
from auditor.store.transfer import check
from benchmarks.page import ARGUMENTS, CHROMIUM, started_server
from tests.ports import free_port

LONGEST_MS = 120_000
_LEAST = 4
"""Postings that a group needs for the walk: signed off, decided by both, left out, decided with others."""
_REASON = "Used so here."
_HEIGHT = "() => (document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollHeight"


class Walk:
    """Two people's browser sessions on one server, and pictures of what they see."""

    def __init__(self, browser: Browser, url: str, screenshots: Path | None) -> None:
        self.url, self._screenshots, self._taken = url, screenshots, 0
        self.ada, self.ben = self._session(browser, "Ada"), self._session(browser, "Ben")

    def _session(self, browser: Browser, name: str) -> Page:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(LONGEST_MS)
        page.goto(f"{self.url}/review")
        page.get_by_label("Your name, as it stands beside your decisions").fill(name)
        page.get_by_role("button", name="Start reviewing").click()
        page.get_by_text(f"You review as {name}.").wait_for()
        return page

    def picture(self, page: Page, name: str) -> None:
        """Keeps what a page shows, whole."""
        if self._screenshots is not None:
            self._taken += 1
            page.wait_for_timeout(500)
            height = page.evaluate(_HEIGHT)
            page.set_viewport_size({"width": 1280, "height": max(900, int(height))})
            page.screenshot(path=self._screenshots / f"{self._taken:02}-{name}.png")
            page.set_viewport_size({"width": 1280, "height": 900})


@contextmanager
def step(name: str) -> Iterator[None]:
    """Prints how long something took."""
    began = time.perf_counter()
    yield
    print(f"{name}: {time.perf_counter() - began:.1f} s", flush=True)


def saved(postings: Path, rows: int, folder: Path) -> Path:
    """The store with the first rows of the file, audited and saved as `auditor batch --save` does."""
    few, store = folder / f"postings{postings.suffix}", folder / "store.sqlite"
    with postings.open(encoding="utf-8") as file, few.open("w", encoding="utf-8") as kept:
        kept.writelines(line for _, line in zip(range(rows), file, strict=False))
    command = [sys.executable, "-m", "auditor", "batch", str(few), "--out", str(folder / "results")]
    began = time.perf_counter()
    subprocess.run([*command, "--save", "--store", str(store)], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - began
    count = sum(1 for _ in BatchFiles(folder / "results").audits.open(encoding="utf-8"))
    print(f"{count} postings audited and saved in {took:.1f} s: {count / took:.0f} a second", flush=True)
    return store


def walked(walk: Walk, store: Store) -> list[str]:
    """Takes the walk; what the store says otherwise than the browser, in words."""
    ada, ben = walk.ada, walk.ben
    walk.picture(ada, "queue")
    group = store.groups().groups[0]
    rows = store.rows(QueueFilter().of_group(group.key), limit=group.rows).rows
    if group.rows < _LEAST:
        raise SystemExit(f"the largest group has {group.rows} postings, which are too few for two people")
    with step("both open the largest group"):
        for page in (ada, ben):
            page.locator(".st-key-review_open_0 button").click()
            page.locator(".st-key-review_apply button").wait_for()
    walk.picture(ben, "group")
    _signed_off(walk, rows[0])
    _both_decide(walk, rows[1])
    told = _grouped(walk, group, rows)
    _exported(walk, told)
    return list(_otherwise(store, rows))


def _signed_off(walk: Walk, row: QueueRow) -> None:
    with step("Ada signs a posting off by keyboard"):
        walk.ada.locator(f".st-key-review_look_{row.number} button").click()
        walk.ada.locator(".pa-rverdict").wait_for()
        walk.picture(walk.ada, "posting")
        walk.ada.keyboard.press("a")
        walk.ada.get_by_label("Why may it stay as it is?").fill("The team agreed.")
        walk.ada.get_by_role("button", name="Approve and sign off").click()
        expect(walk.ada.locator(".pa-signed")).to_contain_text("Signed off by Ada", timeout=LONGEST_MS)
    walk.picture(walk.ada, "signed-off")


def _both_decide(walk: Walk, row: QueueRow) -> None:
    """Both look at one posting; who is slower is told so, and overwrites nothing."""
    walk.ben.locator(f".st-key-review_look_{row.number} button").click()
    walk.ben.locator(".pa-rverdict").wait_for()
    walk.ada.keyboard.press("n")
    expect(walk.ada).to_have_url(re.compile(f"posting={row.posting_id}"), timeout=LONGEST_MS)
    walk.ada.get_by_role("button", name="Confirm").first.wait_for()
    walk.ada.keyboard.press("y")
    expect(walk.ada.locator(".pa-done")).to_contain_text("Ada: confirmed", timeout=LONGEST_MS)
    with step("Ben is told that Ada was faster"):
        walk.ben.keyboard.press("y")
        expect(walk.ben.get_by_text("Ada was faster")).to_be_visible(timeout=LONGEST_MS)
    walk.picture(walk.ben, "too-late")
    walk.ben.get_by_role("button", name="Back to the group").click()
    walk.ben.locator(".st-key-review_apply button").wait_for()


def _grouped(walk: Walk, group: Group, rows: tuple[QueueRow, ...]) -> int:
    """Ben decides the rest but for one, takes it back, does it again; how many rows that were."""
    left = f"{len(rows) - 3} posting{'' if len(rows) == _LEAST else 's'}"
    said = f"{left} confirmed; 1 left out by you"
    for turn in ("once", "again"):
        with step(f"Ben decides {left} of {group.rows} {turn}"):
            walk.ben.locator(f".st-key-review_left_out_{rows[2].posting_id} label").click()
            walk.ben.get_by_label("Why", exact=True).fill(_REASON)
            walk.ben.get_by_role("button", name="Apply to").click()
            expect(walk.ben.locator(".pa-done")).to_contain_text(said, timeout=LONGEST_MS)
        if turn == "once":
            walk.picture(walk.ben, "decided")
            with step("and takes it back"):
                walk.ben.locator(".st-key-review_undo_bulk button").click()
                expect(walk.ben.locator(".pa-done")).to_contain_text(f"{left} taken back", timeout=LONGEST_MS)
            walk.picture(walk.ben, "taken-back")
    return len(rows) - 3


def _exported(walk: Walk, decided: int) -> None:
    """Both go back to the queue; Ada reads what Ben decided in the report."""
    for page in (walk.ada, walk.ben):
        page.goto(f"{walk.url}/review")
        page.locator(".st-key-review_download_csv button").wait_for()
    walk.picture(walk.ada, "queue-after")
    for suffix in ("html", "xlsx", "csv"):
        with step(f"the report as {suffix}"), walk.ada.expect_download(timeout=LONGEST_MS) as loading:
            walk.ada.locator(f".st-key-review_download_{suffix} button").click()
        if suffix == "html":
            walk.ben.set_content(loading.value.path().read_text("utf-8"))
            walk.picture(walk.ben, "report")
    with loading.value.path().open(encoding="utf-8-sig", newline="") as file:
        by = Counter(row["decided by"] for row in csv.DictReader(file) if row["decided by"])
    print(f"the report's decisions: {dict(by)}")
    if by["Ben"] != decided or by["Ada"] < 2:
        raise SystemExit("the report does not say what was decided")
    walk.ada.goto(f"{walk.url}/insight")
    walk.ada.locator(".pa-bar, svg, table").first.wait_for()
    walk.picture(walk.ada, "insight")


def _otherwise(store: Store, rows: tuple[QueueRow, ...]) -> Iterator[str]:
    wanted = {rows[0].posting_id: ("Ada", State.APPROVED), rows[1].posting_id: ("Ada", State.CONFIRMED)}
    wanted |= {row.posting_id: ("Ben", State.CONFIRMED) for row in rows[3:]}
    code = rows[0].code
    for posting_id, (reviewer, state) in wanted.items():
        seen = store.posting(posting_id)
        said = seen.states.get(code, seen.states.get("", State.OPEN))
        if seen.decisions[-1].reviewer != reviewer or said is not state:
            yield f"{posting_id} is {said} by {seen.decisions[-1].reviewer}, not {state} by {reviewer}"
    if store.posting(rows[2].posting_id).decisions:
        yield "the posting that was left out was decided"


def main() -> int:
    """Saves, walks, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--screenshots", type=Path)
    asked = parser.parse_args()
    if asked.screenshots is not None:
        asked.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = saved(asked.postings, asked.rows, Path(folder))
        port = free_port()
        server = started_server(port, AUDITOR_STORE=str(file))
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            with Store(str(file)) as store:
                wrong = walked(Walk(browser, f"http://127.0.0.1:{port}", asked.screenshots), store)
        finally:
            server.terminate()
            server.wait(timeout=60)
        wrong += check(str(file)).problems
    print("\n".join(wrong) or "the store says what the browser said, and is whole")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
