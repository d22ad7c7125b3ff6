"""The language-model reader: one grounded call a posting, bounded by one deadline, every failure typed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from auditor.posting import Posting, Segmentation
from auditor.readers.base import Provenance, ReaderAnswer, Usage
from auditor.readers.llm.answer import ModelAnswer, check_of
from auditor.readers.llm.exchange import Exchange, Stopped, Told, within
from auditor.readers.llm.failure import failure_of, stopped_failure
from auditor.readers.llm.prompt import Prompt, classify_prompt, numbered
from auditor.readers.llm.provider import Target
from auditor.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from auditor.readers.llm.client import Ask

__all__ = ["LlmReader"]


class LlmReader:
    """Reads with a model of a provider. The client is built with the first posting, then reused; thread-safe.

    `told`, when set, hears of the status and the retry-after of every answer, so that calls can be paced together.
    """

    def __init__(self, target: Target, prompt: Prompt | None = None, taxonomy: Taxonomy | None = None) -> None:
        self._target = target
        self._prompt = prompt or classify_prompt()
        self._taxonomy = taxonomy or load_taxonomy()
        self._ask: Ask | None = None
        self._building = threading.Lock()
        self.told: Told | None = None

    @property
    def provenance(self) -> Provenance:
        """Provider, model and the prompt's fingerprint; never the key or the address."""
        prompt, target = self._prompt, self._target
        return Provenance(
            reader=target.name,
            version=f"{prompt.name}.{prompt.version}.{prompt.fingerprint[:12]}",
            provider=target.provider,
            model=target.model,
            prompt_fingerprint=prompt.fingerprint,
        )

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The model's draft for this posting, from its statements alone.

        Raises:
            ReaderError: no usable answer came before the deadline; the subclass says why.
        """
        ask = self._client()
        statements, check = numbered(posting, segmentation), check_of(posting, segmentation, self._taxonomy)
        began = time.monotonic()
        exchange = Exchange(deadline=began + self._target.seconds, told=self.told)
        answer = self._answered(exchange, lambda: ask(self._prompt, statements, check))
        usage = Usage(
            input_tokens=exchange.input_tokens,
            output_tokens=exchange.output_tokens,
            cached_tokens=exchange.cached_tokens,
            usd=None,
            seconds=round(time.monotonic() - began, 3),
        )
        return ReaderAnswer(answer.draft(), usage)

    def _client(self) -> Ask:
        with self._building:
            if self._ask is None:
                from auditor.readers.llm.client import build

                self._ask = build(self._target)
            return self._ask

    def _answered(self, exchange: Exchange, call: Callable[[], ModelAnswer]) -> ModelAnswer:
        try:
            return within(exchange, call)
        except Stopped as stop:
            failure = stop.failure or stopped_failure(exchange, self._target)
        except Exception as error:
            # SDKs and instructor share no base class; what failure_of does not know is raised again as it is
            typed = failure_of(error, self._target)
            if typed is None:
                raise
            failure = typed
        # raised outside the handler: the SDK's exception holds the request, and with it the key
        raise failure
