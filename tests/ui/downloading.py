"""A download asked for as a person does: when the page has come to rest."""

from playwright.sync_api import Download, Page

__all__ = ["download"]


def download(tab: Page, button: str) -> Download:
    """The file behind the button of that name.

    A run of the page gives every download a new address, and the one clicked in the midst of a run has just ended.
    """
    tab.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name=button, exact=True).click()
    return waiting.value
