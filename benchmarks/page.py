"""Click-to-verdict time of the page for a 5,000-character posting, with the server's share.

    python -m benchmarks.page [--runs N]

Starts the page on a free port, pastes a posting made from the packaged examples, clicks, and waits for the verdict to
be painted. The server's share is the time that reading and judging take in this process. Needs Chromium (the path in
$CHROMIUM, or `chromium` on the PATH). Exit code 1 when the median is not under the goal.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from auditor.ui.examples import example_text
from auditor.ui.session import PageSession
from auditor.ui.view import view_of
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-quic")
GOAL_SECONDS = 0.3
CHARACTERS = 5_000
CLICK_TO_VERDICT = """() => new Promise(resolve => {
  const button = [...document.querySelectorAll("button")].find(b => b.innerText.includes("Audit this posting"));
  const started = performance.now();
  const look = () => document.querySelector(".pa-verdict")
    ? requestAnimationFrame(() => whole((performance.now() - started) / 1000)) : requestAnimationFrame(look);
  const whole = verdict => document.querySelector(".st-key-downloads button")
    ? resolve([verdict, (performance.now() - started) / 1000]) : requestAnimationFrame(() => whole(verdict));
  button.click();
  look();
})"""


def posting() -> str:
    """A posting of CHARACTERS characters: an example, its duties followed by those of another in new words."""
    lines = example_text("decide").splitlines()
    duties = [line for key in ("ready", "fix") for line in example_text(key).splitlines() if line.startswith("- ")]
    more = [f"{line} for site {number}" for number in range(1, 40) for line in duties]
    text = "\n".join(lines)
    while len(text) < CHARACTERS:
        text += "\n" + more.pop(0)
    return text[:CHARACTERS]


def server_seconds(text: str) -> float:
    """One submit with both profiles judged and the view made: what the server computes for a click."""
    started = time.perf_counter()
    session = PageSession()
    session.submit(text)
    view_of(session.audit(), session.other_audit())
    return time.perf_counter() - started


def click_seconds(page: Page, url: str, text: str) -> tuple[float, float]:
    """From the click to the first frame that shows the verdict, and to the page's last button; a fresh session."""
    page.goto(url)
    field = page.get_by_label("The posting, title line first")
    field.fill(text)
    page.wait_for_timeout(700)
    verdict, whole = page.evaluate(CLICK_TO_VERDICT)
    return float(verdict), float(whole)


def started_server(port: int, **variables: str) -> subprocess.Popen[bytes]:
    """The page's server with these environment variables, answering."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stdout=quiet, stderr=quiet)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    server.kill()
    raise SystemExit("the page did not come up")


def measured(runs: int, text: str) -> list[tuple[float, float]]:
    """Click-to-verdict and click-to-end seconds; the first, with cold caches, is left out."""
    port = free_port()
    server = started_server(port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page()
            return [click_seconds(page, f"http://127.0.0.1:{port}", text) for _ in range(runs + 1)][1:]
    finally:
        server.terminate()
        server.wait(timeout=10)


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    text = posting()
    server_seconds(text)
    server = statistics.median(server_seconds(text) for _ in range(20))
    clicks, wholes = zip(*measured(runs, text), strict=True)
    median = statistics.median(clicks)
    print(f"posting: {len(text)} characters, {runs} runs after one to warm up")
    print(f"click to verdict: median {median * 1000:.0f} ms, slowest {max(clicks) * 1000:.0f} ms")
    print(f"click to the whole page: median {statistics.median(wholes) * 1000:.0f} ms")
    print(f"server's share (read, judge under both profiles, view): median {server * 1000:.1f} ms")
    print(f"goal: under {GOAL_SECONDS * 1000:.0f} ms: {'met' if median < GOAL_SECONDS else 'missed'}")
    return 0 if median < GOAL_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
