"""The page behind nginx as deploy/nginx.conf sets it up: password, headers, web socket, over TLS."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, BrowserContext, HttpCredentials, Page, expect

from auditor.ui.examples import example_text
from tests.ui.conftest import SLOW
from tests.ui.downloading import download
from tests.ui.nginx import NAME, PASSWORD, served_by_nginx
from tests.ui.test_batch_browser import drop
from tests.ui.test_batch_session import table
from tests.ui.test_browser import HOSTILE, audit

pytestmark = pytest.mark.browser
GUIDE = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NOTE = """addEventListener("securitypolicyviolation", event => (window.violations ??= []).push(
  `${event.effectiveDirective} ${event.blockedURI}`))"""


def documented() -> dict[str, str]:
    """The headers that the documented proxy adds."""
    found = re.findall(r'add_header ([\w-]+) (?:"([^"]+)"|(\S+)) always;', GUIDE.read_text("utf-8"))
    return {name: quoted or bare for name, quoted, bare in found}


def test_the_documented_policy_names_no_other_place_and_no_script_but_the_page_s_own() -> None:
    policy = dict(each.strip().split(" ", 1) for each in documented()["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"].split() == ["'self'", "'wasm-unsafe-eval'", "blob:", *inline_scripts()]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    elsewhere = {source for name, sources in policy.items() if name != "script-src" for source in sources.split()}
    assert elsewhere <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:", "ws:", "wss:"}
    assert [name for name, sources in policy.items() if "'unsafe" in sources] == ["style-src"]


def inline_scripts() -> list[str]:
    """The hashes of the scripts that stand in the page of the installed Streamlit itself."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    digests = [hashlib.sha256(script).digest() for script in re.findall(rb"<script>(.*?)</script>", page, re.S)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@pytest.fixture
def behind_nginx(chromium: Browser, page_url: str, tmp_path: Path) -> Iterator[tuple[BrowserContext, str]]:
    with served_by_nginx(GUIDE, int(page_url.rpartition(":")[2]), tmp_path / "nginx") as address:
        who: HttpCredentials = {"username": NAME, "password": PASSWORD}
        context = chromium.new_context(ignore_https_errors=True, http_credentials=who)
        context.set_default_timeout(SLOW)
        context.add_init_script(NOTE)
        yield context, address
        context.close()


def test_nobody_gets_in_without_the_password(behind_nginx: tuple[BrowserContext, str], chromium: Browser) -> None:
    stranger = chromium.new_context(ignore_https_errors=True)
    for path in ("", "/_stcore/stream", "/_stcore/health"):
        assert stranger.request.get(f"{behind_nginx[1]}{path}").status == 401
    stranger.close()


def test_the_page_works_behind_the_documented_proxy(behind_nginx: tuple[BrowserContext, str], tmp_path: Path) -> None:
    context, address = behind_nginx
    tab = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("websocket", lambda socket: requests.append(socket.url.replace("wss://", "https://")))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    answer = tab.goto(address)
    assert answer is not None
    assert {name: answer.headers.get(name.lower()) for name in documented()} == documented()
    audit(tab, example_text("decide"))
    assert tab.locator("mark.pa-line").count() >= 3
    page = download(tab, "HTML")
    assert "Content-Security-Policy" in page.path().read_text("utf-8")
    tab.get_by_role("button", name="New posting").click()
    audit(tab, HOSTILE)
    other_pages(tab, tmp_path)
    assert tab.evaluate("window.violations ?? []") == []
    assert [line for line in said if "Content Security Policy" in line or "Refused" in line] == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert any(url.endswith("/_stcore/stream") for url in requests)


def other_pages(tab: Page, folder: Path) -> None:
    (folder / "roles.csv").write_bytes(table(3))
    drop(tab, folder / "roles.csv")
    tab.get_by_role("button", name="Audit all postings").click()
    expect(tab.get_by_text("Done: 3 rows.")).to_be_visible(timeout=60_000)
    tab.locator(".st-key-batch_table canvas").first.wait_for()
    for name in ("Review", "Insight", "The four roles"):
        tab.get_by_role("link", name=name).first.click()
        tab.locator(".stApp[data-test-script-state='notRunning']").wait_for()
