"""One posting's exchange with a provider: what was sent and counted so far, and the deadline that bounds it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from auditor.errors import CutOffError, RefusedError

__all__ = ["Exchange", "current", "observed", "within"]

T = TypeVar("T")

_RETRY_OR_MODEL = "Try again or use another model; --reader offline always answers."
_local = threading.local()


@dataclass(slots=True)
class Exchange:
    """Token counts over all asks, the status of every response in order, and whether the deadline has passed."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    statuses: list[int] = field(default_factory=list)
    late: bool = False

    def count(self, usage: Any) -> None:
        """Adds one response's usage, in either provider's terms. Input tokens include the cached ones."""
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


def _number(holder: Any, name: str) -> int:
    return getattr(holder, name, None) or 0


def current() -> Exchange:
    """The exchange that the running thread works for."""
    return getattr(_local, "exchange", None) or Exchange()


@dataclass(slots=True)
class _Outcome(Generic[T]):
    value: T | None = None
    error: BaseException | None = None


def within(seconds: float, exchange: Exchange, work: Callable[[], T]) -> T:
    """What `work` returns or raises, when it does so in time.

    It runs in a thread of its own, as timeouts of an HTTP client bound single reads and not the whole: a server that
    sends a byte now and then would hold it for ever. A late thread is left behind and may send nothing more.

    Raises:
        TimeoutError: the time is over.
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
    thread.join(seconds)
    if thread.is_alive():
        exchange.late = True
        raise TimeoutError
    if outcome.error is not None:
        raise outcome.error
    return outcome.value  # type: ignore[return-value]  # set whenever no error is


def observed(create: Callable[..., Any]) -> Callable[..., Any]:
    """The SDK's create, which also counts usage and stops at refusals and cut-off answers: asking again is no use."""

    def call(*args: Any, **kwargs: Any) -> Any:
        response = create(*args, **kwargs)
        current().count(getattr(response, "usage", None))
        _refuse_unfinished(*_ending(response))
        return response

    return call


def _ending(response: Any) -> tuple[str | None, bool]:
    """Why the answer ended, and whether a refusal stands in its place."""
    choices = getattr(response, "choices", None)
    if choices:
        return choices[0].finish_reason, bool(getattr(choices[0].message, "refusal", None))
    return getattr(response, "stop_reason", None), False


def _refuse_unfinished(reason: str | None, refused: bool) -> None:
    if refused or reason in ("refusal", "content_filter"):
        raise RefusedError("the model declined to read this posting", _RETRY_OR_MODEL)
    if reason in ("length", "max_tokens", "model_context_window_exceeded"):
        raise CutOffError("the model's answer was cut off before it was complete", _RETRY_OR_MODEL)
