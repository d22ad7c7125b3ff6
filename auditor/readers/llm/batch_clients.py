"""The batch services of Anthropic (Message Batches) and OpenAI (Batch API), through their SDKs.

As documented at the addresses in data/batches.toml. Batches are handed in without the SDK's own repetitions: a
repeated hand-in would be paid twice.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from auditor.errors import (
    BatchCanceledError,
    BatchExpiredError,
    OverloadedError,
    ReaderError,
    ReaderTimeoutError,
    RejectedRequestError,
    UnknownModelError,
)
from auditor.readers.llm.batch_service import Answer, BatchService, Handed, Limits, Listed, limits_of
from auditor.readers.llm.failure import failure_of, failure_of_status
from auditor.readers.llm.provider import Target

__all__ = ["service_of"]

T = TypeVar("T")

_AGAIN = "The same command with --retry-failed asks again."
_LARGEST_LINE = 4_000_000
"""Bytes of one result; an answer has a few thousand."""
_MOST_LISTED = 10_000
"""Batches of an account that are looked through for one of ours."""
_CHUNK = 65_536


def service_of(target: Target) -> BatchService:
    """The service of the target's provider.

    Raises:
        UsageError: the provider has no batch service.
    """
    limits = limits_of(target.provider)
    return (_Anthropic if target.service.protocol == "anthropic" else _OpenAI)(target, limits)


@contextmanager
def _in_its_format(kind: type[ReaderError] = RejectedRequestError) -> Iterator[None]:
    """What a service answers may be anything, and the SDKs build their types from whatever came.

    Raises:
        ReaderError: of this kind, when it is not in the service's format.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise kind("the provider's answers are not in its format", "Try again later.") from error


def _named(batch: object) -> str:
    """A batch's id as it came.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(batch, str) or not batch:
        raise TypeError("no id")
    return batch


class _Service:
    def __init__(self, target: Target, limits: Limits) -> None:
        self.limits = limits
        self._target = target
        self._built: Any = None

    def _asked(self, call: Callable[[Any], T]) -> T:
        """What the call with the SDK's client returns, its errors typed."""
        try:
            return call(self._client())
        except Exception as error:
            # SDKs share no base class; what failure_of does not know is raised again as it is
            failure = failure_of(error, self._target)
            if failure is None:
                raise
        # raised outside the handler: the SDK's exception holds the request, and with it the key
        raise failure

    def _client(self) -> Any:
        if self._built is None:
            target = self._target
            sdk = importlib.import_module(target.service.protocol)
            kind = {"openai": "OpenAI", "anthropic": "Anthropic"}[target.service.protocol]
            self._built = getattr(sdk, kind)(
                api_key=target.key, base_url=target.base_url, timeout=target.seconds,
                http_client=sdk.DefaultHttpxClient(follow_redirects=False),
            )  # fmt: skip
        return self._built

    def _lapsed(self, kind: str) -> ReaderError:
        if kind.startswith("cancel"):
            return BatchCanceledError(f"{self._target.provider}'s batch was cancelled before this posting", _AGAIN)
        return BatchExpiredError(f"{self._target.provider}'s batch ended before it came to this posting", _AGAIN)

    def _gone(self) -> Handed:
        failure = BatchExpiredError(f"{self._target.provider} no longer has the batch", _AGAIN)
        return Handed(ended=True, done=0, total=0, failure=failure)


class _Anthropic(_Service):
    """Message Batches. A batch carries no mark of ours but the names of its requests, which are told when it ended."""

    def line(self, name: str, body: Mapping[str, Any]) -> bytes:
        return _line({"custom_id": name, "params": body})

    @_in_its_format()
    def newest(self) -> str | None:
        found: str | None = next((row.batch for row in self.since(None)), None)
        return found

    @_in_its_format(OverloadedError)  # it may have been handed in
    def hand_in(self, requests: Path, token: str) -> str:
        with requests.open("rb") as lines:
            handed = [json.loads(line) for line in lines]
        client = self._client().with_options(max_retries=0)
        return _named(self._asked(lambda _: client.messages.batches.create(requests=handed).id))

    def since(self, newest: str | None) -> Iterator[Listed]:
        with _in_its_format():
            yield from self._since(newest)

    def _since(self, newest: str | None) -> Iterator[Listed]:
        pages = self._asked(lambda client: iter(client.messages.batches.list(limit=100)))
        for _ in range(_MOST_LISTED):
            batch: Any = self._asked(lambda _: next(pages, None))
            if batch is None or batch.id == newest:
                return
            counts = batch.request_counts
            yield Listed(
                batch.id,
                counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired,
            )

    @_in_its_format()
    def look(self, batch: str) -> Handed:
        try:
            found = self._asked(lambda client: client.messages.batches.retrieve(batch))
        except UnknownModelError:
            return self._gone()
        if found.archived_at is not None:
            return self._gone()
        counts = found.request_counts
        done = counts.succeeded + counts.errored + counts.canceled + counts.expired
        return Handed(found.processing_status == "ended", done, done + counts.processing)

    def answers(self, batch: str) -> Iterator[tuple[str, Answer]]:
        with _in_its_format():
            yield from self._answers(batch)

    def _answers(self, batch: str) -> Iterator[tuple[str, Answer]]:
        results = self._asked(lambda client: self._results(client, batch))
        while True:
            found: Any = self._asked(lambda _: next(results, None))
            if found is None:
                return
            yield str(found.custom_id), self._answer(found.result)

    def _results(self, client: Any, batch: str) -> Iterator[Any]:
        # the documented path at the address that was set, and not the address that an answer names: the key goes there
        from anthropic._decoders.jsonl import JSONLDecoder
        from anthropic.types.messages import MessageBatchIndividualResponse

        return iter(
            client.get(
                f"/v1/messages/batches/{quote(batch, safe='')}/results",
                cast_to=JSONLDecoder[MessageBatchIndividualResponse],
                options={"headers": {"Accept": "application/binary"}},
                stream=True,
            )
        )

    def _answer(self, result: Any) -> Answer:
        if result.type == "succeeded":
            message: Mapping[str, Any] = result.message.to_dict(mode="json")
            return message
        if result.type != "errored":
            return self._lapsed(str(result.type))
        error = result.error.error
        kind = str(error.type)
        return failure_of_status(_STATUS.get(kind, 400), kind, str(error.message), self._target)


