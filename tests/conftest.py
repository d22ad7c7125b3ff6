"""Makes `tests.builders` importable from every room's tests, and lets nothing be skipped unnoticed."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

pytest_plugins = ["pytester"]
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
