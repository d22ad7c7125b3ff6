"""The language-model reader without a connection: it reads from answers that came another way, or says what to ask.

Everything else is the reader's own: the prompt, the schema, the grounding, and putting faults back to the model, so
that what goes through a provider's batch service is what would have been sent to the model directly.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from auditor.errors import ReaderError, UsageError
from auditor.posting import Posting, Segmentation
from auditor.readers.base import Estimate, Reader, ReaderAnswer
from auditor.readers.cached import CacheableReader, CachedReader
from auditor.readers.llm.batch_service import limits_of
from auditor.readers.llm.exchange import Stopped
from auditor.readers.llm.provider import Target
from auditor.readers.llm.reader import LlmReader
from auditor.segment import segment

if TYPE_CHECKING:
    from auditor.readers.llm.client import Ask

__all__ = ["ReplayReader", "Unanswered", "replaying"]

_TYPES = {"openai": ("openai.types.chat", "ChatCompletion"), "anthropic": ("anthropic.types", "Message")}


class Unanswered(BaseException):
    """A request without an answer. No Exception: instructor takes those for failures and tries again.

    `body` is the request's body as the SDK would send it; `estimate` about what its answer takes.
    """

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__()
        self.body = body
        self.estimate: Estimate | None = None


class ReplayReader(LlmReader):
    """Reads one posting after the other from the answers given for it; for one thread."""

    def __init__(self, reader: LlmReader, share_of_price: float = 1.0) -> None:
        """Takes the place of a reader; its tokens cost that share of the model's price."""
        target = reader.target
        price = target.price.shared(share_of_price) if target.price else None
        super().__init__(replace(target, price=price), reader.prompt)
        self._given: deque[Mapping[str, Any]] = deque()
        self._failure: ReaderError | None = None

    def give(self, answers: Sequence[Mapping[str, Any]], failure: ReaderError | None = None) -> None:
        """Sets the answers for the next posting, as the provider's JSON, and the failure that came after them."""
        self._given = deque(answers)
        self._failure = failure

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The draft that the given answers make.

        Raises:
            ReaderError: they make none.
            Unanswered: the model has to be asked; the body is that of the first request or puts faults back.
        """
        try:
            return super().read(posting, segmentation)
        except Unanswered as asked:
            asked.estimate = self.estimate(posting, segmentation)
            raise

    def request(self, posting: Posting) -> dict[str, Any]:
        """The body of the first request about a posting."""
        self.give(())
        try:
            self.read(posting, segment(posting.text, posting.title))
        except Unanswered as asked:
            return asked.body
        raise AssertionError("an answer without a request")

    def _built(self) -> Ask:
        from auditor.readers.llm.client import build

        return build(self.target, self._sent)

    def _sent(self, **request: Any) -> Any:
        """Stands in the place of the SDK's create."""
        if self._given:
            module, name = _TYPES[self.target.service.protocol]
            kind = getattr(importlib.import_module(module), name)
            return kind.construct(**self._given.popleft())
        if self._failure is not None:
            raise Stopped(self._failure)
        raise Unanswered(request)


def replaying(reader: Reader) -> tuple[Reader, Target]:
    """The reader, or the one in its cache, as one that reads from a batch service's answers, and whom it asks.

    Its tokens cost what they cost in a batch.

    Raises:
        UsageError: it is no language model's, or its provider has no batch service.
    """
    if isinstance(reader, CachedReader):
        inner, target = replaying(reader.inner)
        return CachedReader(cast("CacheableReader", inner), reader.cache), target
    if not isinstance(reader, LlmReader):
        raise UsageError(
            "--engine provider-batch needs a language model", "Name one with --reader openai/MODEL or anthropic/MODEL."
        )
    replay = ReplayReader(reader, limits_of(reader.target.provider).share_of_price)
    return replay, replay.target
