"""What the language-model path adds to the bare SDK call, on a stub on this machine, and how long an answer is.

Usage: python -m benchmarks.llm [RUNS]
"""

from __future__ import annotations

import importlib
import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from auditor.posting import Posting
from auditor.readers.llm import LlmReader, Target
from auditor.readers.llm.answer import ModelAnswer
from auditor.readers.llm.prompt import classify_prompt
from auditor.readers.offline import OfflineReader
from auditor.segment import segment
from benchmarks.killing import stub
from benchmarks.single import LENGTH, PARTS
from tests.readers.llm.samples import PATHS
from tests.readers.llm.server import Answer, serving

POSTING = Posting(None, (PARTS * (LENGTH // len(PARTS) + 1))[:LENGTH])
SEGMENTATION = segment(POSTING.text, None)
_PIECE = re.compile(r"[A-Za-z]+|\d{1,3}|[^\sA-Za-z\d]+|\s")
_LETTERS = 4
"""Letters of a word that one token holds, on the cautious side for English."""


def main() -> None:
    """Measures both protocols without latency and with a second of it, then the length of an answer."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    for provider in ("openai", "anthropic"):
        for wait, count in ((0.0, runs), (1.0, max(3, runs // 12))):
            for clock, name in ((time.perf_counter, "passed"), (time.process_time, "of processor")):
                ours, bare = measured(provider, wait, count, clock)
                print(
                    f"{provider}, answer after {wait:g} s, time {name}: reader {ours:.1f} ms, bare SDK {bare:.1f} ms, "
                    f"{ours - bare:+.1f} ms, {ours / bare:.3f} times"
                )
    said, tokens = longest_answer()
    print(f"answer about a posting of {LENGTH:,} characters: {said} characters, about {tokens} tokens")
    fixed = classify_prompt()
    print(f"fixed part of the prompt: {len(fixed.system) + len(fixed.lead):,} characters, marked for caching")


def measured(provider: str, wait: float, runs: int, clock: Callable[[], float]) -> tuple[float, float]:
    """Median milliseconds of a reading and of the same request through the bare SDK, asked in turn.

    The stub is a process of its own. Processor time is what passes on an idle machine, the waiting apart.
    """
    body = _asked(provider)
    with stub(wait) as url:
        address = url.removesuffix("/v1") + PATHS[provider]
        reader, bare = _reader(provider, address), _bare(provider, address, body)
        reader.read(POSTING, SEGMENTATION)
        bare()
        times = [
            (_milliseconds(lambda: reader.read(POSTING, SEGMENTATION), clock), _milliseconds(bare, clock))
            for _ in range(runs)
        ]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def _reader(provider: str, address: str) -> LlmReader:
    return LlmReader(Target(f"{provider}/stub", provider, "stub", address, "none", 60.0))


def _asked(provider: str) -> dict[str, Any]:
    """The body of the reader's request."""
    with serving(Answer(said_offline())) as server:
        _reader(provider, server.url + PATHS[provider]).read(POSTING, SEGMENTATION)
    return dict(server.bodies[0])


def _bare(provider: str, address: str, body: dict[str, Any]) -> Callable[[], Any]:
    """The same request, sent by the SDK alone."""
    sdk = importlib.import_module(provider)
    if provider == "anthropic":
        client = sdk.Anthropic(base_url=address, api_key="none")
        return lambda: client.messages.create(**body)
    client = sdk.OpenAI(base_url=address, api_key="none")
    return lambda: client.chat.completions.create(**body)


def _milliseconds(step: Callable[[], Any], clock: Callable[[], float]) -> float:
    start = clock()
    step()
    return 1000 * (clock() - start)


def longest_answer() -> tuple[int, int]:
    """Characters and estimated tokens of an answer about a long posting."""
    said = said_offline()
    return len(said), sum(-(-len(piece) // _LETTERS) for piece in _PIECE.findall(said))


def said_offline() -> str:
    """The offline reader's draft, written as a model would."""
    draft = OfflineReader().read(POSTING, SEGMENTATION).draft
    work: dict[str, list[int]] = {}
    for tag in draft.tags:
        work.setdefault(tag.activity, []).append(tag.statement)
    return ModelAnswer.model_validate(
        {
            "work": [{"activity": code, "statements": numbers[:40]} for code, numbers in work.items()],
            "role": draft.role, "secondary_role": draft.secondary_role, "alternative_role": draft.alternative_role,
            "confidence": round(draft.confidence, 2),
            **{name: fact.model_dump() for name, fact in draft.facts.items()},
            **{name: item.statements for name, item in draft.spec.items()},
        }
    ).model_dump_json()  # fmt: skip


if __name__ == "__main__":
    main()
