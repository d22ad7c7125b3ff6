"""A batch saved, then reviewed by two people at once in a real browser: grouped, with exceptions, signed off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from auditor.store import GroupKey, QueueFilter, Store
from tests.ui.conftest import page_served
from tests.ui.rest import at_rest
from tests.ui.saved import filled

pytestmark = pytest.mark.browser
KEY = GroupKey("ai_engineer", "ai_developer", "TITLE001")
SLOW = 60_000


@pytest.fixture(scope="module")
def saved_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("review") / "store.sqlite", 200)


@pytest.fixture(scope="module")
def review_url(saved_file: Path) -> Iterator[str]:
    with page_served(AUDITOR_STORE=str(saved_file)) as url:
        yield url


@pytest.fixture
def two(contexts: Callable[..., BrowserContext], review_url: str) -> Iterator[tuple[Page, Page]]:
    """Two browser sessions on the same group, of Ada and of Ben."""
    context = contexts()
    pages = []
    for name in ("Ada", "Ben"):
        page = context.new_page()
        page.set_default_timeout(SLOW)
        page.goto(f"{review_url}/review?claim=ai_engineer&role=ai_developer&rule=TITLE001")
        page.get_by_label("Your name, as it stands beside your decisions").fill(name)
        page.get_by_role("button", name="Start reviewing").click()
        page.get_by_text(f"You review as {name}.").wait_for()
        pages.append(page)
    yield pages[0], pages[1]
    for page in pages:
        page.close()


def test_two_reviewers_at_once_lose_nothing(two: tuple[Page, Page], saved_file: Path):
    ada, ben = two
    with Store(str(saved_file)) as store:
        rows = store.rows(QueueFilter().of_group(KEY)).rows
        ada.get_by_role("button", name="Look", exact=True).first.click()
        ada.locator(".pa-rverdict").wait_for()
        assert f"posting={rows[0].posting_id}" in ada.url
        at_rest(ada)
        ada.keyboard.press("a")
        expect(ada.get_by_label("Why may it stay as it is?")).to_be_focused(timeout=SLOW)
        ada.get_by_label("Why may it stay as it is?").fill("The client insists.")
        ada.get_by_role("button", name="Approve and sign off").click()
        expect(ada.locator(".pa-signed")).to_contain_text("Signed off by Ada", timeout=SLOW)

        ben.locator(f".st-key-review_left_out_{rows[1].posting_id} label").click()
        ben.get_by_label("Why", exact=True).fill("Used so here.")
        ben.get_by_role("button", name="Apply to").click()
        confirmed = f"{len(rows) - 2} postings confirmed; 1 left out by you"
        expect(ben.locator(".pa-done")).to_contain_text(confirmed, timeout=SLOW)

        assert store.posting(rows[0].posting_id).signed_off is not None
        assert store.posting(rows[1].posting_id).decisions == ()
        assert {d.reviewer for row in rows[2:] for d in store.posting(row.posting_id).decisions} == {"Ben"}
