"""The kinds of inputs that fuzzing gives, and what a target is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from auditor import audit
from auditor.errors import InputError
from auditor.judgement import Audit
from auditor.posting import Posting
from tests.segment.test_laws import assembled

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)
"""Every code point, lone surrogates and controls too."""
HOSTILE = st.lists(
    st.sampled_from([
        "<script>alert(1)</script>", "![x](http://evil.example/x.png)", "[x](javascript:alert(1))",
        "=cmd|' /C calc'!A0",
        "\u202e", "\u200b", "\x1b[2J", "\x00", "\ud800", "{{ 7 * 7 }}", "${x}", "]]>", "<!--", "--> ", "&lt;b&gt;",
        "- Train models on our data\n", "- Build a chat assistant on LLM APIs\n",
        "Requirements\n", "Responsibilities\n",
        "5+ years with Python\n", "$120,000 - $150,000 a year\n", "AI Engineer\n", "\r\n", "\u2028",
        "| a | b |\n", "# ",
    ]),
    max_size=12,
).map("".join)  # fmt: skip
TEXT = st.one_of(ANY_TEXT, assembled(), HOSTILE)
TITLE = st.one_of(ANY_TEXT.map(lambda text: text[:60]), HOSTILE.map(lambda text: text[:80]), st.lists(
    st.sampled_from(["Senior", "AI", "ML", "Engineer", "Developer", "Data", "Scientist", "(m/f/d)", "II", "/", "&", "-",
                     "LLM", "Lead", "of", "GenAI", "Remote", "Intern", "Machine Learning", "Staff", ","]),
    max_size=8,
).map(" ".join))  # fmt: skip
PAY = st.lists(
    st.one_of(
        st.sampled_from(["$", "€", "£", "USD", "EUR", "k", "K", "-", "–", " to ", "per year", "/hr",
                         "a month", "salary",
                         "OTE", "bonus", "equity", "0.5%", ",", ".", " ", "\n", "up to ", "PLN",
                         "¥", "Lakh", "M", "'"]),
        st.integers(0, 10**9).map(str), st.integers(0, 10**7).map("{:,}".format), ANY_TEXT.map(lambda t: t[:5]),
    ),
    max_size=14,
).map("".join)  # fmt: skip
POSTING = st.tuples(st.none() | TITLE, TEXT)


@dataclass(frozen=True)
class Target:
    """Inputs, and what raises when one of them is not dealt with."""

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]


def audited(given: tuple[str | None, str]) -> Audit | None:
    with contextlib.suppress(InputError):
        return audit(Posting(*given))
    return None
