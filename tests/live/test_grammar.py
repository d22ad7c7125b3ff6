"""The grammar that a local server is held to."""

import pytest

from auditor.readers.llm.answer import ModelAnswer
from auditor.taxonomy import load_taxonomy
from tests.live.grammar import grammar_of


def test_it_writes_out_a_small_schema() -> None:
    schema = {
        "type": "object",
        "properties": {
            "kind": {"enum": ["a", "b"]},
            "of": {"type": "array", "items": {"$ref": "#/$defs/N"}},
            "share": {"anyOf": [{"type": "number"}, {"type": "null"}]},
        },
        "$defs": {"N": {"type": "integer"}},
    }
    assert grammar_of(schema) == (
        r'root ::= ("{"  "\"kind\":" ("\"a\"" | "\"b\"") "," "\"of\":" ("[" ([1-9] ("," [1-9]){0,2})? "]") "," '
        r'"\"share\":" (("0." [0-9] [0-9]? | "1") | "null")  "}")' + "\n"
    )


def test_it_knows_every_part_of_the_answer() -> None:
    grammar = grammar_of(ModelAnswer.model_json_schema())
    assert all(f'\\"{code}\\"' in grammar for code in load_taxonomy().activities)
    assert all(f'\\"{name}\\":' in grammar for name in ModelAnswer.model_fields)


def test_what_it_cannot_say_is_an_error() -> None:
    with pytest.raises(ValueError, match="no grammar"):
        grammar_of({"type": "string"})
