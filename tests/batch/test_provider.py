"""Both providers' batch services, through their SDKs and real HTTP, against a server on this machine."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch import handing_in as handing
from auditor.batch.forecast import forecast
from auditor.batch.interrupt import Interrupt
from auditor.batch.submissions import Submissions
from auditor.batch.summary import SummaryDocument
from auditor.errors import BadKeyError, UsageError
from auditor.readers import Reader
from auditor.readers.cached import CachedReader, DraftCache
from auditor.readers.llm import LlmReader, Price, Target
from auditor.readers.llm import batch_service as service_module
from auditor.readers.offline import OfflineReader
from auditor.sources import open_source
from tests.batch.services import Services, serving_batches
from tests.batch.test_run import TRAINS, encoded, lines
from tests.readers.llm.samples import PATHS
from tests.readers.llm.server import Answer, chat_completion, message, serving

ROWS = [{"id": f"R-{n}", "title": "ML Engineer", "text": f"{TRAINS}- Number {n}\n"} for n in range(5)]
BOTH = pytest.mark.parametrize("provider", ["openai", "anthropic"])
SAME = ("audits.jsonl", "ledger.jsonl", "results.csv", "findings.csv", "summary.json")
ASKED = {"value": "no", "statements": []}


def answered(body: dict[str, Any], number: int = 2) -> dict[str, Any]:
    """A good answer in the protocol of the request."""
    said = {
        "work": [{"activity": "trains_models", "statements": [number]}], "role": "ml_engineer",
        "secondary_role": None, "alternative_role": None, "confidence": 0.9, "custom_models": ASKED,
        "core_product": ASKED, "systems": [], "scale": [], "success": [], "data_infra": [],
    }  # fmt: skip
    return shape(body)(Answer(json.dumps(said)))


def shape(body: dict[str, Any]) -> Any:
    return message if "system" in body else chat_completion


def good(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return 200, answered(body)


def reader_at(url: str, provider: str, price: Price | None = None) -> LlmReader:
    return LlmReader(Target(f"{provider}/served", provider, "served", url + PATHS[provider], "key", 20.0, price))


def run(directory: Path, reader: Reader, rows: list[dict[str, Any]] = ROWS, **options: Any) -> SummaryDocument:
    directory.mkdir(exist_ok=True)
    path = directory / "jobs.jsonl"
    path.write_bytes(encoded(*rows))
    interrupt, told = options.pop("interrupt", None), options.pop("told", lambda words: None)
    chosen = BatchOptions(**{"by_provider": True, "poll": 0.01, **options})
    return run_batch(open_source(path), BatchFiles(directory / "out"), reader, chosen, interrupt=interrupt, told=told)


def ledger(directory: Path) -> list[tuple[str, str | None]]:
    return [(line["status"], line["reason"]) for line in lines(directory / "out" / "ledger.jsonl")]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "_BETWEEN", 0.001)


@BOTH
def test_the_files_are_those_of_asking_directly(provider: str, tmp_path: Path) -> None:
    rows = [*ROWS, ROWS[0], {"id": "x", "title": "ML Engineer", "text": " "}]
    told: list[str] = []
    with serving_batches(good) as services:
        summary = run(tmp_path / "batch", reader_at(services.url, provider), rows, told=told.append)
    assert (summary["statuses"]["ok"], summary["statuses"]["duplicate"], summary["statuses"]["refused"]) == (5, 1, 1)
    assert len(services.asked) == 5
    assert "waiting for 1 batch at the provider: 0 of 5 requests done" in told[1]
    body = services.batches[next(iter(services.batches))].requests[0]
    with serving(Answer(answer_text(body))) as server:
        run(tmp_path / "direct", reader_at(server.url, provider), rows, by_provider=False)
        assert sorted(map(written, server.bodies)) == sorted(map(written, bodies(services)))
    for name in SAME:
        assert (tmp_path / "batch" / "out" / name).read_bytes() == (tmp_path / "direct" / "out" / name).read_bytes()


def written(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True)


def bodies(services: Services) -> list[dict[str, Any]]:
    requests = [request for batch in services.batches.values() for request in batch.requests]
    return [request.get("params") or request["body"] for request in requests]


def answer_text(request: dict[str, Any]) -> str:
    body = request.get("params") or request["body"]
    said = answered(body)
    content: str = said["content"][0]["text"] if "content" in said else said["choices"][0]["message"]["content"]
    return content


@BOTH
def test_faults_are_put_back_in_a_following_batch_and_at_most_twice(provider: str, tmp_path: Path) -> None:
    def say(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        first, always = "Number 1" in json.dumps(body), "Number 3" in json.dumps(body)
        wrong = always or (first and "does not exist" not in json.dumps(body))
        return 200, answered(body, 99 if wrong else 2)

    with serving_batches(say) as services:
        summary = run(tmp_path, reader_at(services.url, provider))
    assert [len(batch.requests) for batch in services.batches.values()] == [5, 2, 1]
    assert ledger(tmp_path)[3] == ("failed", "invalid_answer")
    assert summary["statuses"]["ok"] == 4
    usage = lines(tmp_path / "out" / "audits.jsonl")[1]["usage"]
    assert (usage["input_tokens"], usage["output_tokens"]) == (2000, 100)


@BOTH
def test_lapsed_and_refused_requests_are_typed_and_asked_again_on_request(provider: str, tmp_path: Path) -> None:
    said = {0: "expired", 1: "canceled" if provider == "anthropic" else "cancelled"}
    kind = {"type": "error", "error": {"type": "overloaded_error", "message": "no"}}

    def say(body: dict[str, Any]) -> Any:
        number = int(json.dumps(body).split("Number ")[-1][0])
        if number == 2:
            return 529, kind
        if number == 3:
            return 200, shape(body)(Answer("x", ending="max_tokens" if provider == "anthropic" else "length"))
        return said.get(number) or good(body)

    with serving_batches(say) as services:
        reader = reader_at(services.url, provider)
        assert run(tmp_path, reader)["statuses"]["failed"] == 4
        assert [reason for _, reason in ledger(tmp_path)] == [
            "batch_expired", "batch_canceled", "overloaded", "cut_off", None,
        ]  # fmt: skip
        assert run(tmp_path, reader)["statuses"]["failed"] == 4
        assert len(services.batches) == 1
        services.say = good
        assert run(tmp_path, reader, retry_failed=True)["statuses"]["ok"] == 5
    assert [len(batch.requests) for batch in services.batches.values()] == [5, 4]


class Dead(BaseException):
    """The process was killed."""


@BOTH
@pytest.mark.parametrize("before", [True, False])
def test_killed_between_handing_in_and_its_note_nothing_is_handed_in_twice(
    provider: str, before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise Dead

    with serving_batches(good) as services:
        reader = reader_at(services.url, provider)
        run(tmp_path / "other", reader, ROWS)  # as many requests of another folder
        with monkeypatch.context() as patch:
            target = "auditor.readers.llm.batch_clients._Service._asked" if before else (
                "auditor.batch.submissions.Submissions.handed_in"
            )  # fmt: skip
            patch.setattr(target, died_at_hand_in(die) if before else die)
            with pytest.raises(Dead):
                run(tmp_path / "mine", reader)
        told: list[str] = []
        summary = run(tmp_path / "mine", reader, told=told.append)
    assert summary["statuses"]["ok"] == 5
    assert len(services.asked) == 10
    assert any(("handed in now" if before else "found") in words for words in told)


def died_at_hand_in(die: Any) -> Any:
    """Dies with the requests noted and not yet sent."""
    from auditor.readers.llm.batch_clients import _Service

    asked = _Service._asked

    def dying(self: Any, call: Any) -> Any:
        return die() if "hand_in" in call.__qualname__ else asked(self, call)

    return dying


def test_a_batch_of_as_many_requests_that_is_not_ours_is_waited_for_and_left(tmp_path: Path) -> None:
    with serving_batches(good) as services:
        reader = reader_at(services.url, "anthropic")

        def interfere(*_: Any) -> None:
            raise Dead

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("auditor.readers.llm.batch_clients._Service._asked", died_at_hand_in(interfere))
            with pytest.raises(Dead):
                run(tmp_path / "mine", reader)
        run(tmp_path / "other", reader)
        for batch in services.batches.values():
            batch.looks = 0
        told: list[str] = []
        assert run(tmp_path / "mine", reader, told=told.append)["statuses"]["ok"] == 5
    assert [len(batch.requests) for batch in services.batches.values()] == [5, 5]
    assert any("may be there" in words for words in told)


@BOTH
def test_a_broken_answer_to_the_hand_in_is_looked_up(provider: str, tmp_path: Path) -> None:
    with serving_batches(good) as services:
        services.on_hand_in = lambda: 500 if len(services.batches) == 1 else None
        assert run(tmp_path, reader_at(services.url, provider))["statuses"]["ok"] == 5
    assert len(services.batches) == 1


@BOTH
def test_interrupted_it_stays_with_the_provider_and_the_same_command_fetches_it(provider: str, tmp_path: Path) -> None:
    interrupt = Interrupt()

    def say(words: str) -> None:
        if "waiting" in words:
            interrupt.request()

    with serving_batches(good) as services:
        reader = reader_at(services.url, provider)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path, reader, interrupt=interrupt, told=say)
        assert len(Submissions(BatchFiles(tmp_path / "out").provider).under_way) == 1
        with pytest.raises(UsageError, match="1 batches under way"):
            run(tmp_path, reader, by_provider=False)
        assert run(tmp_path, reader)["complete"]
    assert len(services.asked) == 5
    assert sum("results" in line or "content" in line for line in services.log) == 1


@BOTH
def test_requests_are_split_at_the_providers_limits(
    provider: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = service_module.limits_of(provider)
    with serving_batches(good) as services:
        reader = reader_at(services.url, provider)
        for name, change, sizes in (("count", {"requests": 2}, [2, 2, 1]), ("size", {"held": 60_000}, None)):
            services.batches.clear()
            monkeypatch.setattr(service_module, "_limits", lambda c=change: {provider: limits.model_copy(update=c)})
            assert run(tmp_path / name, reader)["statuses"]["ok"] == 5
            found = [len(batch.requests) for batch in services.batches.values()]
            assert found == sizes if sizes else len(found) > 1
            assert sum(found) == 5


def test_the_documented_limits_are_those_of_the_data_file() -> None:
    anthropic, openai = service_module.limits_of("anthropic"), service_module.limits_of("openai")
    assert (anthropic.requests, anthropic.bytes, openai.requests, openai.bytes) == (
        100_000, 256_000_000, 50_000, 200_000_000,
    )  # fmt: skip
    assert all(limits.source.startswith("https://") for limits in (anthropic, openai))


@BOTH
def test_a_refused_key_ends_the_run_and_nothing_is_under_way(provider: str, tmp_path: Path) -> None:
    with serving_batches(good) as services:
        services.knows_key = False
        with pytest.raises(BadKeyError):
            run(tmp_path, reader_at(services.url, provider))
        assert not services.batches
    assert not Submissions(BatchFiles(tmp_path / "out").provider).under_way


def test_a_batch_that_openai_does_not_begin_with_fails_its_rows(tmp_path: Path) -> None:
    with serving_batches(good) as services:
        services.refused = "token_limit_exceeded"
        services.looks = 0
        assert run(tmp_path, reader_at(services.url, "openai"))["reasons"] == {"rate_limited": 5}


@BOTH
def test_half_the_price_counts_and_the_budget_holds(provider: str, tmp_path: Path) -> None:
    price = Price(input=100.0, cached=100.0, output=100.0)
    with serving_batches(good) as services:
        reader = reader_at(services.url, provider, price)
        each = 1050 * 100 / 1e6 / 2
        summary = run(tmp_path / "all", reader)
        assert summary["usd"] == pytest.approx(5 * each)
        services.batches.clear()
        summary = run(tmp_path / "some", reader, budget=0.2)
        assert 0 < summary["statuses"]["ok"] < 5
        assert summary["reasons"]["not_done"] == 5 - summary["statuses"]["ok"]
        assert (summary["usd"] or 0) <= 0.2
        assert run(tmp_path / "some", reader, budget=9.0)["statuses"]["ok"] == 5
    assert len(services.asked) == 5
    with pytest.raises(UsageError, match="price"):
        run(tmp_path / "none", reader_at(services.url, provider), budget=1.0)


def test_kept_drafts_are_not_asked_for_and_failed_rows_are_read_offline_on_request(tmp_path: Path) -> None:
    with serving_batches(good) as services:
        reader = reader_at(services.url, "openai")
        cache = DraftCache(tmp_path / "cache")
        run(tmp_path / "a", CachedReader(reader, cache), ROWS[:3])
        run(tmp_path / "b", CachedReader(reader, cache))
        assert [len(batch.requests) for batch in services.batches.values()] == [3, 2]
        services.say = lambda body: "expired"
        summary = run(tmp_path / "c", reader, falls_back=True)
    assert (summary["statuses"]["ok"], summary["fallbacks"]) == (5, 5)


def test_offline_and_ollama_have_no_batch_service(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a language model"):
        run(tmp_path / "a", OfflineReader())
    with pytest.raises(UsageError, match="no batch service"):
        run(tmp_path / "b", reader_at("http://127.0.0.1:9", "ollama"))


def test_the_forecast_reckons_with_batches_and_half_the_price(tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    path.write_bytes(encoded(*ROWS))
    reader = reader_at("http://127.0.0.1:9", "anthropic", Price(input=100.0, output=100.0))
    direct = forecast(open_source(path), reader, BatchOptions())
    found = forecast(open_source(path), reader, BatchOptions(by_provider=True))
    assert (found.batches, found.seconds, found.input_tokens) == (1, 86_400.0, direct.input_tokens)
    assert found.usd == pytest.approx((direct.usd or 0) / 2)
    assert "about 1 batch at the provider, answered within 24.0 hours" in found.words()
