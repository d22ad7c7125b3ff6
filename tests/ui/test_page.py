"""The page's logic, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from auditor.intake import MAX_CHARACTERS
from auditor.ui.examples import example_text

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=120).run()


def shown(page: AppTest) -> str:
    assert not page.exception
    bodies = [element.proto.body for element in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def press(page: AppTest, label: str) -> AppTest:
    [button] = [button for button in page.button if button.label == label]
    return button.click().run()


def audited(page: AppTest, text: str) -> AppTest:
    page.text_area[0].set_value(text)
    return press(page, "Audit this posting")


def test_the_first_page_offers_a_field_and_three_examples(page: AppTest):
    assert "Does the posting describe the job in its title?" in shown(page)
    assert len([button for button in page.button if button.key and button.key.startswith("example_")]) == 3


@pytest.mark.parametrize("key", ["decide", "fix", "ready"])
def test_an_example_is_one_click_away(page: AppTest, key: str):
    page.button(key=f"example_{key}").click().run()
    assert f"pa-action--{key}" in shown(page)


def test_a_suggestion_is_one_click_and_can_be_undone(page: AppTest):
    page.button(key="example_decide").click().run()
    suggestion = page.button(key="suggestion_0").label
    page.button(key="suggestion_0").click().run()
    assert page.text_input[0].value == suggestion
    assert "pa-action--ready" in shown(page)
    assert [page.button(key=f"suggestion_{n}").disabled for n in (0, 1)] == [True, False]
    press(page, "Undo")
    assert page.text_input[0].value == "Senior AI Engineer"
    assert "pa-action--decide" in shown(page)


def test_the_title_is_judged_as_edited(page: AppTest):
    page.button(key="example_decide").click().run()
    page.text_input[0].set_value("Pastry Chef").run()
    assert "None of the four AI roles." in shown(page)


def test_the_location_says_which_rules_on_pay_are_looked_up(page: AppTest):
    audited(page, "\n".join(line for line in example_text("fix").splitlines() if "GBP" not in line))
    assert "No pay is stated" not in shown(page)
    page.text_input(key="location_field").set_value(" Denver,  CO ").run()
    assert "No pay is stated. Colorado (since 2021) may require it" in shown(page)
    press(page, "Edit or paste again")
    press(page, "Audit this posting")
    assert page.text_input(key="location_field").value == "Denver, CO"
    assert "Colorado (since 2021) may require it" in shown(page)
    page.text_input(key="location_field").set_value("").run()
    assert "Colorado (since 2021) may require it" not in shown(page)


def test_a_new_posting_starts_without_the_location_of_the_one_before(page: AppTest):
    page.button(key="example_ready").click().run()
    page.text_input(key="location_field").set_value("Denver, CO").run()
    press(page, "New posting")
    page.button(key="example_fix").click().run()
    assert page.text_input(key="location_field").value == ""


def test_the_other_profile_judges_the_same_reading(page: AppTest):
    page.button(key="example_decide").click().run()
    page.segmented_control[0].set_value("market").run()
    assert "pa-action--ready" in shown(page)
    assert "By the hiring guide this would be Decide" in shown(page)


def test_a_new_version_says_what_changed(page: AppTest):
    page.button(key="example_fix").click().run()
    press(page, "Edit or paste again")
    text = page.text_area[0].value
    assert text.startswith("AI Engineer\n")
    audited(page, text.replace("AI Engineer", "Software Engineer", 1))
    assert "Version 2: what changed" in shown(page)
    assert "Action: Fix → Ready." in shown(page)


def test_going_back_from_editing_keeps_the_audit(page: AppTest):
    page.button(key="example_fix").click().run()
    press(page, "Edit or paste again")
    press(page, "Back to the audit")
    assert "pa-action--fix" in shown(page)
    assert "what changed" not in shown(page)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The posting is empty."),
        (" \n\u200b ", "The posting is empty."),
        ("PK\x03\x04\x00\x00", "The input is not text."),
        ("x " * MAX_CHARACTERS, "the limit is 200,000."),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_not_a_traceback(page: AppTest, text: str, message: str):
    audited(page, text)
    assert message in shown(page)
    assert "pa-verdict" not in shown(page)


@pytest.mark.parametrize(
    "text", ["Developer", "Wir suchen eine Bäckerin für unsere Filiale in Köln, die früh aufsteht und gern backt."]
)
def test_what_cannot_be_judged_says_why(page: AppTest, text: str):
    audited(page, text)
    assert "pa-action--review" in shown(page)
    assert "<b>Next:</b>" in shown(page)
    assert "<b>cannot tell</b>" in shown(page)


def test_a_disagreement_is_recorded_and_offered_for_download(page: AppTest):
    page.button(key="example_decide").click().run()
    page.session_state["disagree"] = True
    page.run()
    page.radio(key="disagree_subject").set_value("title")
    page.text_area(key="disagree_why").set_value("We call it that.")
    press(page, "Record it")
    assert "1 disagreement recorded in this tab." in shown(page)
    session = page.session_state["page_session"]
    assert [record.why for record in session.disagreements] == ["We call it that."]


def test_a_draft_that_passes_is_made_when_its_section_is_opened(page: AppTest):
    page.button(key="example_decide").click().run()
    page.session_state["rewrite"] = True
    page.run()
    assert "Before: Decide, mismatch. After: Ready, match." in shown(page)
    assert "<ins>Senior Applied AI Engineer" in shown(page)


def test_the_audit_can_be_downloaded_in_four_formats_and_the_checklist_in_two(page: AppTest):
    page.button(key="example_ready").click().run()
    assert [button.label for button in page.get("download_button")] == [
        "Word with comments", "HTML", "Markdown", "JSON", "Checklist for Word", "Checklist in Markdown",
    ]  # fmt: skip


def test_the_roles_are_explained_and_the_posting_waits(page: AppTest):
    page.button(key="example_ready").click().run()
    page.switch_page("auditor/ui/roles_page.py").run()
    assert "Four roles, told apart by what fills the week" in shown(page)
    page.switch_page("auditor/ui/audit_page.py").run()
    assert "pa-action--ready" in shown(page)
    assert page.text_input[0].value == "Machine Learning Engineer"


def test_every_line_is_marked_on_request(page: AppTest):
    page.button(key="example_decide").click().run()
    few = shown(page).count("<mark")
    page.toggle[0].set_value(True).run()
    assert shown(page).count("<mark") > few


def test_an_answer_of_the_user_changes_the_advice_at_once(page: AppTest):
    page.button(key="example_ready").click().run()
    assert "Staffing: full-time hire" in shown(page)
    page.session_state["questions"] = True
    page.run()
    assert "Will it serve 100,000 requests a day or more? <b>Not said.</b>" in shown(page)
    [requests] = [field for field in page.number_input if field.label.startswith("Requests a day")]
    requests.set_value(250_000).run()
    assert "Will it serve 100,000 requests a day or more? <b>Yes.</b>" in shown(page)
    [days] = [field for field in page.number_input if field.label.startswith("Days until")]
    days.set_value(14).run()
    assert "Staffing: full-time hire" not in shown(page)
    press(page, "New posting")
    page.button(key="example_ready").click().run()
    assert "Staffing: full-time hire" in shown(page)
