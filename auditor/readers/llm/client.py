"""The only importer of instructor and of the providers' SDKs: builds a client once, and asks it."""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

import instructor
from pydantic import BaseModel

from auditor.readers.llm.answer import CHECK, Check, ModelAnswer
from auditor.readers.llm.exchange import Exchange, listed, observed
from auditor.readers.llm.failure import answered
from auditor.readers.llm.prompt import Prompt
from auditor.readers.llm.provider import LONGEST_ANSWER, Target
from auditor.readers.llm.wire import hooks

__all__ = ["Ask", "Send", "build", "build_for", "served_models"]

AnswerT = TypeVar("AnswerT", bound=BaseModel)

Ask = Callable[[Prompt, str, Check], ModelAnswer]
"""Asks about one posting, given as numbered statements; raises what the SDK or instructor raises."""

_REASKS = 2
"""Times that a faulty answer is put back to the model."""
_RETRIES = 2
"""Times that the SDK repeats one ask's request after 408, 409, 429, 5xx or a broken connection; it honours
retry-after. Over all asks, `wire` allows no more than this either."""


Send = Callable[..., Any]
"""Takes a request's body by name, and returns an answer of the SDK's type."""


def build(target: Target, sent: Send | None = None) -> Ask:
    """A function that asks the target's model for a reading over one reused client.

    `sent`, when given, stands in the place of the client.
    """
    return build_for(target, ModelAnswer, sent)


def build_for(target: Target, answer: type[AnswerT], sent: Send | None = None) -> Callable[[Prompt, str, Any], AnswerT]:
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
    return answered(exchange, target, lambda: listed(client.models.list))


def _client(target: Target, retries: int = _RETRIES) -> Any:
    """The SDK's client for the target's protocol."""
    sdk = importlib.import_module(target.service.protocol)
    kind = {"openai": "OpenAI", "anthropic": "Anthropic"}[target.service.protocol]
    return getattr(sdk, kind)(
        api_key=target.key,
        base_url=target.base_url,
        max_retries=retries,
        timeout=target.seconds,
        # a server that was not named does not get the posting, whoever sends it there
        http_client=sdk.DefaultHttpxClient(event_hooks=hooks(), follow_redirects=False),
    )


def _openai(target: Target, answer: type[AnswerT], sent: Send | None) -> Callable[[Prompt, str, Any], AnswerT]:
    from openai.lib._pydantic import to_strict_json_schema
    from openai.types.chat import ChatCompletion

    schema = {"name": "answer", "strict": True, "schema": to_strict_json_schema(answer)}
    # the format that instructor asks for is not strict
    fixed: dict[str, Any] = {"response_format": {"type": "json_schema", "json_schema": schema}}
    send = observed(sent or _posting(_client(target), "/chat/completions", ChatCompletion))
    create = _patched(lambda **request: send(**{**request, **fixed}), instructor.Mode.JSON_SCHEMA, "openai")
    model, options = _checking(answer), _openai_options(target)

    def ask(prompt: Prompt, statements: str, check: Any) -> AnswerT:
        if target.provider == "openai":
            options["prompt_cache_key"] = f"{prompt.name}-{prompt.fingerprint[:16]}"
        messages = [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": f"{prompt.lead}\n\n{statements}"},
        ]
        with _checked_by(check):
            given: AnswerT = create(
                response_model=model, max_retries=_REASKS, model=target.model, messages=messages, **options
            )
        return given

    return ask


def _openai_options(target: Target) -> dict[str, Any]:
    options: dict[str, Any] = {target.service.length_option: LONGEST_ANSWER}
    if target.service.temperature is not None:
        options["temperature"] = target.service.temperature
    return options


def _anthropic(target: Target, answer: type[AnswerT], sent: Send | None) -> Callable[[Prompt, str, Any], AnswerT]:
    from anthropic import transform_schema
    from anthropic.types import Message

    format_ = {"type": "json_schema", "schema": transform_schema(answer)}
    send = observed(sent or _posting(_client(target), "/v1/messages", Message))
    # behind the prompt instructor writes the schema out once more, which output_config has said
    create = _patched(
        lambda **request: send(**{**request, "system": request["system"][:1]}), instructor.Mode.JSON, "anthropic"
    )
    model = _checking(answer)

    def ask(prompt: Prompt, statements: str, check: Any) -> AnswerT:
        # the mark stands on the last fixed block, so that all before it is cached
        lead = {"type": "text", "text": prompt.lead, "cache_control": {"type": "ephemeral"}}
        with _checked_by(check):
            given: AnswerT = create(
                response_model=model,
                max_retries=_REASKS,
                model=target.model,
                system=[{"type": "text", "text": prompt.system}],
                messages=[{"role": "user", "content": [lead, {"type": "text", "text": statements}]}],
                max_tokens=LONGEST_ANSWER,
                output_config={"format": format_},
            )
        return given

    return ask


def _posting(client: Any, path: str, answer: type[Any]) -> Send:
    """Posts bodies that have the service's own names: to look for others in them, as the SDK's create does, takes a
    third of a call's time.
    """
    return lambda **body: client.post(path, cast_to=answer, body=body)


def _patched(create: Callable[..., Any], mode: instructor.Mode, provider: str) -> Callable[..., Any]:
    """The same with instructor's checking and asking again around it."""
    around: Any = instructor.patch
    return cast(Callable[..., Any], around(create=create, mode=mode, provider=instructor.Provider(provider)))


_check: ContextVar[Any] = ContextVar("check")


@contextmanager
def _checked_by(check: Any) -> Iterator[None]:
    """Answers that are looked at meanwhile are held to this check.

    Instructor has a context for this, but renders every message as a template once there is one.
    """
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


def _checking(answer: type[AnswerT]) -> type[BaseModel]:
    """Stands for the answer's type before instructor, which goes through all of a type's fields five times a call."""

    class Answer(instructor.ResponseSchema):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return {"type": "object"}

        @classmethod
        def model_validate_json(cls, json_data: Any, *, strict: bool | None = None, **_: Any) -> Any:
            return answer.model_validate_json(json_data, strict=strict, context={CHECK: _check.get()})

    return Answer
