"""A language model on the page: offered, asked, answering, disagreeing, slow, failing; its server is a local one."""

import json
import re
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from auditor.errors import MissingKeyError, UsageError
from auditor.pipeline import read_posting
from auditor.posting import Posting
from auditor.readers import Usage
from auditor.readers.offline import OfflineReader
from auditor.settings import Settings
from auditor.taxonomy import load_taxonomy
from auditor.ui.examples import example_text
from auditor.ui.model_bar import cost_sentence
from auditor.ui.model_choice import configured_model, sent_sentence, typed_model, where
from auditor.ui.session import PageSession
from tests.readers.llm.samples import CANARY, answer
from tests.readers.llm.server import Answer, Server, serving
from tests.ui.test_page import APP, press, shown

DUTY_OF_EXAMPLE = 4
AGREES = Answer(answer(alternative_role=None, work=[{"activity": "calls_llm_api", "statements": [3, 4, 5, 6, 7]}]))
DIFFERS = Answer(
    answer(DUTY_OF_EXAMPLE, role="ml_engineer", work=[{"activity": "trains_models", "statements": [DUTY_OF_EXAMPLE]}])
)


@pytest.fixture(autouse=True)
def _configured_by_the_test_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AUDITOR_READER", "AUDITOR_BASE_URL", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AUDITOR_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def page_with(server: Server, monkeypatch: pytest.MonkeyPatch, seconds: str = "90") -> AppTest:
    monkeypatch.setenv("AUDITOR_READER", "openai/served")
    monkeypatch.setenv("AUDITOR_BASE_URL", f"{server.url}/v1")
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    monkeypatch.setenv("AUDITOR_TIMEOUT", seconds)
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    return page.button(key="example_decide").click().run()


def answered(page: AppTest) -> AppTest:
    """The page after the model's answer, or its failure, was taken in."""
    waiting = session_of(page).waiting
    assert waiting is not None
    waiting.outcome(120)
    return page.run()


def session_of(page: AppTest) -> PageSession:
    session: PageSession = page.session_state["page_session"]
    return session


def test_without_a_key_no_model_is_offered() -> None:
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    page.button(key="example_decide").click().run()
    assert not [button for button in page.button if button.label.startswith("Read with")]


def test_a_configured_model_is_offered_with_what_is_sent_and_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(AGREES) as server:
        page = page_with(server, monkeypatch)
        assert page.button(key="model_ask").label == "Read with served"
        said = shown(page)
        assert "lines, without its title, to OpenAI on this machine (127.0.0.1:" in said
        assert "00 tokens; price unknown." in said
        assert server.requests == []
    assert CANARY not in said


def test_what_a_click_may_cost_is_said_where_the_price_is_known() -> None:
    posting = Posting("AI Engineer", example_text("decide"))
    read = read_posting(posting, OfflineReader(), load_taxonomy())
    said = sent_sentence(typed_model("openai", "gpt-5.4-mini", "k", Settings()), read)
    assert re.search(r", to OpenAI \(api\.openai\.com\): about \d,\d00 tokens; about 0\.00\d\d USD\.$", said)


def test_the_offline_verdict_stands_until_the_model_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    with serving(Answer(AGREES.text, released=released)) as server:
        page = page_with(server, monkeypatch)
        page.button(key="model_ask").click().run()
        assert "Reading with served. The offline verdict stands until it answers." in shown(page)
        assert "read offline, on this machine" in shown(page)
        released.set()
        answered(page)
    said = shown(page)
    assert "read by served (openai)" in said
    assert "1,000 tokens in, 900 of them from the provider" in said
    assert "pa-action--decide" in said
    assert "<h2>The work described</h2>" in said
    press(page, "Back to the offline reading")
    assert "read offline, on this machine" in shown(page)


def test_two_readers_that_differ_stand_side_by_side_and_a_person_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(DIFFERS) as server:
        page = page_with(server, monkeypatch)
        page.button(key="model_ask").click().run()
        answered(page)
    said = shown(page)
    assert "pa-action--review" in said
    assert "<h2>The work, by served (" in said
    assert "<h2>The work, read offline (very sure)</h2>" in said
    assert "The language model and the offline reader name different roles." in said


