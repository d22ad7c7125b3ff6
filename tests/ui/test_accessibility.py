"""The page under axe-core: no serious violation of the page's own making."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.ui.test_browser import HOSTILE, audit, example

pytestmark = pytest.mark.browser


def violations(tab: Page) -> dict[str, list[str]]:
    found = Axe().run(tab).response["violations"]
    return {
        rule["id"]: [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        for rule in found
        if rule["impact"] in ("serious", "critical")
    }


@pytest.mark.parametrize("context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_no_serious_violation_before_and_after_an_audit(tab: Page):
    assert violations(tab) == {}
    for key in ("decide", "fix"):
        example(tab, key)
        tab.locator(".pa-details summary").first.click()
        labelled(tab)
        assert violations(tab) == {}
        tab.get_by_role("button", name="New posting").click()
        tab.get_by_label("The posting, title line first").wait_for()
    audit(tab, HOSTILE)
    labelled(tab)
    assert violations(tab) == {}


def labelled(tab: Page) -> None:
    """Waits until the two copy buttons' script has named them."""
    for name in ("Copy fixes", "Copy note to the manager"):
        tab.get_by_role("button", name=name).wait_for()
