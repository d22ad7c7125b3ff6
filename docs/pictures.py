"""Takes the pictures of the page that stand in README.md and docs/, from the files in examples/.

    python -m docs.pictures [NAME...]

Serves the page on a free port with a store of its own in a temporary folder, in which examples/roles.csv was saved,
opens it in Chromium (the path in $CHROMIUM, or `chromium` on the PATH) and writes docs/images/NAME.png: page,
many-postings, review-group, review-posting. Run it after the page's wording or looks have changed, and look at the
pictures.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.ui.conftest import ARGUMENTS, CHROMIUM, page_served

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
POSTING = ROOT / "examples" / "posting.txt"
ROLES = ROOT / "examples" / "roles.csv"
REVIEWER = "Ana Ruiz"
WIDTH = 1200
SLOW = 60_000
"""Milliseconds that a busy machine may take to show something."""


def settled(page: Page) -> None:
    """Waits until the server has sent the whole page, and the browser loaded all that draws it."""
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=SLOW)


def still(page: Page) -> bytes:
    """The picture of the page, once two taken one after the other are the same."""
    settled(page)
    page.mouse.move(0, 0)
    last, taken = b"", page.screenshot(animations="disabled", caret="hide")
    while taken != last:
        page.wait_for_timeout(1_000)
        last, taken = taken, page.screenshot(animations="disabled", caret="hide")
    return taken


def audited(page: Page) -> None:
    """A posting to decide on, judged."""
    page.get_by_label("The posting, title line first").fill(POSTING.read_text("utf-8"))
    page.get_by_role("button", name="Audit this posting").click()
    page.locator(".st-key-downloads").wait_for()


def many_postings(page: Page) -> None:
    """The results of a file."""
    page.get_by_role("link", name="Many postings").click()
    page.locator("[data-testid=stFileUploader]").wait_for()
    page.locator("input[type=file]").set_input_files(ROLES)
    page.get_by_role("button", name="Audit all postings").click()
    page.locator(".st-key-batch_table canvas").first.wait_for()


def review_group(page: Page) -> None:
    """A group of the queue, to be decided together."""
    page.get_by_role("link", name="Review").click()
    page.get_by_label("Your name, as it stands beside your decisions").fill(REVIEWER)
    page.get_by_role("button", name="Start reviewing").click()
    page.get_by_text(f"You review as {REVIEWER}.").wait_for()
    page.get_by_role("button", name="Look at them").first.click()
    page.get_by_text("Decide them").wait_for()
    page.get_by_label("Why", exact=True).fill("Retitle it; running models is the platform team's work.")


def review_posting(page: Page) -> None:
    """One posting under review."""
    review_group(page)
    page.get_by_role("button", name="Look", exact=True).first.click()
    page.locator(".pa-rverdict").wait_for()


PICTURES: Mapping[str, tuple[Callable[[Page], None], int]] = {
    "page": (audited, 1100),
    "many-postings": (many_postings, 1100),
    "review-group": (review_group, 900),
    "review-posting": (review_posting, 900),
}
"""Name -> how to come to what it shows, and its height in pixels."""


def save(folder: str) -> str:
    """The name of a store in the folder that holds the audits of the sample vacancies."""
    store = str(Path(folder) / "store.sqlite")
    environment = os.environ | {"AUDITOR_STORE": store, "AUDITOR_REVIEWER": REVIEWER}
    command = [sys.executable, "-m", "auditor", "batch", str(ROLES), "--out", str(Path(folder) / "out"), "--save"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603
    return store


def main() -> int:
    """Writes the pictures and returns the exit code."""
    chosen = sys.argv[1:] or list(PICTURES)
    with (
        TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        page_served(AUDITOR_STORE=save(folder)) as url,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in chosen:
            go, height = PICTURES[name]
            page = browser.new_page(viewport={"width": WIDTH, "height": height})
            page.set_default_timeout(SLOW)
            page.goto(url)
            settled(page)
            go(page)
            taken = Image.open(io.BytesIO(still(page)))
            taken.convert("RGB").quantize(256).save(IMAGES / f"{name}.png", optimize=True)
            page.close()
            print(f"docs/images/{name}.png: {taken.width} x {taken.height}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
