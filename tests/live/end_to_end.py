"""The whole audit against a real server; run by `make live`, not by `make test`."""

import json
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.readers.llm.answer import ModelAnswer
from tests.cassettes import posting_of
from tests.live.grammar import grammar_of
from tests.live.llama import ALIAS, Llama, running

SECONDS = "2400"
"""An idle machine of two cores needs some minutes for the first posting, a busy one many times that."""


@pytest.fixture(scope="module")
def llama() -> Llama:  # type: ignore[misc]
    with running(grammar_of(ModelAnswer.model_json_schema())) as server:
        yield server


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_posting_is_audited_with_a_real_model(
    llama: Llama, provider: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "posting.txt").write_text(posting_of("ai_developer_match_law").text)
    base = llama.url + ("/v1" if provider == "openai" else "")
    options = ["--reader", f"{provider}/{ALIAS}", "--base-url", base, "--timeout", SECONDS, "--format", "json"]
    code = run(["audit", str(tmp_path / "posting.txt"), "--title", "LLM Engineer", *options])
    written = capsys.readouterr()
    document = json.loads(written.out)
    assert document["schema"] == "auditor.audit/1"
    if code == 0:
        assert document["provenance"]["model"] == ALIAS
        assert document["usage"]["input_tokens"] > 1000
        assert document["second_opinion"]["role"] == "ai_developer"
    else:
        assert code == 3
        assert "gave no usable answer" in written.err


def test_the_doctor_finds_it_working(llama: Llama, capsys: pytest.CaptureFixture[str]) -> None:
    run(["doctor", "--reader", f"openai/{ALIAS}", "--base-url", f"{llama.url}/v1", "--timeout", SECONDS, "--json"])
    reading = json.loads(capsys.readouterr().out)["checks"][-1]
    assert ALIAS in reading["found"]


def test_auto_finds_the_model_of_the_server(llama: Llama) -> None:
    from auditor.readers.select import reader_named

    assert reader_named("auto", f"{llama.url}/v1", environment={}).provenance.model == ALIAS
