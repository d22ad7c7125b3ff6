"""Every error the auditor raises on purpose, each with a hint that says what to do next.

::

    AuditorError
    ├── UsageError            an option or argument that cannot be used
    ├── InputError            the input cannot be audited
    │   ├── EmptyInputError       nothing but white space
    │   ├── BinaryInputError      not text
    │   ├── InputTooLargeError    over the size limit
    │   ├── UnreadableInputError  no such file, no permission, a folder
    │   │   └── NoTextColumnError     a table in which no column is known to hold the text
    │   ├── MalformedRowError     a batch row that is not a posting
    │   └── ClosedJobError        a batch row whose job is closed, when those are left out
    ├── StoreError            the store cannot be used
    │   └── ConflictError         somebody else decided in the meantime
    ├── DataError             a data file of the auditor (or a user's replacement) breaks its own rules
    └── ReaderError           a reader could not produce a reading
        ├── UngroundedDraftError  a draft that points outside the posting
        ├── MissingKeyError       no key for the provider
        ├── BadKeyError           the provider refuses the key
        ├── UnknownModelError     the provider has no such model
        ├── RateLimitedError      too many requests, or no credit left
        ├── OverloadedError       the provider fails or is overloaded
        ├── ReaderTimeoutError    no answer before the deadline
        ├── UnreachableError      no connection
        ├── ContextTooLongError   the posting does not fit into the model
        ├── CutOffError           the answer ended before it was complete
        ├── RefusedError          the model declines to answer
        ├── InvalidAnswerError    no usable answer after asking again
        ├── InvalidDraftError     a drafted posting that does what no draft may
        ├── BatchExpiredError     a provider's batch ended before it came to this posting
        ├── BatchCanceledError    a provider's batch was cancelled before it came to this posting
        └── RejectedRequestError  the provider rejects the request for another reason

Anything else that is raised is a programming error and is never caught to be hidden.
"""

from __future__ import annotations

__all__ = [
    "MAY_PASS",
    "AuditorError",
    "BadKeyError",
    "BatchCanceledError",
    "BatchExpiredError",
    "BinaryInputError",
    "ClosedJobError",
    "ConflictError",
    "ContextTooLongError",
    "CutOffError",
    "DataError",
    "EmptyInputError",
    "InputError",
    "InputTooLargeError",
    "InvalidAnswerError",
    "InvalidDraftError",
    "MalformedRowError",
    "MissingKeyError",
    "NoTextColumnError",
    "OverloadedError",
    "RateLimitedError",
    "ReaderError",
    "ReaderTimeoutError",
    "RefusedError",
    "RejectedRequestError",
    "StoreError",
    "UngroundedDraftError",
    "UnknownModelError",
    "UnreachableError",
    "UnreadableInputError",
    "UsageError",
]


class AuditorError(Exception):
    """Base of all expected errors. `hint` is one sentence that says what to do; `code` is its stable name."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AuditorError):
    """An option or argument that cannot be used."""

    code = "usage"


class InputError(AuditorError):
    """The input cannot be audited."""

    code = "input"


class EmptyInputError(InputError):
    """The input holds nothing but white space."""

    code = "empty"


class BinaryInputError(InputError):
    """The input is not text."""

    code = "binary"


class InputTooLargeError(InputError):
    """The input is over the size limit."""

    code = "too_large"


class UnreadableInputError(InputError):
    """The input cannot be opened or decoded."""

    code = "unreadable"


class NoTextColumnError(UnreadableInputError):
    """No column of a table is known to hold the postings' text; `columns` are those it has."""

    def __init__(self, message: str, hint: str, columns: tuple[str, ...]) -> None:
        super().__init__(message, hint)
        self.columns = columns


class MalformedRowError(InputError):
    """A row of a batch is not a posting."""

    code = "malformed_row"


class ClosedJobError(InputError):
    """A row of a batch whose job is closed, when such rows are left out."""

    code = "closed"


class StoreError(AuditorError):
    """The store of audits and decisions cannot be used."""

    code = "store"


class ConflictError(StoreError):
    """Somebody else decided about the same posting in the meantime; nothing was changed.

    `reviewer` is who, `kind` what they decided, `reason` why, and `head` the number to hand back to decide after it.
    """

    code = "conflict"

    def __init__(self, reviewer: str, kind: str, reason: str, head: int) -> None:
        said = kind.replace("_", " ") + (f" ({reason})" if reason else "")
        super().__init__(f"{reviewer} decided in the meantime: {said}", "Look at the posting again, then decide.")
        self.reviewer = reviewer
        self.kind = kind
        self.reason = reason
        self.head = head


class DataError(AuditorError):
    """A data file (taxonomy, titles, profiles, weights) breaks its own rules."""

    code = "data"


class ReaderError(AuditorError):
    """A reader could not produce a reading.

    `input_tokens`, `output_tokens` and `usd` are what it took all the same; `usd` is None when the price is unknown.
    """

    code = "reader"
    input_tokens = 0
    output_tokens = 0
    usd: float | None = 0.0


class UngroundedDraftError(ReaderError):
    """A draft points outside the posting or uses a code that the taxonomy does not have.

    `problems` lists each fault in words that can be put back to a model.
    """

    code = "ungrounded"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems), "Ask the reader again, or use --reader offline.")
        self.problems = problems


class MissingKeyError(ReaderError):
    """There is no key for the provider."""

    code = "no_key"


class BadKeyError(ReaderError):
    """The provider refuses the key, or what it may be used for."""

    code = "bad_key"


class UnknownModelError(ReaderError):
    """The provider has no such model."""

    code = "unknown_model"


class RateLimitedError(ReaderError):
    """Too many requests in a short time, or no credit left."""

    code = "rate_limited"


class OverloadedError(ReaderError):
    """The provider fails or is overloaded."""

    code = "overloaded"


class ReaderTimeoutError(ReaderError):
    """No answer came before the deadline."""

    code = "timeout"


class UnreachableError(ReaderError):
    """The provider cannot be reached, or the connection broke."""

    code = "connection"


class ContextTooLongError(ReaderError):
    """The posting does not fit into the model's context."""

    code = "context_too_long"


class CutOffError(ReaderError):
    """The answer ended at a length limit before it was complete."""

    code = "cut_off"


class RefusedError(ReaderError):
    """The model declines to answer."""

    code = "refused"


class InvalidAnswerError(ReaderError):
    """The model gave no usable answer, also when its faults were put back to it."""

    code = "invalid_answer"


class InvalidDraftError(ReaderError):
    """A drafted posting brings in what the posting does not say, or edits what no draft may.

    `problems` lists each fault in words that can be put back to a model.
    """

    code = "invalid_draft"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems), "Draft again, or use --reader offline.")
        self.problems = problems


class RejectedRequestError(ReaderError):
    """The provider rejects the request for a reason that has no type of its own."""

    code = "rejected"


class BatchExpiredError(ReaderError):
    """A provider's batch ended, or is no longer kept, before there was an answer about this posting."""

    code = "batch_expired"


class BatchCanceledError(ReaderError):
    """A provider's batch was cancelled before there was an answer about this posting."""

    code = "batch_canceled"


MAY_PASS = (RateLimitedError, OverloadedError, ReaderTimeoutError, UnreachableError)
"""Failures that say nothing about the posting: the same request may succeed a little later."""
