"""Every way a call fails, really answered so by a server: its type, its hint, its requests, and no key in it."""

import gzip
import logging
import time
import traceback
from typing import Any

import pytest

from auditor.errors import (
    BadKeyError,
    ContextTooLongError,
    CutOffError,
    InvalidAnswerError,
    OverloadedError,
    RateLimitedError,
    ReaderError,
    ReaderTimeoutError,
    RefusedError,
    RejectedRequestError,
    UnknownModelError,
    UnreachableError,
)
from auditor.readers.llm import LlmReader, Target
from auditor.readers.llm.exchange import MOST_REQUESTS
from tests.readers.llm.samples import CANARY, POSTING, SEGMENTATION, answer, reader_at
from tests.readers.llm.server import Answer, Server, serving

BOTH = pytest.mark.parametrize("provider", ["openai", "anthropic"])
SOON = {"retry-after": "0"}
LATER = {"retry-after": "240"}
KEPT_WAITING = 240
LATE = 120
"""Seconds: half of what a server of these tests keeps a caller waiting for."""


def failed(server: Server, provider: str, seconds: float = 120.0) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        reader_at(server, provider, seconds).read(POSTING, SEGMENTATION)
    assert caught.value.hint
    return caught.value


def status(number: int, text: str = "", **error: Any) -> Answer:
    body = {"type": "error", "error": {"type": "problem", "message": f"{text} (key {CANARY})", **error}}
    return Answer(status=number, error=body, headers=SOON)


@BOTH
@pytest.mark.parametrize(
    ("answered", "kind", "requests"),
    [
        (status(401), BadKeyError, 1),
        (status(403), BadKeyError, 1),
        (status(404), UnknownModelError, 1),
        (status(413), ContextTooLongError, 1),
        (status(400, "prompt is too long: 300000 tokens > 200000 maximum"), ContextTooLongError, 1),
        (status(400, "too long", code="context_length_exceeded"), ContextTooLongError, 1),
        (status(400, "no such option"), RejectedRequestError, 1),
        (status(429), RateLimitedError, 3),
        (status(500), OverloadedError, 3),
        (status(529), OverloadedError, 3),
        (status(402), RateLimitedError, 1),
        (status(408), ReaderTimeoutError, 3),
        (status(409), OverloadedError, 3),
        (Answer(drop=True), UnreachableError, 3),
        (Answer(answer(), killed=True), UnreachableError, 3),
        (Answer(raw=b" " * 30_000_000), InvalidAnswerError, 1),
        (Answer(flood=True), InvalidAnswerError, 1),
        (Answer(raw=b'{"wrong": "schema"}'), InvalidAnswerError, 1),
        (Answer(raw=b"not json"), InvalidAnswerError, 1),
        (Answer(raw=b'{"half": '), InvalidAnswerError, 1),
        (Answer(raw=b"[" * 200_000), InvalidAnswerError, 1),
        (Answer(raw=b'{"choices": [null], "content": [null]}'), InvalidAnswerError, 1),
        (Answer(raw=b'{"choices": [{"message": 5}], "content": [{"type": "text", "text": 5}]}'), InvalidAnswerError, 1),
    ],
)
def test_a_failure_has_its_type_and_is_not_retried_beyond_use(
    provider: str, answered: Answer, kind: type[ReaderError], requests: int
) -> None:
    with serving(answered) as server:
        began = time.monotonic()
        failure = failed(server, provider)
    assert time.monotonic() - began < LATE
    assert type(failure) is kind
    assert len(server.requests) == requests
    shown = "".join(traceback.format_exception(failure)) + repr(failure) + failure.hint
    assert CANARY not in shown


@BOTH
@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([status(429), status(429), Answer("no JSON"), status(500), status(500)], OverloadedError),
        ([status(500), Answer("no JSON"), status(429), Answer("no JSON"), status(429)], RateLimitedError),
        ([Answer("no JSON"), status(503), status(503), Answer("no JSON"), Answer(drop=True)], UnreachableError),
        ([status(500), status(500), Answer("no JSON"), Answer("no JSON"), Answer("no JSON")], InvalidAnswerError),
    ],
)
def test_repeats_and_asks_never_multiply(provider: str, answers: list[Answer], kind: type[ReaderError]) -> None:
    with serving(*answers) as server:
        assert type(failed(server, provider)) is kind
    assert len(server.requests) == MOST_REQUESTS == 5


