"""The page in a real browser: what a unit test of the view cannot see."""

import json
import re

import docx
import pytest
from playwright.sync_api import Page, expect

from auditor.ui.examples import example_text
from tests.ui.downloading import download
from tests.ui.rest import at_rest

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOSTILE = """AI Engineer <b>![x](https://example.org/p.png) :material/bolt:

<script>window.taken = 1</script><img src=x onerror="window.taken = 2">

Responsibilities
- Build a chat assistant on LLM APIs <iframe src="https://example.org"></iframe> for our guests
- Write [prompts](javascript:window.taken=3) and **retrieval** over our documents with embeddings
- Evaluate the answers of the assistant <svg onload="window.taken=4"></svg> before every release
- Connect agents and tools to the booking system </div></section><style>body{display:none}</style>

Requirements
- Python, prompt design and $x^2$ experience with RAG in production
"""


def audit(tab: Page, text: str) -> None:
    tab.get_by_label("The posting, title line first").fill(text)
    tab.get_by_role("button", name="Audit this posting").click()
    tab.locator(".pa-verdict").wait_for()
    settled(tab)


def settled(tab: Page) -> None:
    """Waits until the whole page stands there."""
    tab.locator(".st-key-downloads").wait_for()
    at_rest(tab)


def example(tab: Page, key: str) -> None:
    tab.locator(f".st-key-example_{key} button").click()
    tab.locator(f".pa-action--{key}").wait_for()
    settled(tab)


def clipboard(tab: Page) -> str:
    text: str = tab.evaluate("navigator.clipboard.readText()")
    return text


def test_paste_gives_verdict_findings_and_marked_lines_above_the_rest(tab: Page):
    audit(tab, example_text("decide"))
    expect(tab.get_by_role("heading", name="Decide")).to_be_visible()
    expect(tab.get_by_role("heading", name="The title promises")).to_be_in_viewport()
    expect(tab.get_by_role("heading", name="The work described")).to_be_in_viewport()
    assert tab.locator("mark.pa-line").count() >= 3
    assert tab.locator(".pa-finding .pa-fix").count() >= 1


def test_the_verdict_takes_the_focus_and_the_top_of_the_screen(tab: Page):
    audit(tab, example_text("decide"))
    expect(tab.locator(".pa-verdict")).to_be_focused()
    expect(tab.locator(".pa-verdict")).to_be_in_viewport(ratio=1)


def test_typing_a_title_rejudges_without_enter_and_keeps_the_focus(tab: Page):
    example(tab, "decide")
    field = tab.get_by_label("Title (judged as you type)")
    field.click()
    field.press("ControlOrMeta+a")
    tab.keyboard.type("Senior Applied AI Engineer")
    tab.locator(".pa-action--ready").wait_for()
    expect(field).to_be_focused()
    expect(field).to_have_value("Senior Applied AI Engineer")


@pytest.mark.parametrize("context", [{}, PHONE], ids=["desktop", "phone"], indirect=True)
def test_a_retitle_does_not_move_what_stands_below(tab: Page):
    example(tab, "decide")
    below_verdict = """() => document.querySelector(".pa-sides").getBoundingClientRect().top
        - document.querySelector(".pa-verdict").getBoundingClientRect().top"""
    before = tab.evaluate(below_verdict)
    tab.locator(".st-key-suggestion_0 button").click()
    tab.locator(".pa-action--ready").wait_for()
    settled(tab)
    assert abs(tab.evaluate(below_verdict) - before) <= 2


def test_the_note_is_really_on_the_clipboard(tab: Page):
    example(tab, "decide")
    tab.get_by_role("button", name="Copy note to the manager").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    lines = clipboard(tab).split("\n")
    assert len(lines) == 5
    assert lines[0].startswith("“Senior AI Engineer”: ")
    assert lines[4].endswith("?")


