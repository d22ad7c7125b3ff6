"""The only importer of instructor and of the providers' SDKs: builds a client once, and asks it."""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import instructor
from pydantic import BaseModel

from auditor.readers.llm.answer import CHECK, Check, ModelAnswer
from auditor.readers.llm.exchange import Exchange, observed
from auditor.readers.llm.failure import answered
from auditor.readers.llm.prompt import Prompt
from auditor.readers.llm.provider import LONGEST_ANSWER, Target
from auditor.readers.llm.wire import hooks

__all__ = ["Ask", "build", "build_for", "served_models"]

AnswerT = TypeVar("AnswerT", bound=BaseModel)

Ask = Callable[[Prompt, str, Check], ModelAnswer]
"""Asks about one posting, given as numbered statements; raises what the SDK or instructor raises."""

_REASKS = 2
"""Times that a faulty answer is put back to the model."""
_RETRIES = 2
"""Times that the SDK repeats one ask's request after 408, 409, 429, 5xx or a broken connection; it honours
retry-after. Over all asks, `wire` allows no more than this either."""

_SLOT = "{{ posting }}"
"""Instructor renders messages as templates once there is a validation context: the posting goes in as a value."""


def build(target: Target, sent: Callable[..., Any] | None = None) -> Ask:
    """A function that asks the target's model for a reading over one reused client.

    `sent`, when given, stands in the place of the SDK's create: it takes the same arguments and returns an answer of
    the SDK's type.
    """
    return build_for(target, ModelAnswer, sent)


def build_for(
    target: Target, answer: type[AnswerT], sent: Callable[..., Any] | None = None
) -> Callable[[Prompt, str, Any], AnswerT]:
    """The same for any answer type, whose validators find the third argument under CHECK in their context."""
    # its messages repeat what a provider answered, which may hold the key, and go to standard error by default
    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
    return (_openai if target.service.protocol == "openai" else _anthropic)(target, answer, sent)


def served_models(target: Target) -> tuple[str, ...]:
    """Names of the models that the target's address says it has; no posting is sent, and nothing is asked twice.

    Raises:
        ReaderError: no list came before the deadline; the subclass says why.
    """
    client = _client(target, retries=0)  # first: importing the SDK must not use up the server's time
    exchange = Exchange(deadline=time.monotonic() + target.seconds)
    return answered(exchange, target, lambda: tuple(model.id for model in client.models.list()))


def _client(target: Target, retries: int = _RETRIES) -> Any:
    """The SDK's client for the target's protocol."""
    sdk = importlib.import_module(target.service.protocol)
    kind = {"openai": "OpenAI", "anthropic": "Anthropic"}[target.service.protocol]
    return getattr(sdk, kind)(
        api_key=target.key,
        base_url=target.base_url,
        max_retries=retries,
        timeout=target.seconds,
        http_client=sdk.DefaultHttpxClient(event_hooks=hooks()),
    )


def _prepared(answer: type[AnswerT], schema: dict[str, Any]) -> type[AnswerT]:
    """The answer type as instructor wants it, with the schema that instructor may put into a request.

    Given the plain type, instructor makes a new class and derives its schema anew for every posting, which takes longer
    than all else that is done about it on this side.
    """
    prepared = instructor.response_schema(answer)
    setattr(prepared, "model_json_schema", lambda *_, **__: schema)  # noqa: B010
    return prepared


def _openai(
    target: Target, answer: type[AnswerT], sent: Callable[..., Any] | None
) -> Callable[[Prompt, str, Any], AnswerT]:
    from openai.lib._pydantic import to_strict_json_schema

    client = _client(target)
    setattr(client.chat.completions, "create", observed(sent or client.chat.completions.create))  # noqa: B010
    wrapped = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    schema = {"name": "answer", "strict": True, "schema": to_strict_json_schema(answer)}
    options = _openai_options(target)
    prepared = _prepared(answer, {"type": "object"})

    def ask(prompt: Prompt, statements: str, check: Any) -> AnswerT:
        # instructor's own response_format is not strict; extra_body is merged over it
        body = {"response_format": {"type": "json_schema", "json_schema": schema}}
        if target.provider == "openai":
            body["prompt_cache_key"] = f"{prompt.name}-{prompt.fingerprint[:16]}"  # type: ignore[assignment]
        given: AnswerT = wrapped.create(
            model=target.model,
            messages=[
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": f"{prompt.lead}\n\n{_SLOT}"},
            ],
            response_model=prepared,
            context={"posting": statements, CHECK: check},
            max_retries=_REASKS,
            extra_body=body,
            **options,
        )
        return given

    return ask


def _openai_options(target: Target) -> dict[str, Any]:
    options: dict[str, Any] = {target.service.length_option: LONGEST_ANSWER}
    if target.service.temperature is not None:
        options["temperature"] = target.service.temperature
    return options


def _anthropic(
    target: Target, answer: type[AnswerT], sent: Callable[..., Any] | None
) -> Callable[[Prompt, str, Any], AnswerT]:
    from anthropic import transform_schema

    client = _client(target)
    setattr(client.messages, "create", observed(sent or client.messages.create))  # noqa: B010
    wrapped = instructor.from_anthropic(client, mode=instructor.Mode.JSON)
    format_ = {"type": "json_schema", "schema": transform_schema(answer)}
    prepared = _prepared(answer, answer.model_json_schema())

    def ask(prompt: Prompt, statements: str, check: Any) -> AnswerT:
        # the mark stands on the last fixed block, so that all before it, instructor's own text too, is cached
        lead = {"type": "text", "text": prompt.lead, "cache_control": {"type": "ephemeral"}}
        messages: list[Any] = [{"role": "user", "content": [lead, {"type": "text", "text": _SLOT}]}]
        given: AnswerT = wrapped.create(
            model=target.model,
            system=[{"type": "text", "text": prompt.system}],
            messages=messages,
            response_model=prepared,
            context={"posting": statements, CHECK: check},
            max_retries=_REASKS,
            max_tokens=LONGEST_ANSWER,
            output_config={"format": format_},
        )
        return given

    return ask
