"""Laws that hold for any text: offsets, order, and nothing lost but white space, marks and decoration."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from auditor.posting import Section, Segmentation
from auditor.segment import SEGMENTER_VERSION, segment

ENUMERATOR = re.compile(
    r"(?<![^\W_])\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4})[.)](?![^\W_]*[a-z0-9])"
    r"|(?<![^\W_])o(?=\s)|(?<![^\W_])[0-9]{1,2}[.)](?=[A-Z][a-z])"
)
TAG = re.compile(r"<!--[^<>]*-->|</?[a-zA-Z][^<>]*>|<![^<>]*>|&#?\w+;")
LOSSLESS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

BULLETS = [
    "- ",
    "* ",
    "– ",
    "• ",
    "● ",
    "▪ ",
    "◦ ",
    "· ",
    "‣ ",
    "✓ ",
    "✅ ",
    "🚀 ",
    "1. ",
    "2) ",
    "a) ",
    "(b) ",
    "o ",
    "+ ",
    "",
]
HEADINGS = [
    "Responsibilities",
    "Requirements:",
    "WHAT YOU'LL DO",
    "## Nice to have",
    "**About us**",
    "Benefits",
    "About the role:",
    "<h2>Who you are</h2>",
    "Our tech stack",
    "How to apply",
    "Something unusual:",
]
CONTENTS = [
    "Build retrieval pipelines over contracts",
    "5+ years with Python, e.g. FastAPI or Node.js",
    "Ph.D. or M.Sc. in statistics.",
    "We were founded in 2014 in Lisbon, a city with 300 days of sun. We sell software to 4,000 dentists.",
    "$120,000 - $150,000 a year",
    "Dental & vision",
    "You will own the models (all of them) end-to-end; no hand-offs.",
    "List<String> and std::vector<int>",
    "Responsibilities Design dashboards Requirements 3+ years of SQL",
    "naïve café, Straße, İstanbul",
    "数据科学家",
    "مهندس بيانات",
    "\u200bhidden\u200b \u202emarks\u202c",
    "<b>Bold:</b> duties &amp; more",
    "x",
    "--- *** ___",
    "10% of time",
    "",
]
LINE_ENDS = ["\n", "\r\n", "\n\n", " ", "<br>", "</p><p>", "</li><li>", "\u2028", "\t", ". "]


def assembled() -> st.SearchStrategy[str]:
    part = st.one_of(
        st.sampled_from(HEADINGS),
        st.tuples(st.sampled_from(BULLETS), st.sampled_from(CONTENTS)).map("".join),
        st.text(max_size=12),
    )
    return st.lists(st.tuples(part, st.sampled_from(LINE_ENDS)).map("".join), max_size=14).map("".join)


def check_laws(text: str, found: Segmentation) -> str:
    """Checks the offsets; gives back what stands outside every span."""
    assert found.version == SEGMENTER_VERSION
    assert [s.number for s in found.statements] == list(range(1, len(found.statements) + 1))
    assert list(found.headings) == sorted(found.headings)
    spans = [s.span for s in found.statements] + list(found.headings) + ([found.title] if found.title else [])
    outside, at = [], 0
    for span in sorted(spans):
        assert span.start >= at, "spans overlap"
        outside.append(text[at : span.start])
        at = span.end
    assert at <= len(text)
    for statement in found.statements:
        content = statement.span.of(text)
        assert content == content.strip()
        assert isinstance(statement.section, Section)
    return "\n".join([*outside, text[at:]])


def lost(outside: str) -> list[str]:
    return re.findall(r"[^\W_]", ENUMERATOR.sub(" ", TAG.sub(" ", outside)))


@LOSSLESS
@given(text=st.text(max_size=300), title=st.none() | st.text(max_size=30))
@example(text="", title=None)
@example(text=" \n\t\r\n", title="Data Scientist")
@example(text="\ud800", title=None)
@example(text="o o o", title=None)
@example(text="1.", title="1.")
@example(text="İİİ ENGINEER\nİ", title="İ")
def test_any_text_keeps_its_offsets(text: str, title: str | None) -> None:
    check_laws(text, segment(text, title))


@LOSSLESS
@given(text=assembled(), title=st.none() | st.sampled_from(["Responsibilities", "Data Scientist", "x"]))
def test_only_marks_are_outside(text: str, title: str | None) -> None:
    assert lost(check_laws(text, segment(text, title))) == []


@LOSSLESS
@given(text=st.text(alphabet=st.sampled_from("aZ9 .-*•\n#<>/:li&;()'|_\u200b🚀"), max_size=80))
def test_letters_are_never_lost(text: str) -> None:
    outside = check_laws(text, segment(text))
    assert [c for c in lost(outside) if c == "Z"] == [] or "<" in text or "&" in text


@given(text=assembled())
@settings(max_examples=40, deadline=None)
def test_same_text_same_cut(text: str) -> None:
    assert segment(text) == segment(text)


@pytest.mark.parametrize(
    "unit",
    ["- a b c\n", "word ", "<li>", "<", "**", "1. X ", "Responsibilities ", "e.g. ", "\u200b", "A.", "( ", "About A "],
)
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    check_laws(text, segment(text, "Data Scientist"))