def test_the_fixes_are_really_on_the_clipboard_and_follow_a_retitle(tab: Page):
    example(tab, "decide")
    tab.get_by_role("button", name="Copy fixes").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    assert "\n1. " in clipboard(tab)
    tab.locator(".st-key-suggestion_0 button").click()
    tab.locator(".pa-action--ready").wait_for()
    tab.get_by_role("button", name="Copy fixes").click()
    tab.wait_for_function("navigator.clipboard.readText().then(text => text.includes('Nothing has to change'))")


def test_downloads_are_files_with_the_audit_in_them(tab: Page):
    example(tab, "fix")
    for label, suffix in (("HTML", "html"), ("Markdown", "md"), ("JSON", "json")):
        file = download(tab, label)
        assert re.fullmatch(rf"audit-[0-9a-f]{{8}}\.{suffix}", file.suggested_filename)
        text = file.path().read_text("utf-8")
        assert "AI Engineer" in text
    assert json.loads(text)["schema"] == "auditor.audit/1"
    file = download(tab, "Word with comments")
    assert file.suggested_filename.endswith(".docx")
    document = docx.Document(str(file.path()))
    assert document.paragraphs[0].text == "AI Engineer"
    assert next(iter(document.comments)).text.startswith("Fix: ")


def test_a_deciding_line_leads_to_its_place_in_the_posting(tab: Page):
    example(tab, "decide")
    link = tab.locator(".pa-side a").first
    target = (link.get_attribute("href") or "#").removeprefix("#")
    link.click()
    expect(tab.locator(f'[id="{target}"]')).to_be_in_viewport()
    below = f"""document.getElementById("{target}").getBoundingClientRect().top
        - document.querySelector("header").getBoundingClientRect().bottom"""
    tab.wait_for_function(f"{below} >= 0")  # not under the bar that stays on top
    expect(tab.locator(".pa-verdict")).to_have_count(1)
    tab.locator(".pa-action--decide").wait_for()


def test_every_tagged_line_is_marked_on_request(tab: Page):
    example(tab, "decide")
    few = tab.locator("mark.pa-line").count()
    tab.locator(".st-key-every_line label").click()
    tab.locator("mark.pa-line--quiet").first.wait_for()
    assert tab.locator("mark.pa-line").count() > few


