"""Recorded exchanges with real servers: how they are written, and how they are played again.

`make cassettes` records them from llama.cpp's llama-server; `python -m tests.cassettes PROVIDER/MODEL` from a provider,
with its key from the environment. Nothing in fixtures/cassettes is edited by hand.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import vcr
import yaml

from auditor.errors import ReaderError
from auditor.posting import Posting
from auditor.readers.llm import LlmReader, Target, target_named
from auditor.readers.llm.answer import ModelAnswer
from auditor.segment import segment
from tests.live.grammar import grammar_of
from tests.live.llama import ALIAS, running

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "fixtures" / "cassettes"
POSTINGS = ("ai_developer_match_law",)
"""Short ones: a small model on a slow machine takes minutes for the first."""
PATHS = (("anthropic", ""), ("openai", "/v1"), ("ollama", "/v1"))
SECONDS = 900.0
SENT, CAME = frozenset({"content-type"}), frozenset({"content-type", "retry-after"})
"""Headers that are kept; all others may hold keys, accounts or addresses."""


@contextmanager
def cassette(path: Path, about: dict[str, Any] | None = None) -> Iterator[Any]:
    """Records into the file when `about` is given, which is kept in it; otherwise plays it, and nothing else."""
    tape = vcr.VCR(
        record_mode="all" if about is not None else "none",
        match_on=("method", "path", "body"),
        decode_compressed_response=True,
        before_record_request=_request,
        before_record_response=_response,
    )
    named = SimpleNamespace(
        serialize=lambda content: yaml.safe_dump({"about": about, **content}, sort_keys=False, width=120),
        deserialize=yaml.safe_load,
    )
    tape.register_serializer("named", named)
    with tape.use_cassette(str(path), serializer="named") as playing:
        yield playing


def _request(request: Any) -> Any:
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in SENT}
    return request


def _response(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {name: value for name, value in response["headers"].items() if name.lower() in CAME}
    return response


def posting_of(name: str) -> Posting:
    """A sample posting of fixtures/postings."""
    row = tomllib.loads((ROOT / "fixtures" / "postings" / f"{name}.toml").read_text("utf-8"))
    return Posting(row.get("title"), row["text"])


def outcome(target: Target, posting: Posting) -> dict[str, Any]:
    """What a reading comes to, in words that can be kept: the draft and its tokens, or the failure's code."""
    try:
        answer = LlmReader(target).read(posting, segment(posting.text, posting.title))
    except ReaderError as error:
        return {"failure": error.code}
    usage = answer.usage
    assert usage is not None
    tokens = [usage.input_tokens, usage.output_tokens, usage.cached_tokens]
    return {"draft": answer.draft.model_dump(mode="json"), "tokens": tokens}


def record(target: Target, server: str) -> None:
    """One cassette for each posting, in which the target, the server and what came of it are named."""
    for name in POSTINGS:
        path = FOLDER / f"{target.provider}_{name}.yaml"
        path.unlink(missing_ok=True)
        about: dict[str, Any] = {
            "server": server, "provider": target.provider, "model": target.model, "base_url": target.base_url,
            "posting": name,
        }  # fmt: skip
        with cassette(path, about):
            about["outcome"] = outcome(target, posting_of(name))
        print(f"{path.name}: {json.dumps(about['outcome'])[:100]}")  # noqa: T201


def main(arguments: list[str]) -> None:
    """Records from a provider that is named, or all paths from the local server."""
    FOLDER.mkdir(exist_ok=True)
    if arguments:
        target = target_named(arguments[0], os.environ, None, SECONDS)
        return record(target, target.base_url)
    for provider, path in PATHS:
        # over the Anthropic protocol the server ignores the schema that is asked for
        with running(grammar_of(ModelAnswer.model_json_schema()) if provider == "anthropic" else None) as llama:
            record(Target(f"{provider}/{ALIAS}", provider, ALIAS, llama.url + path, "none", SECONDS), llama.name)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
