"""The drafter that asks a language model: one call, faults put back at most twice, every failure typed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from auditor.judgement import Audit
from auditor.readers.base import Estimate
from auditor.readers.llm.exchange import Exchange
from auditor.readers.llm.failure import answered
from auditor.readers.llm.prompt import Prompt
from auditor.readers.llm.provider import Target
from auditor.readers.llm.reader import AROUND, CHARACTERS_A_TOKEN
from auditor.rewrite.edit import Draft
from auditor.rewrite.llm.answer import ModelDraft, check_of, draft_of
from auditor.rewrite.llm.prompt import as_data, rewrite_prompt
from auditor.rewrite.offline import OfflineDrafter, can_align

__all__ = ["LlmDrafter"]

_DRAFTED_SHARE = 0.5
"""How much of a posting an answer is taken to write anew."""


class LlmDrafter:
    """Drafts with a model of a provider; the client is built with the first draft, then reused.

    A posting with nothing to align it with (no vacancy, role in doubt) is not sent: the offline drafter's edits hold.
    """

    def __init__(self, target: Target, prompt: Prompt | None = None) -> None:
        self._target = target
        self._prompt = prompt or rewrite_prompt()
        self._ask: Callable[[Prompt, str, Any], ModelDraft] | None = None
        self._building = threading.Lock()

    @property
    def name(self) -> str:
        """Provider and model, as given to `--reader`."""
        return self._target.name

    def drafts(self, audit: Audit) -> Iterator[Draft]:
        """The model's draft.

        Raises:
            ReaderError: no draft that may be shown came before the deadline; the subclass says why.
        """
        if not can_align(audit):
            yield from OfflineDrafter().drafts(audit)
            return
        ask = self._client()
        began = time.monotonic()
        exchange = Exchange(deadline=began + self._target.seconds)
        answer = answered(exchange, self._target, lambda: ask(self._prompt, as_data(audit), check_of(audit)))
        yield replace(draft_of(answer, audit), usage=exchange.usage(self._target.price, began))

    def estimate(self, audit: Audit) -> Estimate | None:
        """About what drafting takes when the first answer is good; None when nothing would be sent."""
        if not can_align(audit):
            return None
        sent = len(self._prompt.system) + len(self._prompt.lead) + len(as_data(audit))
        tokens = AROUND + round(sent / CHARACTERS_A_TOKEN)
        answer = AROUND // 10 + round(len(audit.posting.text) / CHARACTERS_A_TOKEN * _DRAFTED_SHARE)
        price = self._target.price
        return Estimate(tokens, answer, price.usd(tokens, answer) if price else None)

    def _client(self) -> Callable[[Prompt, str, Any], ModelDraft]:
        with self._building:
            if self._ask is None:
                from auditor.readers.llm.client import build_for

                self._ask = build_for(self._target, ModelDraft)
            return self._ask
