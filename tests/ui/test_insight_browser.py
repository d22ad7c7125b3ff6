"""The insight page in a real browser: charts beside their tables, a filter in the address, the table as a file."""

import csv
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.ui.conftest import page_served
from tests.ui.counted import counted
from tests.ui.downloading import download
from tests.ui.test_accessibility import violations

pytestmark = pytest.mark.browser
SLOW = 60_000


@pytest.fixture(scope="module")
def insight_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = counted(tmp_path_factory.mktemp("insight") / "store.sqlite", 60)
    with page_served(AUDITOR_STORE=str(file)) as url:
        yield f"{url}/insight"


@pytest.mark.parametrize(
    "look", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}]
)
def test_nothing_hinders_a_reader_in_light_dark_or_on_a_phone(
    contexts: Callable[..., BrowserContext], insight_url: str, look: dict[str, object]
):
    tab = contexts(**look).new_page()
    tab.goto(insight_url)
    tab.locator(".pa-table").nth(2).wait_for(timeout=SLOW)
    assert violations(tab) == {}
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.close()


def test_a_company_is_chosen_linked_to_and_downloaded(contexts: Callable[..., BrowserContext], insight_url: str):
    tab = contexts().new_page()
    tab.set_default_timeout(SLOW)
    tab.goto(f"{insight_url}?value=Harbour+Foods&step=week")
    expect(tab.locator(".pa-insum")).to_contain_text("20 postings", timeout=SLOW)
    bars = tab.get_by_role("list", name="Flag rate by week").get_by_role("listitem")
    rows = tab.get_by_role("region", name="Flagged postings by week").locator("tbody tr")
    assert bars.count() == rows.count() > 20
    file = download(tab, "Over time (CSV)")
    with file.path().open(encoding="utf-8", newline="") as lines:
        told = list(csv.DictReader(lines))
    assert sum(int(row["postings"]) for row in told) == 20
    assert len(told) == rows.count()
    tab.close()
