"""The language-model reader: one grounded call a posting, bounded by one deadline, every failure typed."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from auditor.posting import Posting, Segmentation
from auditor.readers.base import Estimate, Provenance, ReaderAnswer
from auditor.readers.llm.answer import check_of
from auditor.readers.llm.exchange import Exchange, Told
from auditor.readers.llm.failure import answered
from auditor.readers.llm.prompt import Prompt, classify_prompt, numbered
from auditor.readers.llm.provider import LONGEST_ANSWER, Target
from auditor.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from auditor.readers.llm.client import Ask

__all__ = ["AROUND", "CHARACTERS_A_TOKEN", "LlmReader"]

CHARACTERS_A_TOKEN = 4.0
AROUND = 900
"""Tokens of the answer's schema and the protocol."""
_ANSWER, _ANSWER_A_STATEMENT = 110, 5
"""Tokens of an answer without work, and what each statement adds to it."""


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

    def __reduce__(self) -> tuple[type[LlmReader], tuple[Target, Prompt]]:
        """Another process builds a client of its own, and has the auditor's own taxonomy."""
        return LlmReader, (self._target, self._prompt)

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
        answer = answered(exchange, self._target, lambda: ask(self._prompt, statements, check))
        return ReaderAnswer(answer.draft(), exchange.usage(self._target.price, began))

    @property
    def prompt(self) -> Prompt:
        """What it asks with."""
        return self._prompt

    @property
    def target(self) -> Target:
        """Whom it asks."""
        return self._target

    @property
    def parameters(self) -> Mapping[str, str | int | float | None]:
        """What decides about an answer beside posting, prompt, provider and model."""
        target = self._target
        return {"base_url": target.base_url, "temperature": target.service.temperature, "longest": LONGEST_ANSWER}

    def estimate(self, posting: Posting, segmentation: Segmentation) -> Estimate:
        """About what a reading takes when the first answer is good and nothing is cached; nothing is sent."""
        prompt = self._prompt
        sent = len(prompt.system) + len(prompt.lead) + len(numbered(posting, segmentation))
        tokens = AROUND + round(sent / CHARACTERS_A_TOKEN)
        answer = _ANSWER + _ANSWER_A_STATEMENT * len(segmentation.statements)
        price = self._target.price
        return Estimate(tokens, answer, price.usd(tokens, answer) if price else None)

    def _client(self) -> Ask:
        with self._building:
            if self._ask is None:
                self._ask = self._built()
            return self._ask

    def _built(self) -> Ask:
        from auditor.readers.llm.client import build

        return build(self._target)
