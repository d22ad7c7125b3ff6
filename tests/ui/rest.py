"""A page that has come to rest: its run has ended, and what it sent is drawn."""

from playwright.sync_api import Page

__all__ = ["at_rest"]

_UNCHANGED = """() => new Promise((done) => {
    let waiting;
    const again = () => { clearTimeout(waiting); waiting = setTimeout(() => { watch.disconnect(); done(); }, 700); };
    const watch = new MutationObserver(again);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    again();
})"""


def at_rest(tab: Page) -> None:
    """Waits until the run has ended and nothing in the page changes any more: the end is told before all is drawn."""
    tab.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    tab.evaluate(_UNCHANGED)
    tab.locator(".stApp[data-test-script-state='notRunning']").wait_for()
