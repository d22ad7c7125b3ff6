"""Makes `tests.builders` importable from every room's tests, and lets nothing be skipped unnoticed."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ["pytester"]
gc.set_threshold(100_000, 20, 20)
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In continuous integration a skipped test is a failed one: what it needs has to be installed."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def pytest_collection_finish() -> None:
    """Spares every later collection of garbage the walk over all that was imported and collected for good."""
    gc.freeze()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of all rooms: a second one in the same process is refused."""
    from playwright.sync_api import sync_playwright

    from tests.ui.conftest import ARGUMENTS, CHROMIUM

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is built to be installed."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=Path(__file__).parents[1], check=True, capture_output=True,
    )  # fmt: skip
    (built,) = out.glob("*.whl")
    return built
