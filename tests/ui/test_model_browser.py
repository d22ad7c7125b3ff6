"""A language model on the page in a real browser: the offer, the wait, the answer, without a reload by hand."""

import os
import threading

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.readers.llm.samples import CANARY
from tests.readers.llm.server import Answer, serving
from tests.ui.conftest import page_served
from tests.ui.test_browser import example
from tests.ui.test_model import DIFFERS

pytestmark = pytest.mark.browser


def test_the_verdict_is_refined_when_the_model_answers(context: BrowserContext) -> None:
    with (
        serving(Answer(DIFFERS.text, released=(released := threading.Event()))) as model,
        page_served(AUDITOR_READER="openai/served", AUDITOR_BASE_URL=f"{model.url}/v1", AUDITOR_API_KEY=CANARY) as url,
    ):
        tab = context.new_page()
        tab.goto(url)
        example(tab, "decide")
        assert model.requests == []
        tab.get_by_role("button", name="Read with served").click()
        expect(tab.get_by_role("status").filter(has_text="Reading with served")).to_be_visible()
        expect(tab.locator(".pa-action--decide")).to_be_visible()
        released.set()
        # the first reading of a server also imports the provider’s SDK
        expect(tab.locator(".pa-action--review")).to_be_visible(timeout=90_000)
        expect(tab.get_by_role("heading", name="The work, by served")).to_be_visible()
        expect(tab.locator(".pa-meta")).to_contain_text("read by served (openai)")
        if folder := os.environ.get("SCREENSHOTS"):
            tab.screenshot(path=f"{folder}/model.png", full_page=True)
        assert CANARY not in tab.content()
        tab.close()
