import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from auditor.reports.escape import _JSON_RAW, cell_text, json_text, markdown_text, one_line, visible

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
MARKUP = st.text(st.sampled_from("\\`*_[]()<>#!|~-+=1.):&; \n\tahtpsw/@\"'x"), max_size=40)
INLINE_PLAIN = {"text", "softbreak", "paragraph_open", "paragraph_close", "inline"}


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\U000e0041b", "a⟨U+E0041⟩b"),
        ("a\x9bb", "a⟨U+009B⟩b"),
        ("one\r\ntwo\rthree\tfour\n", "one\ntwo\nthree\tfour\n"),
        ("👩\u200d💻 codes", "👩\u200d💻 codes"),
        ("pass\u200dword", "pass⟨U+200D⟩word"),
        ("Zürich – “Données” 東京", "Zürich – “Données” 東京"),
    ],
)
def test_visible_shows_what_cannot_be_seen(hidden: str, shown: str) -> None:
    assert visible(hidden) == shown


@given(ANY_TEXT)
def test_visible_text_can_be_encoded_and_drives_no_terminal(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not {c for c in shown if (c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b") & set(shown)


def test_one_line_has_no_line_break() -> None:
    assert one_line(" two\n lines\u2028here ") == "two lines here"


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3)))
def test_json_text_parses_back_but_for_lone_surrogates(value: object) -> None:
    written = json_text(json.dumps(value, ensure_ascii=False))
    written.encode("utf-8")
    expected = json.dumps(value, ensure_ascii=False)
    replaced = "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in expected)
    assert json.loads(written) == json.loads(replaced)


def test_json_text_writes_invisible_characters_as_escapes() -> None:
    written = json_text(json.dumps("a\u202e\U000e0041\x7fé", ensure_ascii=False))
    assert written == '"a\\u202e\\udb40\\udc41\\u007fé"'


def tokens(source: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).enable("html_block").parse(source):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "![pixel](https://evil.example/p.png)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "# heading",
        "1. list",
        "1) list",
        "- bullet",
        "+ bullet",
        "> quote",
        "```\ncode",
        "~~~ code",
        "a | b\n---|---\n1 | 2",
        "title\n=====",
        "title\n-----",
        "***",
        "&lt;b&gt; &#60;b>",
        "[ref]: https://evil.example",
        "line\\\nbreak",
        "**bold** _em_ `code` ~~gone~~",
        "<https://evil.example>",
        "    indented code",
    ],
)
def test_markdown_text_renders_as_itself(text: str) -> None:
    found = list(tokens(markdown_text(text)))
    assert {token.type for token in found} <= INLINE_PLAIN | {"text_special"}
    assert "".join(t.content for t in found if t.type.startswith("text")) == one_line(text)


@given(ANY_TEXT | MARKUP)
def test_markdown_text_never_becomes_markup(text: str) -> None:
    found = list(tokens(markdown_text(text)))
    assert {token.type for token in found} <= INLINE_PLAIN | {"text_special"}
    assert "".join(t.content for t in found if t.type.startswith("text")) == one_line(text)


@pytest.mark.parametrize("text", ["https://evil.example", "see www.evil.example", "a@evil.example", "ftp://x.example"])
def test_markdown_text_breaks_bare_links(text: str) -> None:
    assert re.search(r"(?<!\\)(?:://|\.|@)", text)
    assert not re.search(r"(?<!\\)(?:://|@)|www\.", markdown_text(text))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\uff1d1", "\uff0b1",
     "\uff0d1", "\uff20A1", " \uff1d1", "\n=1", "|cmd", "%0A"],
)  # fmt: skip
def test_cell_text_disarms_formulas(text: str) -> None:
    assert cell_text(text).startswith("'")


@pytest.mark.parametrize("text", ["Senior AI Engineer", "1 + 1 = 2", "C++", "a@b.example", "", "$150k - $180k"])
def test_cell_text_leaves_plain_text(text: str) -> None:
    assert cell_text(text) == text


def test_json_text_finds_each_unseen_character_that_stands_alone() -> None:
    codes = [*range(0x80, 0x10000), *range(0xE0000, 0xE1000)]
    left = {code for code in codes if json_text(f"é{chr(code)}") == f"é{chr(code)}"}
    assert left == {code for code in codes if not _JSON_RAW.search(chr(code))}
