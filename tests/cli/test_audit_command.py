"""`auditor audit` with a language model, over HTTP, and what happens when it fails."""

import json
from pathlib import Path

import pytest

from auditor.cli.entry import run
from tests.readers.llm.samples import CANARY, TEXT, TITLE, answer
from tests.readers.llm.server import Answer, serving

Captured = pytest.CaptureFixture[str]
REFUSED = Answer(status=401, error={"error": {"message": f"wrong key {CANARY}"}})


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AUDITOR_READER", "AUDITOR_PROFILE", "AUDITOR_BASE_URL", "AUDITOR_TIMEOUT", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    (tmp_path / "posting.txt").write_text(TEXT)


def audit(*options: str) -> int:
    return run(["audit", "posting.txt", "--title", TITLE, "--format", "json", *options])


def test_a_model_reads_and_the_audit_says_which(capfd: Captured) -> None:
    with serving(Answer(answer())) as server:
        assert audit("--reader", "openai/served", "--base-url", f"{server.url}/v1") == 0
    written = capfd.readouterr()
    document = json.loads(written.out)
    assert document["role"] == "ai_developer"
    assert document["provenance"]["provider"] == "openai"
    assert document["provenance"]["model"] == "served"
    assert document["usage"]["input_tokens"] == 1000
    assert document["second_opinion"]["role"]
    before, after = written.err.splitlines()
    assert before.startswith("asking openai/served: about ")
    assert after.startswith("used 1,000 tokens in (900 cached), 50 out, unknown price, ")
    assert CANARY not in written.out + written.err


def test_a_second_audit_uses_the_draft_that_was_kept(capfd: Captured) -> None:
    with serving(Answer(answer())) as server:
        options = ["--reader", "openai/served", "--base-url", f"{server.url}/v1", "--cache", "kept"]
        assert (audit(*options), audit(*options)) == (0, 0)
    written = capfd.readouterr()
    first, second = written.out.splitlines()
    assert first == second
    assert len(server.requests) == 1
    assert [line.split(" ")[0] for line in written.err.splitlines()] == ["asking", "used", "the"]
    assert written.err.endswith("nothing asked, nothing spent\n")


def test_what_answers_that_were_no_use_took_is_said(capfd: Captured) -> None:
    with serving(Answer("no")) as server:
        assert audit("--reader", "openai/served", "--base-url", f"{server.url}/v1") == 3
    _, took, warning = capfd.readouterr().err.splitlines()
    assert took == "used 3,000 tokens in, 150 out, unknown price, for no usable answer"
    assert "gave no usable answer" in warning


def test_a_model_that_fails_is_replaced_by_the_offline_reader_and_said(capfd: Captured) -> None:
    with serving(REFUSED) as server:
        assert audit("--reader", "openai/served", "--base-url", f"{server.url}/v1", "--fail-on", "info") == 3
    written = capfd.readouterr()
    assert json.loads(written.out)["provenance"]["reader"] == "offline"
    _, warning = written.err.splitlines()
    assert warning.startswith("warning: openai/served failed, so the offline reader read the posting: ")
    assert "AUDITOR_API_KEY" in warning
    assert CANARY not in written.out + written.err


def test_a_missing_key_falls_back_and_names_the_variable(capfd: Captured) -> None:
    assert audit("--reader", "anthropic/served") == 3
    written = capfd.readouterr()
    assert json.loads(written.out)["provenance"]["reader"] == "offline"
    assert "there is no key for anthropic. Set ANTHROPIC_API_KEY" in written.err


def test_a_batch_does_not_fall_back(capfd: Captured, tmp_path: Path) -> None:
    Path("rows.jsonl").write_text(json.dumps({"id": "a", "title": TITLE, "text": TEXT}) + "\n")
    with serving(REFUSED) as server:
        options = ["--reader", "openai/served", "--base-url", f"{server.url}/v1"]
        assert run(["batch", "rows.jsonl", "--out", "results", *options]) == 3
    said = capfd.readouterr()
    assert said.err.splitlines()[0] == "error: openai refuses the key"
    written = "".join(path.read_text(errors="replace") for path in (tmp_path / "results").rglob("*") if path.is_file())
    assert CANARY not in written + said.out + said.err


def test_a_posting_that_is_none_is_not_announced(capfd: Captured) -> None:
    Path("empty.txt").write_text(" ")
    assert run(["audit", "empty.txt", "--reader", "openai/x", "--base-url", "http://127.0.0.1:9/v1"]) == 2
    assert capfd.readouterr().err.startswith("error: the posting is empty\n")


def test_a_batch_says_why_rows_failed(capfd: Captured) -> None:
    Path("rows.jsonl").write_text(json.dumps({"id": "a", "title": TITLE, "text": TEXT}) + "\n")
    with serving(Answer(raw=b"no JSON")) as server:
        options = ["--reader", "openai/served", "--base-url", f"{server.url}/v1"]
        assert run(["batch", "rows.jsonl", "--out", "results", *options]) == 3
    assert "\nnot audited: 1 invalid_answer; see results/ledger.jsonl\n" in capfd.readouterr().out


def test_address_and_deadline_come_from_the_environment_too(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Answer(wait=240)) as server:
        monkeypatch.setenv("AUDITOR_BASE_URL", f"{server.url}/v1")
        monkeypatch.setenv("AUDITOR_TIMEOUT", "0.5")
        assert audit("--reader", "openai/served") == 3
    assert "served did not answer within 0.5 s" in capfd.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--base-url", "ftp://x"], ["--base-url", "http://key@host/v1"], ["--timeout", "0"], ["--reader", "x/y"]],
)
def test_what_cannot_be_used_is_a_usage_error(options: list[str], capfd: Captured) -> None:
    assert audit(*options) == 2
    assert capfd.readouterr().err.startswith("error: ")


def test_a_word_document_goes_to_a_file(capfd: Captured, tmp_path: Path) -> None:
    assert run(["audit", "posting.txt", "--title", TITLE, "--format", "docx", "--output", "comments.docx"]) == 0
    assert (tmp_path / "comments.docx").read_bytes().startswith(b"PK")
    assert capfd.readouterr().out == ""


def test_a_word_document_is_kept_from_a_terminal(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["audit", "posting.txt", "--format", "docx"]) == 2
    assert "--output" in capfd.readouterr().err


def test_a_location_decides_what_a_dollar_is_and_which_rules_on_pay_hold(capfd: Captured) -> None:
    assert audit("--location", "Denver, CO", "--format", "json") == 0
    assert "PAY006" in {finding["code"] for finding in json.loads(capfd.readouterr().out)["findings"]}
    assert audit("--format", "json") == 0
    assert "PAY006" not in {finding["code"] for finding in json.loads(capfd.readouterr().out)["findings"]}


def test_front_matter_of_markdown_gives_title_and_location_unless_they_are_given(
    capfd: Captured, tmp_path: Path
) -> None:
    (tmp_path / "posting.md").write_text(f"---\ntitle: Baker\nlocation: Leeds, UK\n---\n{TEXT}")
    assert run(["audit", "posting.md", "--format", "json"]) == 0
    assert run(["audit", "posting.md", "--title", TITLE, "--format", "json"]) in (0, 1)
    first, second = (json.loads(line)["posting"] for line in capfd.readouterr().out.splitlines())
    assert (first["title"], first["location"]) == ("Baker", "Leeds, UK")
    assert (second["title"], second["location"]) == (TITLE, "Leeds, UK")
