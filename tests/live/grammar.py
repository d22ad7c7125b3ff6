"""A llama.cpp grammar (GBNF) for a JSON schema, for a server that ignores the schema in a request.

Over the Anthropic protocol llama-server reads no `output_config`, and its own --json-schema cannot be used there: it
holds the chat template's opening against the grammar and refuses. A grammar given with --grammar it keeps to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

__all__ = ["grammar_of"]

_INTEGER = "[1-9]"
"""A statement's number; the postings that are recorded have nine statements or more."""
_SHARE = '("0." [0-9] [0-9]? | "1")'
"""A number from 0 to 1."""
_MOST_ITEMS = 3
"""Items of a list: without a bound, a model as small as this one does not find an end."""


def grammar_of(schema: dict[str, Any]) -> str:
    """GBNF for objects, arrays, enumerations, positive integers, shares and null; keys in the schema's order.

    Raises:
        ValueError: the schema has another part.
    """
    return f"root ::= {_rule(schema, schema.get('$defs', {}))}\n"


def _rule(part: dict[str, Any], named: dict[str, Any]) -> str:
    if "$ref" in part:
        return _rule(named[part["$ref"].rpartition("/")[2]], named)
    if "enum" in part:
        return _either(_literal(json.dumps(value)) for value in part["enum"])
    if "anyOf" in part:
        return _either(_rule(option, named) for option in part["anyOf"])
    match part.get("type"):
        case "object":
            return _object(part["properties"], named)
        case "array":
            item = _rule(part["items"], named)
            return f'("[" ({item} ("," {item}){{0,{_MOST_ITEMS - 1}}})? "]")'
        case "integer":
            return _INTEGER
        case "number":
            return _SHARE
        case "null":
            return _literal("null")
    raise ValueError(f"no grammar for {part}")


def _object(properties: dict[str, Any], named: dict[str, Any]) -> str:
    pairs = [f"{_literal(json.dumps(name) + ':')} {_rule(part, named)}" for name, part in properties.items()]
    return f'("{{" {_literal(",").join(f" {pair} " for pair in pairs)} "}}")'


def _either(options: Iterable[str]) -> str:
    return f"({' | '.join(options)})"


def _literal(text: str) -> str:
    return json.dumps(text)