def test_collapsed_sections_open_and_show_their_lines(tab: Page):
    example(tab, "ready")
    section = tab.locator(".pa-detail--provenance")
    expect(section.locator("dl")).to_be_hidden()
    section.locator("summary").click()
    expect(section.get_by_text("Rule set", exact=True)).to_be_visible()


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_a_phone_has_one_column_in_the_same_order_and_nothing_sticks_out(tab: Page):
    example(tab, "decide")
    overflow = tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert overflow <= 0
    order = [".pa-verdict", ".st-key-title_row", ".pa-sides", ".pa-findings", ".pa-posting", ".pa-details"]
    boxes = [tab.locator(selector).first.bounding_box() for selector in order]
    tops = [box["y"] for box in boxes if box is not None]
    assert len(tops) == len(order)
    assert tops == sorted(tops)
    expect(tab.locator(".pa-verdict")).to_be_in_viewport(ratio=1)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of a computed colour, `rgb(...)` or `color(srgb ...)`."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)][:3]
    parts = [n if colour.startswith("color(") else n / 255 for n in numbers]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_text_stands_out_in_light_and_dark(tab: Page):
    dark = bool(tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
    ground = luminance(tab.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    assert (ground < 0.2) is dark
    for key in ("decide", "fix", "ready"):
        example(tab, key)
        for selector, colours in tab.evaluate(COLOURS).items():
            assert colours, selector
            for ink in map(luminance, colours):
                assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, (key, selector)
        tab.get_by_role("button", name="New posting").click()


COLOURS = """() => Object.fromEntries(
  [".pa-word", ".pa-sentence", ".pa-meta", ".pa-chips span", ".pa-label", ".pa-detail summary span"].map(selector =>
    [selector, [...document.querySelectorAll(selector)].map(element => getComputedStyle(element).color)]))"""


def test_the_keyboard_is_enough(tab: Page):
    field = tab.get_by_label("The posting, title line first")
    field.focus()
    tab.keyboard.insert_text(example_text("decide"))
    tab.keyboard.press("ControlOrMeta+Enter")
    expect(tab.locator(".pa-verdict")).to_be_focused()
    names = []
    for _ in range(30):
        tab.keyboard.press("Tab")
        names.append(tab.evaluate(NAME_OF_FOCUS))
    for name in ("Title (judged as you type)", "Copy fixes", "Copy note to the manager", "I disagree", "HTML"):
        assert any(name in found for found in names), (name, names)
    assert "The posting, marked" in names
    assert all(names), names


def tabbed_to(tab: Page, wanted: str) -> str:
    """Presses Tab until something whose name begins so has the focus; its whole name."""
    names: list[str] = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        names.append(tab.evaluate(NAME_OF_FOCUS))
        if names[-1].startswith(wanted):  # what scrolls has the focus too, and all its text for a name
            return names[-1]
    raise AssertionError(f"{wanted} cannot be reached: {names}")


def test_paste_audit_and_details_with_tab_and_enter_alone(tab: Page):
    tabbed_to(tab, "The posting, title line first")
    tab.keyboard.insert_text(example_text("decide"))
    tabbed_to(tab, "Audit this posting")
    tab.keyboard.press("Enter")
    tab.locator(".pa-verdict").wait_for()
    settled(tab)
    expect(tab.locator(".pa-verdict")).to_be_focused()
    tabbed_to(tab, "Role mix")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.parentElement.open")


NAME_OF_FOCUS = """() => {
  let element = document.activeElement;
  while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  return element.getAttribute("aria-label") || (element.labels && element.labels[0] && element.labels[0].innerText)
    || element.innerText || element.tagName;
}"""


def test_a_hostile_posting_stays_text(tab: Page):
    audit(tab, HOSTILE)
    expect(tab.locator(".pa-posting")).to_contain_text("<script>window.taken = 1</script>")
    for tag in ("iframe", "script", "img", "svg", "body", "input"):
        assert tab.locator(f'[data-testid="stHtml"] {tag}').count() == 0
    assert tab.locator('.stApp a[href^="javascript"]').count() == 0
    assert tab.evaluate("window.taken") is None
    tab.get_by_label("Title (judged as you type)").fill(HOSTILE.partition("\n")[0])
    expect(tab.locator(".st-key-restore_title")).to_be_visible()
    assert tab.locator(".stApp img").count() == 0


def test_empty_input_is_answered_in_place(tab: Page):
    tab.get_by_role("button", name="Audit this posting").click()
    expect(tab.get_by_role("alert")).to_contain_text("The posting is empty.")


def test_the_roles_are_one_click_away_and_the_audit_waits(tab: Page):
    example(tab, "fix")
    tab.get_by_role("link", name="The four roles").first.click()
    expect(tab.get_by_role("heading", name="Four roles, told apart by what fills the week")).to_be_visible()
    tab.get_by_role("link", name="Audit a posting").first.click()
    tab.locator(".pa-action--fix").wait_for()


def test_disagreeing_is_recorded_here_and_can_be_taken_along(tab: Page):
    example(tab, "decide")
    tab.get_by_text("I disagree", exact=True).click()
    tab.get_by_label("Why?").fill("Our title is known in this town.")
    tab.get_by_role("button", name="Record it").click()
    file = download(tab, "Download what I recorded")
    [record] = json.loads(file.path().read_text("utf-8"))["disagreements"]
    assert record["why"] == "Our title is known in this town."


def test_nothing_offers_to_deploy(tab: Page):
    assert tab.get_by_text("Deploy").count() == 0
