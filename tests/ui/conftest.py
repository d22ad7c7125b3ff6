"""A running page and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-quic",
    "--process-per-site",  # tabs of one context share a process, and in it the page's compiled scripts
)
START_SECONDS = 120
SLOW = 60_000
"""Milliseconds that a busy machine may take to show something."""
expect.set_options(timeout=SLOW)


def wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the page's server stopped"
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the page did not come up within {START_SECONDS} s")


@pytest.fixture(scope="session")
def page_url() -> Iterator[str]:
    with page_served() as url:
        yield url


@contextmanager
def page_served(**variables: str) -> Iterator[str]:
    """The page's address while its server runs, with these environment variables and no key."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")} | variables
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser contexts by their options, each made once: tabs of one context share the cache of the page's files."""
    made: dict[str, BrowserContext] = {}

    def context_with(**options: Any) -> BrowserContext:
        options = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", **options}
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
            made[key].set_default_timeout(SLOW)
            _keep_process(made[key])
        return made[key]

    yield context_with
    for context in made.values():
        context.close()


def _keep_process(context: BrowserContext) -> None:
    """Opens an empty tab of this machine, so that the process of the pages' site does not end with each test's tab."""
    tab = context.new_page()
    tab.route("**/*", lambda route: route.fulfill(body=""))
    tab.goto("http://127.0.0.1/")


@pytest.fixture
def context(contexts: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> BrowserContext:
    """A context; `@pytest.mark.parametrize("context", [{...}], indirect=True)` sets its options."""
    return contexts(**getattr(request, "param", {}))


@pytest.fixture
def tab(context: BrowserContext, page_url: str) -> Iterator[Page]:
    """The opened page. Fails the test on a script error or on a request to anywhere else."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("request", lambda request: _note_outside(request.url, page_url, faults))
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    page.goto(page_url)
    page.get_by_label("The posting, title line first").wait_for()
    yield page
    page.close()
    assert faults == []


def _note_outside(url: str, page_url: str, faults: list[str]) -> None:
    if not url.startswith((page_url, "data:", "blob:")):
        faults.append(f"request to {url}")
