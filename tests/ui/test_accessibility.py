"""Every page under axe-core: no serious violation of the page's own making."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui.conftest import page_served
from tests.ui.saved import filled
from tests.ui.test_batch_browser import drop
from tests.ui.test_batch_session import table
from tests.ui.test_browser import HOSTILE, audit, example

pytestmark = pytest.mark.browser
SLOW = 60_000


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


def still(tab: Page) -> None:
    tab.locator(".stApp[data-test-script-state='notRunning']").wait_for(timeout=SLOW)


@pytest.mark.parametrize("context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_no_serious_violation_on_the_pages_about_many_postings_and_roles(tab: Page, tmp_path: Path):
    tab.set_default_timeout(SLOW)
    tab.get_by_role("link", name="The four roles").first.click()
    tab.get_by_role("heading", name="Four roles, told apart by what fills the week").wait_for()
    still(tab)
    assert violations(tab) == {}
    (tmp_path / "roles.csv").write_bytes(table(6))
    drop(tab, tmp_path / "roles.csv")
    still(tab)
    assert violations(tab) == {}
    tab.get_by_role("button", name="Audit all postings").click()
    expect(tab.get_by_text("Done: 6 rows.")).to_be_visible(timeout=SLOW)
    still(tab)
    assert violations(tab) == {}


@pytest.fixture(scope="module")
def review_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with page_served(AUDITOR_STORE=str(filled(tmp_path_factory.mktemp("axe") / "store.sqlite", 60))) as url:
        yield url


@pytest.mark.parametrize("context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_no_serious_violation_while_reviewing(context: BrowserContext, review_url: str):
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(f"{review_url}/review")
    page.get_by_label("Your name, as it stands beside your decisions").fill("Ada")
    assert violations(page) == {}
    page.get_by_role("button", name="Start reviewing").click()
    page.get_by_text("You review as Ada.").wait_for()
    still(page)
    assert violations(page) == {}
    page.goto(f"{review_url}/review?claim=ai_engineer&role=ai_developer&rule=TITLE001")
    page.get_by_role("button", name="Look", exact=True).first.wait_for()
    still(page)
    assert violations(page) == {}
    page.get_by_role("button", name="Look", exact=True).first.click()
    page.locator(".pa-rverdict").wait_for()
    page.get_by_role("button", name="Copy note to the manager").wait_for()
    still(page)
    assert violations(page) == {}
    page.close()
