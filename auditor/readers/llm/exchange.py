"""One posting's exchange with a provider: what was sent and counted so far, and the bounds that end it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from auditor.errors import CutOffError, InvalidAnswerError, ReaderError, RefusedError
from auditor.readers.base import Usage
from auditor.readers.llm.models import Price

__all__ = ["MOST_REQUESTS", "NO_ANSWER", "Exchange", "Stopped", "Told", "current", "listed", "observed", "within"]

T = TypeVar("T")

MOST_REQUESTS = 5
"""Requests for one posting, however asks and repeats multiply: three asks, and two repeats between them."""

NO_ANSWER = 0
"""Stands in an exchange's trail for a request that got no whole answer."""

_MOST_TOKENS = 10**9
"""Beyond any answer: what a server says of itself may be any number, and is multiplied by a price."""

Told = Callable[[int, float], None]
"""Hears of every answer: its HTTP status, and the seconds of its retry-after, 0 without one."""

_RETRY_OR_MODEL = "Try again or use another model; --reader offline always answers."
_NO_PROTOCOL = ("what came back is no answer of the protocol", "Check --base-url; --reader offline always answers.")
_local = threading.local()


class Stopped(BaseException):
    """Ends an exchange at once. No Exception: the SDKs and instructor take those for failures and try again.

    `failure` says why; None when a bound was reached, and the exchange's trail says what the time went on.
    """

    def __init__(self, failure: ReaderError | None = None) -> None:
        super().__init__()
        self.failure = failure


@dataclass(slots=True)
class Exchange:
    """Token counts over all asks, and `trail`: the status of every request sent, NO_ANSWER where none came whole.

    `deadline` is a reading of the monotonic clock, in seconds. Input tokens include the `cached` ones, which were read
    from the provider's prompt cache, and the `written` ones, which went into it. `told` hears of every answer.
    """

    deadline: float = float("inf")
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    written_tokens: int = 0
    trail: list[int] = field(default_factory=list)
    told: Told | None = None

    @property
    def left(self) -> float:
        """Seconds until the deadline; never negative."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def spent(self) -> bool:
        """Whether no further request may be sent."""
        return len(self.trail) >= MOST_REQUESTS

    def usd(self, price: Price | None) -> float | None:
        """What the tokens counted so far cost; None when the price is unknown."""
        if price is None:
            return None
        return price.usd(self.input_tokens, self.output_tokens, self.cached_tokens, self.written_tokens)

    def usage(self, price: Price | None, began: float) -> Usage:
        """What the exchange took since `began`, a reading of the monotonic clock."""
        seconds = round(time.monotonic() - began, 3)
        return Usage(self.input_tokens, self.output_tokens, self.cached_tokens, self.usd(price), seconds)

    def count(self, usage: Any) -> None:
        """Adds one response's usage, in either provider's terms."""
        if usage is None:
            return
        self.output_tokens += _number(usage, "completion_tokens") or _number(usage, "output_tokens")
        details = getattr(usage, "prompt_tokens_details", None)
        if _number(usage, "prompt_tokens"):
            self.input_tokens += _number(usage, "prompt_tokens")
            self.cached_tokens += _number(details, "cached_tokens")
            return
        read, written = _number(usage, "cache_read_input_tokens"), _number(usage, "cache_creation_input_tokens")
        self.input_tokens += _number(usage, "input_tokens") + read + written
        self.cached_tokens += read
        self.written_tokens += written


def _number(holder: Any, name: str) -> int:
    value = getattr(holder, name, None)
    return min(max(value, 0), _MOST_TOKENS) if isinstance(value, int) else 0


def current() -> Exchange:
    """The exchange that the running thread works for."""
    return getattr(_local, "exchange", None) or Exchange()


@dataclass(slots=True)
class _Outcome(Generic[T]):
    value: T | None = None
    error: BaseException | None = None


def within(exchange: Exchange, work: Callable[[], T]) -> T:
    """What `work` returns or raises, when it does so before the exchange's deadline.

    It runs in a thread of its own: the timeouts of an HTTP client bound single reads and not the whole, and a wait
    before a repeat is not bounded by them at all. A late thread sends nothing more, and ends with the next byte or
    with its read's timeout.

    Raises:
        Stopped: the time is over, or another bound was reached.
    """
    outcome: _Outcome[T] = _Outcome()

    def run() -> None:
        _local.exchange = exchange
        try:
            outcome.value = work()
        except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
            outcome.error = error

    thread = threading.Thread(target=run, name="language-model", daemon=True)
    thread.start()
    thread.join(exchange.left)
    if thread.is_alive():
        raise Stopped
    if outcome.error is not None:
        raise outcome.error
    return outcome.value  # type: ignore[return-value]  # set whenever no error is


def observed(create: Callable[..., Any]) -> Callable[..., Any]:
    """The SDK's create, which also counts usage and stops where asking again is no use.

    That is at refusals, at answers that were cut off, and at what is no answer of the protocol at all.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            response = create(*args, **kwargs)
        except (ValueError, RecursionError) as error:
            # the body is no JSON, or no text: not the model's answer, which is a string inside it
            raise Stopped(InvalidAnswerError(*_NO_PROTOCOL)) from error
        if not _is_of_the_protocol(response):
            raise Stopped(InvalidAnswerError(*_NO_PROTOCOL))
        current().count(getattr(response, "usage", None))
        _refuse_unfinished(*_ending(response))
        return response

    return call


def _is_of_the_protocol(response: Any) -> bool:
    """Whether text is where either protocol has it; the SDKs build their types from whatever came."""
    choices, blocks = getattr(response, "choices", None), getattr(response, "content", None)
    if isinstance(choices, list) and choices:
        text = getattr(getattr(choices[0], "message", None), "content", 0)
        return text is None or isinstance(text, str)
    return isinstance(blocks, list) and all(_is_block(block) for block in blocks)


def _is_block(block: Any) -> bool:
    kind = getattr(block, "type", None)
    return isinstance(kind, str) and (kind != "text" or isinstance(getattr(block, "text", None), str))


def listed(models: Callable[[], Iterable[Any]]) -> tuple[str, ...]:
    """The names of the models that the SDK's listing gives.

    Raises:
        Stopped: what came back is no list of the protocol.
    """
    try:
        names = tuple(model.id for model in models())
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise Stopped(InvalidAnswerError(*_NO_PROTOCOL)) from error
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise Stopped(InvalidAnswerError(*_NO_PROTOCOL))
    return names


def _ending(response: Any) -> tuple[str | None, bool]:
    """Why the answer ended, and whether a refusal stands in its place."""
    choices = getattr(response, "choices", None)
    if choices:
        return choices[0].finish_reason, bool(getattr(choices[0].message, "refusal", None))
    return getattr(response, "stop_reason", None), False


def _refuse_unfinished(reason: str | None, refused: bool) -> None:
    if refused or reason in ("refusal", "content_filter"):
        raise Stopped(RefusedError("the model declined to read this posting", _RETRY_OR_MODEL))
    if reason in ("length", "max_tokens", "model_context_window_exceeded"):
        raise Stopped(CutOffError("the model's answer was cut off before it was complete", _RETRY_OR_MODEL))
