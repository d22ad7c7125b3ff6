"""What `auto` asks with a base URL: the one model that the server there has."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.errors import InvalidAnswerError, UsageError
from auditor.readers.llm.provider import LISTING_SECONDS, Target, target_named

__all__ = ["served_target"]

_MOST_LISTED, _LONGEST_NAME = 5, 200
_NAME_ONE = "Use --reader openai/MODEL, or anthropic/MODEL."


def served_target(environment: Mapping[str, str], base_url: str, seconds: float) -> Target:
    """The one model that the server says it has, over the OpenAI protocol.

    Raises:
        ReaderError: the server does not answer.
        UsageError: it has no model, or several.
    """
    from auditor.readers.llm.client import served_models

    unnamed = target_named("openai/model", environment, base_url, min(seconds, LISTING_SECONDS))
    names = served_models(unnamed)
    if len(names) != 1:
        listed = ", ".join(names[:_MOST_LISTED]) or "none"
        raise UsageError(f"the server does not have one model but {len(names)}: {listed}", _NAME_ONE)
    if not names[0].isprintable() or len(names[0]) > _LONGEST_NAME:
        raise InvalidAnswerError("the server's model has a name that cannot be shown", _NAME_ONE)
    return target_named(f"openai/{names[0]}", environment, base_url, seconds)
