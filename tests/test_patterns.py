"""Patterns wait to be compiled, and every one of the package compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import auditor
from auditor.patterns import pattern


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
