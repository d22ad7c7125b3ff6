import re
import subprocess
import sys
from pathlib import Path

import pytest

import auditor
from auditor.errors import BadKeyError, InvalidAnswerError, MissingKeyError, UnreachableError, UsageError
from auditor.readers.cached import CachedReader
from auditor.readers.llm import LlmReader, target_named
from auditor.readers.llm.provider import PROVIDERS
from auditor.readers.offline import OfflineReader
from auditor.readers.select import reader_named
from tests.readers.llm.server import serving

OPENAI = {"OPENAI_API_KEY": "sk-own"}
ANTHROPIC = {"ANTHROPIC_API_KEY": "sk-ant"}


def test_offline_is_offline_whatever_keys_lie_about() -> None:
    assert isinstance(reader_named("offline", "http://127.0.0.1:9/v1", environment=OPENAI), OfflineReader)


@pytest.mark.parametrize(
    ("environment", "provider"),
    [({}, "offline"), ({"OPENAI_API_KEY": " "}, "offline"), (OPENAI, "openai"), (ANTHROPIC | OPENAI, "anthropic")],
)
def test_auto_is_a_model_only_when_a_key_is_configured(environment: dict[str, str], provider: str) -> None:
    provenance = reader_named("auto", environment=environment).provenance
    assert (provenance.provider or provenance.reader) == provider


def test_auto_with_a_base_url_asks_the_one_model_that_the_server_has() -> None:
    with serving(models=["small-one"]) as server:
        provenance = reader_named("auto", f"{server.url}/v1", environment=OPENAI).provenance
    assert (provenance.reader, provenance.model) == ("openai/small-one", "small-one")
    ((path, headers, _),) = server.requests
    assert path == "/v1/models"
    assert headers["authorization"] == "Bearer none"


@pytest.mark.parametrize("models", [[], ["one", "two"]])
def test_auto_does_not_choose_among_a_servers_models(models: list[str]) -> None:
    with serving(models=models) as server, pytest.raises(UsageError) as caught:
        reader_named("auto", f"{server.url}/v1", environment={})
    assert "openai/MODEL" in caught.value.hint
    assert all(name in caught.value.message for name in models)


def test_auto_with_a_server_that_is_not_there_is_a_readers_error() -> None:
    with pytest.raises(UnreachableError):
        reader_named("auto", "http://127.0.0.1:9/v1", environment={})


def test_a_models_drafts_are_kept_where_it_is_said(tmp_path: Path) -> None:
    reader = reader_named("openai/x", environment=OPENAI, cache=tmp_path)
    assert isinstance(reader, CachedReader)
    assert isinstance(reader_named("offline", cache=tmp_path), OfflineReader)


def test_a_model_may_have_slashes_and_colons_in_its_name() -> None:
    target = target_named("ollama/library/llama3.2:1b", {}, None, 5)
    assert (target.provider, target.model, target.seconds) == ("ollama", "library/llama3.2:1b", 5)
    assert target.base_url == PROVIDERS["ollama"].base_url


@pytest.mark.parametrize("name", ["openai", "openai/", "openai/ ", "gpt-5", "nobody/x", "", "/x"])
def test_a_name_that_is_no_reader_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        reader_named(name, environment=OPENAI)
    assert "anthropic/MODEL" in caught.value.hint


def test_a_missing_key_names_its_variable() -> None:
    with pytest.raises(MissingKeyError) as caught:
        reader_named("anthropic/x", environment=OPENAI)
    assert "ANTHROPIC_API_KEY" in caught.value.hint


@pytest.mark.parametrize(
    "key", ["sk-caf\u00e9", "sk-s3cret\nsk-two", "Bearer sk-s3cret", "sk-\x1bs3cret", "\u201csk-s3cret\u201d"]
)
def test_a_key_that_cannot_be_sent_is_said_without_it(key: str) -> None:
    for environment, url in (({"OPENAI_API_KEY": key}, None), ({"AUDITOR_API_KEY": key}, "http://127.0.0.1:9/v1")):
        with pytest.raises(BadKeyError) as caught:
            target_named("openai/x", environment, url, 1)
        assert "s3cret" not in caught.value.message + caught.value.hint
        assert "caf" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b"null", b'{"data": 5}', b'{"data": [null]}', b'{"data": [{"id": 5}]}']
)
def test_a_server_whose_list_is_none_is_a_readers_error(raw: bytes) -> None:
    with serving(listing=raw) as server, pytest.raises(InvalidAnswerError):
        reader_named("auto", f"{server.url}/v1", environment={})


def test_a_models_name_that_drives_a_terminal_is_refused() -> None:
    with serving(models=["a\x1b[31m"]) as server, pytest.raises(InvalidAnswerError):
        reader_named("auto", f"{server.url}/v1", environment={})


def test_a_providers_key_is_not_sent_to_another_address() -> None:
    url = "http://127.0.0.1:9/v1"
    assert target_named("openai/x", OPENAI, url, 1).key == "none"
    assert target_named("openai/x", OPENAI | {"AUDITOR_API_KEY": "mine"}, url, 1).key == "mine"
    assert target_named("openai/x", OPENAI, None, 1).key == "sk-own"


@pytest.mark.parametrize("made", ["", "reader_named('openai/x', environment={'OPENAI_API_KEY': 'x'}).provenance"])
def test_no_sdk_is_imported_before_a_model_is_asked(made: str) -> None:
    code = f"""
import sys, auditor.cli.app, auditor.cli.audit_command
from auditor import Posting, audit
from auditor.readers.select import reader_named
audit(Posting("Data Scientist", "What you will do\\n- Run experiments and read their results\\n"))
{made}
print([name for name in ("openai", "anthropic", "instructor") if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_reader_is_built_without_a_connection() -> None:
    assert isinstance(reader_named("ollama/x", environment={}), LlmReader)


def test_the_two_modules_of_calls_and_batches_alone_import_the_sdks() -> None:
    package = Path(auditor.__file__).parent
    importing = re.compile(r"^\s*(?:import|from) (?:instructor|openai|anthropic)\b", re.MULTILINE)
    found = [path.relative_to(package) for path in package.rglob("*.py") if importing.search(path.read_text("utf-8"))]
    assert sorted(found) == [Path("readers/llm/batch_clients.py"), Path("readers/llm/client.py")]
