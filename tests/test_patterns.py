"""Patterns wait to be compiled, and every one of the package compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.patterns import Alphabet, is_printable, pattern, words_in


def test_a_pattern_is_used_like_a_compiled_one() -> None:
    word = pattern(r"\bmodels?\b", re.I)
    assert [match[0] for match in word.finditer("Models of a model")] == ["Models", "model"]
    assert word.search("none") is None
    assert word.flags & re.I


def test_a_mistake_is_found_at_the_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("text")


@pytest.mark.parametrize("room", ["facts", "pay", "readers.offline", "reports", "rules", "titles"])
def test_every_pattern_of_the_package_compiles(room: str) -> None:
    package = importlib.import_module(f"{auditor.__name__}.{room}")
    names = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    waiting = [
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if type(value) is type(pattern(""))
    ]
    assert waiting
    assert all(re.compile(each.pattern, each.flags) for each in waiting)


@given(st.text(alphabet="abZ09+#.-/?é½𝔸 \n"))
def test_an_alphabet_splits_as_a_pattern_finds(text: str) -> None:
    letters = Alphabet("abz09")
    assert letters.runs(text) == re.findall("[abz09]+", text)
    assert len(letters.alone(text)) == len(text)


@given(st.text(alphabet="ab09+#.-/? \né"))
def test_words_of_runs_are_what_the_pattern_finds_in_the_text(text: str) -> None:
    word = re.compile(r"[ab][ab0-9]*(?:[+#]{1,2}|(?:[./-][ab0-9]+){1,4})?|[0-9]+")
    assert words_in(Alphabet("ab09+#./-").runs(text), word) == word.findall(text)


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x0c", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u3000", "\ufeff"]
)
def test_a_hidden_character_is_not_printable(hidden: str) -> None:
    assert is_printable("A line,\r\n\tand – “another” é ✓.")
    assert not is_printable(f"A{hidden}line")