@BOTH
@pytest.mark.parametrize("text", ["{" * 50_000, answer().replace("0.9", "9" * 5000), answer().replace("0.9", "NaN")])
def test_an_answer_that_no_parser_takes_is_no_usable_one(provider: str, text: str) -> None:
    with serving(Answer(text)) as server:
        assert type(failed(server, provider)) is InvalidAnswerError


@BOTH
def test_a_posting_is_not_sent_on_to_another_address(provider: str) -> None:
    with serving(Answer(answer())) as other:
        path = "/v1/chat/completions" if provider == "openai" else "/v1/messages"
        with serving(Answer(status=307, raw=b"", headers={"location": other.url + path})) as server:
            failure = failed(server, provider)
            assert len(server.requests) == 1
    assert type(failure) is RejectedRequestError
    assert "--base-url" in failure.hint
    assert other.requests == []


@BOTH
def test_a_compressed_answer_is_not_unpacked_without_bounds(provider: str) -> None:
    packed = gzip.compress(b" " * 80_000_000)
    with serving(Answer(raw=packed, headers={"content-encoding": "gzip"})) as server:
        assert type(failed(server, provider)) is InvalidAnswerError
    assert len(server.requests) == 1


@BOTH
@pytest.mark.parametrize("later", [LATER, {"retry-after-ms": "50000"}])
def test_a_wait_that_the_deadline_does_not_allow_is_not_begun(provider: str, later: dict[str, str]) -> None:
    with serving(Answer(status=429, error={"error": {"message": "x"}}, headers=later)) as server:
        began = time.monotonic()
        assert type(failed(server, provider, 40.0)) is RateLimitedError
    assert time.monotonic() - began < LATE
    assert len(server.requests) == 1


@BOTH
def test_a_rate_limit_that_passes_is_waited_for(provider: str) -> None:
    limited = Answer(status=429, error={"error": {"message": "slow down"}}, headers={"retry-after": "1"})
    with serving(limited, Answer(answer())) as server:
        began = time.monotonic()
        reader_at(server, provider).read(POSTING, SEGMENTATION)
    assert len(server.requests) == 2
    assert time.monotonic() - began >= 1


@BOTH
@pytest.mark.parametrize("answered", [Answer(wait=KEPT_WAITING), Answer(drip=True)])
def test_the_deadline_bounds_a_silent_and_an_endless_answer(provider: str, answered: Answer) -> None:
    with serving(answered) as server:
        reader = reader_at(server, provider, 1.0)
        reader._client()
        began = time.monotonic()
        with pytest.raises(ReaderTimeoutError):
            reader.read(POSTING, SEGMENTATION)
        assert time.monotonic() - began < LATE


@pytest.mark.parametrize(("provider", "ending"), [("openai", "length"), ("anthropic", "max_tokens")])
def test_a_cut_off_answer_is_not_asked_for_again(provider: str, ending: str) -> None:
    with serving(Answer(answer()[:40], ending=ending)) as server:
        assert type(failed(server, provider)) is CutOffError
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("provider", "ending"), [("openai", "refusal"), ("openai", "content_filter"), ("anthropic", "refusal")]
)
def test_a_refusal_is_not_asked_again(provider: str, ending: str) -> None:
    with serving(Answer("I would rather not.", ending=ending)) as server:
        assert type(failed(server, provider)) is RefusedError
    assert len(server.requests) == 1


@BOTH
def test_nobody_listening_is_a_connection_error(provider: str) -> None:
    with serving(Answer()) as server:
        reader = reader_at(server, provider)
    with pytest.raises(UnreachableError):
        reader.read(POSTING, SEGMENTATION)


def test_the_key_is_in_no_account_of_reader_or_target() -> None:
    target = Target("openai/x", "openai", "x", "http://127.0.0.1:9/v1", CANARY, 1.0)
    assert CANARY not in repr(target) + repr(LlmReader(target).provenance)


@BOTH
def test_nothing_is_logged_or_printed_with_the_key(
    provider: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), serving(status(500), status(401)) as server:
        failed(server, provider)
    captured = capfd.readouterr()
    assert CANARY not in caplog.text + captured.out + captured.err


@BOTH
def test_nothing_is_sent_after_the_deadline(provider: str) -> None:
    with serving(Answer(status=500, error={"error": {"message": "busy"}})) as server:
        reader = reader_at(server, provider, 0.2)
        reader._client()
        with pytest.raises(ReaderError):
            reader.read(POSTING, SEGMENTATION)
        time.sleep(1.5)
        assert len(server.requests) <= 1
