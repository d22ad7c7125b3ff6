"""Hooks on the SDKs' HTTP client: they keep every request of an exchange within its bounds.

The SDK repeats a request and instructor puts faulty answers back; each knows nothing of the other, and neither bounds
the size of an answer. Here, below both, everything that is sent passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

import httpx2

from auditor.errors import InvalidAnswerError
from auditor.readers.llm.exchange import NO_ANSWER, Exchange, Stopped, current

__all__ = ["hooks"]

_LARGEST_ANSWER = 1_000_000
"""Bytes of one answer, which has a few hundred tokens; a reasoning model's thoughts may add some tens of thousands."""
_LARGEST_COMPRESSED = 64_000
"""Bytes of a compressed answer: unpacked, a hostile one may be a thousand times as long."""

_TIMEOUTS = ("connect", "read", "write", "pool")
_LONGEST_WAIT = 60.0
"""Seconds of retry-after up to which both SDKs wait as they are told; beyond, they would ask again too early."""


def hooks() -> dict[str, list[Callable[..., None]]]:
    """Event hooks for an httpx2 client, acting on the exchange of the thread that sends."""
    return {"request": [_on_request], "response": [_on_response]}


def _on_request(request: httpx2.Request) -> None:
    exchange = current()
    if exchange.spent or not exchange.left:
        raise Stopped
    exchange.trail.append(NO_ANSWER)
    limits = request.extensions.get("timeout", {})
    request.extensions["timeout"] = {name: _shorter(limits.get(name), exchange.left) for name in _TIMEOUTS}


def _shorter(set_: float | None, left: float) -> float:
    return left if set_ is None else min(set_, left)


def _on_response(response: httpx2.Response) -> None:
    exchange = current()
    if exchange.trail:
        exchange.trail[-1] = response.status_code
    if exchange.told:
        exchange.told(response.status_code, _told_to_wait(response.headers))
    # both SDKs obey this header before their own rules, so that the bounds and not they decide
    response.headers["x-should-retry"] = "true" if _is_worth_repeating(response, exchange) else "false"
    if not response.is_stream_consumed:
        response.stream = _Bounded(response.stream, exchange, _limit(response))


def _is_worth_repeating(response: httpx2.Response, exchange: Exchange) -> bool:
    if response.status_code not in (408, 409, 429) and response.status_code < 500:
        return False
    wait = _told_to_wait(response.headers)
    return not exchange.spent and wait < exchange.left and wait <= _LONGEST_WAIT


def _told_to_wait(headers: httpx2.Headers) -> float:
    """Seconds of `retry-after-ms` or `retry-after`, a number or a date; 0 when it is missing or cannot be read."""
    told = headers.get("retry-after", "")
    for number, unit in ((headers.get("retry-after-ms", ""), 0.001), (told, 1.0)):
        try:
            return float(number) * unit
        except ValueError:
            pass
    try:
        return parsedate_to_datetime(told).timestamp() - time()
    except (ValueError, OverflowError):
        return 0.0


def _limit(response: httpx2.Response) -> int:
    is_compressed = response.headers.get("content-encoding", "identity") != "identity"
    return _LARGEST_COMPRESSED if is_compressed else _LARGEST_ANSWER


class _Bounded(httpx2.SyncByteStream):
    """A body that ends the exchange when it grows too long or the time is over."""

    def __init__(self, stream: Any, exchange: Exchange, limit: int) -> None:
        self._stream = stream
        self._exchange = exchange
        self._limit = limit

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        try:
            for chunk in self._stream:
                size += len(chunk)
                if size > self._limit:
                    raise Stopped(_too_long(self._limit))
                if not self._exchange.left:
                    raise Stopped
                yield chunk
        except httpx2.TransportError:
            self._exchange.trail[-1] = NO_ANSWER
            raise

    def close(self) -> None:
        self._stream.close()


def _too_long(limit: int) -> InvalidAnswerError:
    return InvalidAnswerError(
        f"the answer is longer than {limit:,} bytes", "Check --base-url; --reader offline always answers."
    )
