"""Both SDKs, through real HTTP, against a server on this machine."""

import json
from dataclasses import replace

import pytest

from auditor.errors import InvalidAnswerError
from auditor.pipeline import read_posting
from auditor.readers.llm import LlmReader, Price
from auditor.readers.llm.prompt import classify_prompt, numbered
from auditor.taxonomy import RoleId, load_taxonomy
from tests.readers.llm.samples import BEYOND, CANARY, DUTY, POSTING, SEGMENTATION, TITLE, answer, reader_at
from tests.readers.llm.server import Answer, serving

BOTH = pytest.mark.parametrize("provider", ["openai", "anthropic"])


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_a_good_answer_is_a_grounded_reading_with_its_usage(provider: str) -> None:
    with serving(Answer(answer())) as server:
        read = read_posting(POSTING, reader_at(server, provider), load_taxonomy())
    assert len(server.requests) == 1
    assert read.reading is not None
    assert read.usage is not None
    assert (read.reading.role, read.reading.alternative_role) == (RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER)
    assert [(tag.statement.number, tag.activity) for tag in read.reading.tags] == [(DUTY, "calls_llm_api")]
    assert [s.number for s in read.reading.spec["systems"].evidence] == [DUTY]
    assert not read.reading.spec["scale"].value
    usage = read.usage
    assert (usage.input_tokens, usage.output_tokens, usage.cached_tokens, usage.usd) == (1000, 50, 900, None)
    assert read.second_opinion is not None
    assert (read.provenance.provider, read.provenance.model) == (provider, "served")
    assert read.provenance.prompt_fingerprint == classify_prompt().fingerprint


@BOTH
def test_a_number_out_of_range_is_put_back_and_the_tokens_of_both_asks_count(provider: str) -> None:
    with serving(Answer(answer(BEYOND)), Answer(answer())) as server:
        found = reader_at(server, provider).read(POSTING, SEGMENTATION)
    assert [tag.statement for tag in found.draft.tags] == [DUTY]
    assert f"statement {BEYOND} does not exist; the posting has 1 to {BEYOND - 1}" in json.dumps(server.bodies[1])
    assert len(server.requests) == 2
    assert found.usage is not None
    assert (found.usage.input_tokens, found.usage.output_tokens, found.usage.cached_tokens) == (2000, 100, 1800)


@BOTH
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I would say {AI developer", "Invalid JSON"),
        (answer(role="wizard"), "role"),
        (answer(work=[{"activity": "juggles", "statements": [1]}]), "activity 'juggles' is not in the list"),
        (answer(work=[]), "needs a duty with an activity of that role"),
        (answer(secondary_role="other"), "secondary_role must be one of the four"),
    ],
)
def test_a_faulty_answer_is_put_back_at_most_twice(provider: str, text: str, told: str) -> None:
    with serving(Answer(text)) as server, pytest.raises(InvalidAnswerError) as caught:
        reader_at(server, provider).read(POSTING, SEGMENTATION)
    assert len(server.requests) == 3
    assert told in json.dumps(server.bodies[-1])
    assert caught.value.hint


@BOTH
def test_the_posting_is_sent_as_numbered_data_untouched_by_templates_and_without_its_title(provider: str) -> None:
    with serving(Answer(answer())) as server:
        reader_at(server, provider).read(POSTING, SEGMENTATION)
    (body,) = server.bodies
    user = body["messages"][-1]["content"]
    said = user if isinstance(user, str) else "\n\n".join(block["text"] for block in user)
    assert said == f"{classify_prompt().lead}\n\n{numbered(POSTING, SEGMENTATION)}"
    assert "{{ 7 * 7 }} {% raw %}" in said
    assert TITLE not in json.dumps(body)
    system = json.dumps(body.get("system", body["messages"][0]["content"]))
    assert "Ferrywell" not in system
    assert "berth regulations" not in system


def test_openai_is_sent_a_strict_schema_a_cache_key_and_a_length() -> None:
    with serving(Answer(answer())) as server:
        reader_at(server, "openai").read(POSTING, SEGMENTATION)
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == f"Bearer {CANARY}"
    assert body["messages"][0] == {"role": "system", "content": classify_prompt().system}
    schema = body["response_format"]["json_schema"]
    assert (body["response_format"]["type"], schema["strict"]) == ("json_schema", True)
    assert schema["schema"]["additionalProperties"] is False
    assert set(schema["schema"]["required"]) == set(schema["schema"]["properties"])
    assert schema["schema"]["$defs"]["Work"]["properties"]["activity"]["enum"] == list(load_taxonomy().activities)
    assert body["prompt_cache_key"].startswith("classify-")
    assert body["max_completion_tokens"] == 8192
    assert "temperature" not in body


def test_ollama_is_sent_what_compatible_servers_know() -> None:
    with serving(Answer(answer())) as server:
        reader_at(server, "ollama").read(POSTING, SEGMENTATION)
    (body,) = server.bodies
    assert (body["max_tokens"], body["temperature"]) == (8192, 0)
    assert "prompt_cache_key" not in body


def test_anthropic_is_sent_a_schema_and_a_cache_mark_after_the_last_fixed_block() -> None:
    with serving(Answer(answer())) as server:
        reader_at(server, "anthropic").read(POSTING, SEGMENTATION)
    ((path, _, body),) = server.requests
    assert path == "/v1/messages"
    assert body["system"] == [{"type": "text", "text": classify_prompt().system}]
    output = body["output_config"]["format"]
    assert output["type"] == "json_schema"
    assert output["schema"]["$defs"]["Work"]["properties"]["activity"]["enum"] == list(load_taxonomy().activities)
    lead, posting = body["messages"][0]["content"]
    assert lead == {"type": "text", "text": classify_prompt().lead, "cache_control": {"type": "ephemeral"}}
    assert "cache_control" not in posting


@BOTH
def test_a_reading_says_what_it_cost(provider: str) -> None:
    price = Price(input=2, output=10, cached=0.2)
    with serving(Answer(answer())) as server:
        target = replace(reader_at(server, provider).target, price=price)
        usage = LlmReader(target).read(POSTING, SEGMENTATION).usage
    assert usage is not None
    assert usage.usd == pytest.approx((100 * 2 + 900 * 0.2 + 50 * 10) / 1_000_000)


@BOTH
def test_one_client_serves_every_posting(provider: str) -> None:
    with serving(Answer(answer())) as server:
        reader = reader_at(server, provider)
        client = [reader._client() for _ in range(2)]
        for _ in range(2):
            reader.read(POSTING, SEGMENTATION)
    assert client[0] is client[1]
    assert len(server.requests) == 2
