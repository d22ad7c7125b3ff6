import json
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.readers.llm.provider import PROVIDERS
from tests.readers.llm.samples import CANARY
from tests.readers.llm.server import Answer, serving

ANSWER = json.dumps(
    {
        "work": [{"activity": "calls_llm_api", "statements": [2]}],
        "role": "ai_developer", "secondary_role": None, "alternative_role": None, "confidence": 0.9,
        "custom_models": {"value": "no", "statements": []}, "core_product": {"value": "no", "statements": []},
        "systems": [], "scale": [], "success": [], "data_infra": [],
    }
)  # fmt: skip


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AUDITOR_API_KEY", "AUDITOR_READER"):
        monkeypatch.delenv(name, raising=False)


def test_offline_it_says_that_nothing_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--offline"]) == 0
    out = capsys.readouterr().out
    assert "the offline reader is used; nothing is sent anywhere" in out
    assert "Set OPENAI_API_KEY" in out


def test_a_working_server_is_told_apart_by_its_reading(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    with serving(Answer(ANSWER)) as server:
        code = run(["doctor", "--reader", "openai/served", "--base-url", f"{server.url}/v1", "--json"])
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    reading = document["checks"][-1]
    assert (code, document["schema"], document["working"]) == (0, "auditor.doctor/1", True)
    assert "read a sample posting as ai_developer" in reading["found"]
    assert "with the key of AUDITOR_API_KEY" in reading["found"]
    assert CANARY not in captured.out + captured.err
    assert [path for path, _, _ in server.requests] == ["/v1/chat/completions"]


def test_a_failing_reader_is_exit_code_3_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    refusal = Answer(status=401, error={"error": {"message": f"bad key {CANARY}"}})
    with serving(refusal) as server:
        code = run(["doctor", "--reader", "anthropic/served", "--base-url", server.url])
    captured = capsys.readouterr()
    assert code == 3
    assert "FAILED" in captured.out
    assert "Check AUDITOR_API_KEY" in captured.out
    assert CANARY not in captured.out + captured.err


def test_a_provider_with_a_key_is_asked_for_its_models_and_for_nothing_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    with serving(models=["a", "b"]) as server:
        here = {"openai": f"{server.url}/v1", "anthropic": server.url, "ollama": "http://127.0.0.1:9/v1"}
        for name, row in PROVIDERS.items():
            monkeypatch.setitem(PROVIDERS, name, type(row)(row.protocol, here[name], row.key_variable))  # type: ignore[arg-type]
        assert run(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "OPENAI_API_KEY is set; reachable, 2 models" in out
    assert [path for path, _, _ in server.requests] == ["/v1/models"]
    assert CANARY not in out


def test_a_chosen_provider_without_a_key_does_not_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--offline", "--reader", "openai/x"]) == 3
    assert "Set OPENAI_API_KEY" in capsys.readouterr().out


def test_settings_that_cannot_be_used_are_exit_code_2() -> None:
    assert run(["doctor", "--offline", "--reader", "nobody/x"]) == 2
