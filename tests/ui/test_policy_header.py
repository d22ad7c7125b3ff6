"""The page under the header that docs/deployment.md tells a proxy to add."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from auditor.ui.examples import example_text
from tests.ui.test_browser import audit

pytestmark = pytest.mark.browser
GUIDE = Path(__file__).parents[2] / "docs" / "deployment.md"


def documented() -> str:
    (policy,) = re.findall(r'add_header Content-Security-Policy "([^"]+)"', GUIDE.read_text("utf-8"))
    return policy


def test_the_page_works_under_the_documented_header(chromium: Browser, page_url: str) -> None:
    def with_header(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": documented()})

    tab = chromium.new_page()
    tab.set_default_timeout(60_000)
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.route(f"{page_url}/", with_header)
    tab.goto(page_url)
    audit(tab, example_text("decide"))
    assert tab.locator("mark.pa-line").count() >= 3
    assert [line for line in said if "Content Security Policy" in line or "Refused" in line] == []
    tab.close()