@pytest.mark.parametrize(
    ("failure", "seconds", "words"),
    [
        (Answer(status=401, error={"error": {"message": f"wrong key {CANARY}"}}), "90", "Check the key"),
        (Answer(text="I think {"), "90", "Use a more capable model."),
        (Answer(drop=True), "90", "Check that the server runs"),
        (Answer(AGREES.text, wait=240), "1", "did not answer within 1 s; the offline verdict stands"),
    ],
)
def test_a_model_that_fails_leaves_the_offline_verdict_with_the_reason(
    failure: Answer, seconds: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(failure) as server:
        page = page_with(server, monkeypatch, seconds)
        page.button(key="model_ask").click().run()
        answered(page)
    said = shown(page)
    assert words in said
    assert "the offline verdict stands" in said
    assert "pa-action--decide" in said
    assert "read offline, on this machine" in said
    assert "--" + "reader" not in said
    assert CANARY not in said
    assert page.button(key="model_again").label == "Try again"


def test_nothing_that_a_visitor_types_is_an_address_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(AGREES) as own, serving(AGREES) as trap:
        monkeypatch.setenv("AUDITOR_BASE_URL", f"{own.url}/v1")
        page = AppTest.from_file(str(APP), default_timeout=120)
        for name in ("base_url", "model_base_url", "reader", "url"):
            page.query_params[name] = f"{trap.url}/v1"
        page.run()
        page.text_area(key="posting_field").set_value(f"{example_text('decide')}\n- Read {trap.url}/posting.txt\n")
        press(page, "Audit this posting")
        page.session_state["model_form"] = True
        page.run()
        fields = {field.key for field in page.text_input} | {field.key for field in page.selectbox}
        assert {key for key in fields if key and key.startswith("model_")} == {
            "model_provider", "model_name", "model_key",
        }  # fmt: skip
        page.selectbox(key="model_provider").set_value("openai")
        page.text_input(key="model_name").set_value(f"{trap.url}/v1")
        page.text_input(key="model_key").set_value(f"k@{trap.url}")
        press(page, "Offer this model")
        page.button(key="model_ask").click().run()
        answered(page)
        assert [body["model"] for _, _, body in own.requests] == [f"{trap.url}/v1"]
        assert trap.requests == []


DRAFT = Answer(json.dumps({"title": "Senior Applied AI Engineer", "edits": [], "placeholders": ["scale"]}))


def drafted(page: AppTest, server: Server, *answers: Answer) -> AppTest:
    """The page with its section open, once the model that has read the posting was asked for a draft and answered."""
    page.button(key="model_ask").click().run()
    answered(page)
    page.session_state["rewrite"] = True
    page.run()
    server.answers[:] = [AGREES, *answers]
    assert len(server.requests) == 1
    said = shown(page)
    assert "Below is the offline draft, made on this machine. Sends the title, the posting" in said
    assert "lines and the findings to OpenAI on this machine (127.0.0.1:" in said
    page.button(key="draft_ask").click().run()
    session = session_of(page)
    draft = session.model_draft(session.audit())
    assert draft is not None
    assert draft.waiting is not None
    draft.waiting.outcome(30)
    return page.run()


def test_the_model_that_read_may_draft_and_reads_its_draft_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(AGREES) as server:
        page = drafted(page_with(server, monkeypatch), server, DRAFT, AGREES)
        said = shown(page)
        assert len(server.requests) == 3
        assert "Drafted by served. The draft took 1,000 tokens in" in said
        assert "[State the request volume this must carry]" in shown(page)
        assert "[Name the data sources" not in shown(page)
        press(page, "Back to the offline draft")
        assert "Below is the offline draft" in shown(page)
        assert "[Name the data sources" in shown(page)
        assert len(server.requests) == 3
    assert CANARY not in said


def test_a_model_that_fails_to_draft_leaves_the_offline_draft_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(AGREES) as server:
        page = drafted(page_with(server, monkeypatch), server, Answer(text="I would {"))
    said = shown(page)
    assert "gave no usable answer, also when its faults were put back to it; below is the offline draft" in said
    assert "<ins>Senior Applied AI Engineer" in shown(page)
    assert page.button(key="draft_again").label == "Ask for a draft again"


def test_an_answer_to_a_posting_that_was_replaced_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    with serving(Answer(AGREES.text, released=released)) as server:
        page = page_with(server, monkeypatch)
        page.button(key="model_ask").click().run()
        late = session_of(page).waiting
        press(page, "New posting")
        page.button(key="example_fix").click().run()
        assert late is not None
        released.set()
        late.outcome(120)
        page.run()
    assert "pa-action--fix" in shown(page)
    assert "read offline, on this machine" in shown(page)


def test_a_typed_key_is_nowhere_but_in_the_chosen_model(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(AGREES) as server:
        monkeypatch.setenv("AUDITOR_BASE_URL", f"{server.url}/v1")
        page = AppTest.from_file(str(APP), default_timeout=120).run()
        page.button(key="example_decide").click().run()
        page.session_state["model_form"] = True
        page.run()
        page.selectbox(key="model_provider").set_value("openai")
        page.text_input(key="model_name").set_value("served")
        page.text_input(key="model_key").set_value(CANARY)
        press(page, "Offer this model")
        assert page.text_input(key="model_key").value == ""
        page.button(key="model_ask").click().run()
        answered(page)
        assert server.requests[0][1]["authorization"] == f"Bearer {CANARY}"
    assert "read by served (openai)" in shown(page)
    assert CANARY not in shown(page) + repr(session_of(page))


def test_a_model_without_a_key_or_a_name_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingKeyError) as caught:
        typed_model("anthropic", "some-model", " ", Settings())
    assert "tab" in caught.value.hint
    with pytest.raises(UsageError, match="no model was named"):
        typed_model("ollama", " ", "", Settings())


def test_what_is_offered_follows_settings_then_keys() -> None:
    keys = {"OPENAI_API_KEY": CANARY}
    offered = configured_model(Settings(), keys)
    assert offered is not None
    assert where(offered) == "OpenAI (api.openai.com)"
    named = configured_model(Settings(reader="ollama/llama3.2"), keys)
    assert named is not None
    assert where(named) == "Ollama on this machine (127.0.0.1:11434)"
    assert configured_model(Settings(reader="anthropic/m"), keys) is None
    assert configured_model(Settings(base_url="https://models.example/v1"), keys) is None
    elsewhere = configured_model(Settings(reader="openai/m", base_url="https://models.example/v1"), keys)
    assert elsewhere is not None
    assert (where(elsewhere), elsewhere.key) == ("the server at models.example", "none")


def test_the_cost_is_told_with_the_price_or_without() -> None:
    assert cost_sentence(Usage(3100, 90, 0, 0.0123, 2.04)).endswith("3,100 tokens in, 90 out, 2.0 s; 0.0123 USD.")
    assert cost_sentence(Usage(3100, 90, 0, None, 2.0)).endswith("price unknown.")


def test_a_reading_by_the_model_is_compared_with_the_version_before_offline() -> None:
    session = PageSession()
    session.submit(example_text("decide"))
    session.submit(example_text("decide"), keep_title=True)
    assert session.before is not None
    assert session.before.provenance == session.offline_audit().provenance