_STATUS = {
    "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402, "permission_error": 403,
    "not_found_error": 404, "timeout_error": 408, "request_too_large": 413, "rate_limit_error": 429, "api_error": 500,
    "gateway_timeout_error": 504, "overloaded_error": 529,
}  # fmt: skip
"""https://platform.claude.com/docs/en/api/errors"""


class _OpenAI(_Service):
    """The Batch API. A batch carries our token in its metadata."""

    _TOKEN = "auditor_submission"  # noqa: S105  (a name, no secret)
    _ENDED = ("completed", "failed", "expired", "cancelled")

    def line(self, name: str, body: Mapping[str, Any]) -> bytes:
        return _line({"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": body})

    @_in_its_format()
    def newest(self) -> str | None:
        return None

    @_in_its_format(OverloadedError)  # it may have been handed in
    def hand_in(self, requests: Path, token: str) -> str:
        with requests.open("rb") as file:
            name = f"{token}.jsonl"
            uploaded = self._asked(lambda client: client.files.create(file=(name, file), purpose="batch").id)
        client = self._client().with_options(max_retries=0)
        created = self._asked(
            lambda _: client.batches.create(
                input_file_id=uploaded, endpoint="/v1/chat/completions", completion_window="24h",
                metadata={self._TOKEN: token},
            ).id
        )  # fmt: skip
        return _named(created)

    def since(self, newest: str | None) -> Iterator[Listed]:
        with _in_its_format():
            yield from self._since(newest)

    def _since(self, newest: str | None) -> Iterator[Listed]:
        pages = self._asked(lambda client: iter(client.batches.list(limit=100)))
        for _ in range(_MOST_LISTED):
            batch: Any = self._asked(lambda _: next(pages, None))
            if batch is None:
                return
            total = batch.request_counts.total if batch.request_counts else 0
            yield Listed(batch.id, total, (batch.metadata or {}).get(self._TOKEN) or "")

    @_in_its_format()
    def look(self, batch: str) -> Handed:
        try:
            found = self._asked(lambda client: client.batches.retrieve(batch))
        except UnknownModelError:
            return self._gone()
        counts = found.request_counts
        done, total = (counts.completed + counts.failed, counts.total) if counts else (0, 0)
        return Handed(found.status in self._ENDED, done, total, self._failure(found))

    def _failure(self, found: Any) -> ReaderError | None:
        """Why the provider did not begin with the batch."""
        if found.status != "failed":
            return None
        first = next(iter(found.errors.data or ()), None) if found.errors else None
        code = str(first.code if first else "")
        return failure_of_status(429 if "limit" in code else 400, code, "", self._target)

    def answers(self, batch: str) -> Iterator[tuple[str, Answer]]:
        with _in_its_format():
            yield from self._answers(batch)

    def _answers(self, batch: str) -> Iterator[tuple[str, Answer]]:
        found = self._asked(lambda client: client.batches.retrieve(batch))
        for file in (found.output_file_id, found.error_file_id):
            if file:
                yield from self._lines(file)

    def _lines(self, file: str) -> Iterator[tuple[str, Answer]]:
        streamed = self._asked(lambda client: client.files.with_streaming_response.content(file).__enter__())
        try:
            chunks = streamed.iter_bytes(_CHUNK)
            for line in _split(iter(lambda: self._asked(lambda _: next(chunks, b"")), b"")):
                found = json.loads(line)
                yield str(found["custom_id"]), self._answer(found)
        finally:
            streamed.close()

    def _answer(self, found: Mapping[str, Any]) -> Answer:
        response, error = found.get("response") or {}, found.get("error") or {}
        status, body = int(response.get("status_code") or 0), response.get("body") or {}
        if status == 200 and isinstance(body, dict):
            return body
        code = str(error.get("code") or (body.get("error") or {}).get("code") or "")
        if code.startswith("batch_"):
            return self._lapsed(code.removeprefix("batch_"))
        if code == "request_timeout":
            return ReaderTimeoutError(f"{self._target.model} did not answer within the batch's time", _AGAIN)
        return failure_of_status(status or 400, code, json.dumps(body.get("error") or error), self._target)


def _line(request: Mapping[str, Any]) -> bytes:
    return json.dumps(request, ensure_ascii=False, default=_plain).encode("utf-8", "replace") + b"\n"


def _plain(value: Any) -> Any:
    """The JSON of an object of an SDK, which stands among the messages when an answer is put back to the model."""
    return value.to_dict(mode="json")


def _split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file; not by the text's own lines, which may hold other ends of line."""
    kept = b""
    for chunk in chunks:
        *lines, kept = (kept + chunk).split(b"\n")
        yield from filter(bytes.strip, lines)
        if len(kept) > _LARGEST_LINE:
            raise ValueError("a line without an end")
    if kept.strip():
        yield kept
