"""Turns what the SDKs and instructor raise into the auditor's own errors.

No message of a provider is passed on: it may repeat the key or the posting. Its status and its error code are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from auditor.errors import (
    BadKeyError,
    ContextTooLongError,
    CutOffError,
    InvalidAnswerError,
    OverloadedError,
    RateLimitedError,
    ReaderError,
    ReaderTimeoutError,
    RejectedRequestError,
    UnknownModelError,
    UnreachableError,
)
from auditor.readers.llm.exchange import NO_ANSWER, Exchange, Stopped, within
from auditor.readers.llm.provider import BASE_URL_KEY, Target

__all__ = ["answered", "failure_of", "failure_of_status"]

T = TypeVar("T")

_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TOO_LONG = re.compile(r"context[_ ](?:length|size|window)|prompt is too long|maximum context|too many tokens", re.I)
_OFFLINE = "--reader offline always answers."


def answered(exchange: Exchange, target: Target, call: Callable[[], T]) -> T:
    """What the call returns, within the exchange's bounds.

    Raises:
        ReaderError: it failed or came too late; the subclass says why.
    """
    try:
        return within(exchange, call)
    except Stopped as stop:
        failure = stop.failure or _stopped_failure(exchange, target)
    except Exception as error:
        # SDKs and instructor share no base class; what failure_of does not know is raised again as it is
        typed = failure_of(error, target)
        if typed is None:
            raise
        failure = typed
    # raised outside the handler: the SDK's exception holds the request, and with it the key
    raise _with_cost(failure, exchange, target)


def _with_cost(failure: ReaderError, exchange: Exchange, target: Target) -> ReaderError:
    """The failure with what its faulty answers took."""
    if exchange.input_tokens or exchange.output_tokens:
        failure.input_tokens, failure.output_tokens = exchange.input_tokens, exchange.output_tokens
        failure.usd = exchange.usd(target.price)
    return failure


def failure_of(error: BaseException, target: Target) -> ReaderError | None:
    """The typed error; None for an exception that neither an SDK nor instructor raises for a call that failed."""
    cause = _cause(error)
    if isinstance(cause, ReaderError):
        return cause
    kinds = {kind.__name__ for kind in type(cause).__mro__}
    if "APITimeoutError" in kinds:
        return _timeout(target)
    if "APIConnectionError" in kinds:
        return _unreachable(target)
    if "APIStatusError" in kinds:
        return _of_status(cause, target)
    if "IncompleteOutputException" in kinds:
        return CutOffError("the model's answer was cut off before it was complete", f"Try again; {_OFFLINE}")
    if "InstructorError" in kinds or kinds & {"ValidationError", "JSONDecodeError", "APIResponseValidationError"}:
        return _invalid(target)
    # what instructor's search for JSON, or a number of thousands of digits, ends with
    if cause is not error and kinds & {"ValueError", "RecursionError"}:
        return _invalid(target)
    return None


def _stopped_failure(exchange: Exchange, target: Target) -> ReaderError:
    """The error of an exchange that reached a bound: the last answer says what the time or the requests went on."""
    last = exchange.trail[-1] if exchange.trail else NO_ANSWER
    if last == 429:
        return _rate_limited(target)
    if last == 409 or last >= 500:
        return _overloaded(last, target)
    return _timeout(target) if last != NO_ANSWER or not exchange.left else _unreachable(target)


def _cause(error: BaseException) -> BaseException:
    """What instructor's exception wraps: the SDK's or the validation's own."""
    while type(error).__name__ == "InstructorRetryException" and error.__cause__ is not None:
        error = error.__cause__
    if type(error).__name__ == "RetryError" and error.__cause__ is not None:
        error = error.__cause__
    return error


@dataclass(frozen=True, slots=True)
class _Told:
    status_code: int
    code: str
    message: str


def failure_of_status(status: int, code: str, message: str, target: Target) -> ReaderError:
    """The typed error for a status that a provider reports inside an answer; its message only helps to tell errors
    apart and is not passed on.
    """
    return _of_status(_Told(status, code, message), target)


def _of_status(error: Any, target: Target) -> ReaderError:
    status = int(error.status_code)
    if status in (400, 413, 422) and (status == 413 or _TOO_LONG.search(f"{getattr(error, 'code', '')} {error}")):
        return ContextTooLongError(
            f"the posting does not fit into the context of {target.model}",
            f"Use a model with a larger context; {_OFFLINE}",
        )
    if 300 <= status < 400:
        return _redirected(status, target)
    if status in _BY_STATUS:
        return _BY_STATUS[status](target)
    return _overloaded(status, target) if status == 409 or status >= 500 else _rejected(status, error, target)


def _bad_key(target: Target) -> ReaderError:
    own = target.base_url == target.service.base_url
    variable = (target.service.key_variable if own else None) or BASE_URL_KEY
    return BadKeyError(
        f"{target.provider} refuses the key", f"Check {variable}: its value, and what it may be used for."
    )


def _unknown_model(target: Target) -> ReaderError:
    return UnknownModelError(
        f"{target.provider} has no model called {target.model}", "Check the name after the provider, and --base-url."
    )


def _rate_limited(target: Target) -> ReaderError:
    return RateLimitedError(
        f"{target.provider} refuses more requests for now (rate limit or no credit)",
        f"Wait, check the account's credit, or allow more time with --timeout; {_OFFLINE}",
    )


def _timeout(target: Target) -> ReaderError:
    return ReaderTimeoutError(
        f"{target.model} did not answer within {target.seconds:g} s", f"Allow more time with --timeout; {_OFFLINE}"
    )


_BY_STATUS: dict[int, Callable[[Target], ReaderError]] = {
    401: _bad_key,
    402: _rate_limited,
    403: _bad_key,
    404: _unknown_model,
    408: _timeout,
    429: _rate_limited,
}


def _overloaded(status: int, target: Target) -> ReaderError:
    return OverloadedError(
        f"{target.provider} fails or is overloaded (status {status})", f"Try again later; {_OFFLINE}"
    )


def _unreachable(target: Target) -> ReaderError:
    return UnreachableError(
        f"{target.provider} cannot be reached, or the connection broke",
        f"Check the network, --base-url and any proxy; {_OFFLINE}",
    )


def _redirected(status: int, target: Target) -> ReaderError:
    return RejectedRequestError(
        f"{target.provider} sends the request on to another address (status {status}), which is not followed",
        "Name the address that answers with --base-url, when you trust it with postings.",
    )


def _rejected(status: int, error: Any, target: Target) -> ReaderError:
    code = getattr(error, "code", None) or getattr(error, "type", None)
    shown = f", {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    return RejectedRequestError(
        f"{target.provider} rejects the request (status {status}{shown})",
        f"The model may not know structured output: use another; {_OFFLINE}",
    )


def _invalid(target: Target) -> ReaderError:
    return InvalidAnswerError(
        f"{target.model} gave no usable answer, also when its faults were put back to it",
        f"Use a more capable model; {_OFFLINE}",
    )
