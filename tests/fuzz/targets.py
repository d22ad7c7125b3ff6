"""What is fuzzed: each target makes inputs of one kind and says what has to hold for all of them."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
import jsonschema
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from auditor import audit
from auditor.errors import InputError
from auditor.facts import find_facts
from auditor.finding import Absence
from auditor.judgement import Audit
from auditor.pay import find_pay
from auditor.posting import Posting, Span
from auditor.readers.offline import OfflineReader
from auditor.reports.render import Medium, render, render_file
from auditor.reports.schema import audit_schema
from auditor.rewrite.offline import OfflineDrafter
from auditor.rewrite.run import rewrite
from auditor.segment import segment
from auditor.sources import open_source
from auditor.titles import read_title
from tests.reports.test_render import Outline
from tests.segment.test_laws import assembled, check_laws
from tests.sources.files import BAKER_PDF, docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes

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


@dataclass(frozen=True)
class Target:
    """Inputs, and what raises when one of them is not dealt with."""

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]


def spans_of(value: object) -> list[Span]:
    """Every span anywhere in a value made of dataclasses and tuples."""
    if isinstance(value, Span):
        return [value]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans_of(getattr(value, field.name))]
    return [span for each in value for span in spans_of(each)] if isinstance(value, tuple) else []


def check_spans(value: object, text: str) -> None:
    assert all(span.end <= len(text) for span in spans_of(value))


def check_segment(given: tuple[str, str | None]) -> None:
    check_laws(given[0], segment(*given))


def check_title(title: str) -> None:
    check_spans(read_title(title), title)


def check_pay(text: str) -> None:
    found = find_pay(text)
    check_spans(found, text)
    starts = [pay.span.start for pay in found]
    assert starts == sorted(starts)
    for pay in found:
        assert pay.minimum is None or pay.maximum is None or 0 <= pay.minimum <= pay.maximum


def check_facts(text: str) -> None:
    check_spans(find_facts(Posting(None, text, location=text[:20], salary=text[-20:]), segment(text)), text)


def audited(given: tuple[str | None, str]) -> Audit | None:
    with contextlib.suppress(InputError):
        return audit(Posting(*given))
    return None


def check_audit(given: tuple[str | None, str]) -> None:
    if found := audited(given):
        document = json.loads(render(found, "json"))
        for finding in found.findings:
            if not isinstance(finding.evidence, Absence):
                check_spans(finding.evidence, found.posting.text)
        assert document["posting"]["id"] == found.posting.id


def check_rewrite(given: tuple[str | None, str]) -> None:
    if (before := audited(given)) is not None:
        draft = rewrite(before, OfflineDrafter(), OfflineReader())
        assert draft.after.posting.text == draft.text


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(audit_schema())


def check_json(written: str) -> None:
    validator().validate(json.loads(written))


def check_sarif(written: str) -> None:
    (run,) = json.loads(written)["runs"]
    for result in run["results"]:
        for location in result["locations"]:
            region = location["physicalLocation"].get("region")
            assert region is None or region.get("charOffset", 0) >= 0


def check_html(written: str) -> None:
    page = Outline()
    page.feed(written)
    assert not {"script", "img", "link", "iframe", "object", "form", "foreignobject"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in ("src", "style") or name.startswith("on")]
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")


def check_markdown(written: str) -> None:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(written):
        kinds = {token.type, *(child.type for child in token.children or ())}
        assert not {"html_block", "html_inline", "image", "link_open"} & kinds


def check_terminal(written: str) -> None:
    assert not {char for char in written if (char < " " and char not in "\t\n") or "\x7f" <= char <= "\x9f"}


def check_word(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    assert not [rel for rel in document.part.rels.values() if rel.is_external]


def renderer(name: str, check: Callable[[str], None]) -> Target:
    def checked(given: tuple[str | None, str]) -> None:
        if (found := audited(given)) is not None:
            written = render(found, name, Medium(artifact="a.txt"))
            written.encode("utf-8")
            check(written)

    return Target(f"render {name}", POSTING, checked)


def render_word(given: tuple[str | None, str]) -> None:
    if (found := audited(given)) is not None:
        check_word(render_file(found, "docx"))


def importer(ending: str, whole: bytes) -> Target:
    """A file with this ending: any bytes, and a good file with bytes changed or its end cut off."""

    def read(raw: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(InputError):
            file = Path(folder) / f"jobs.{ending}"
            file.write_bytes(raw)
            for row in open_source(file).rows():
                assert isinstance(row.content, Posting) or row.content.message

    return Target(f"import {ending}", st.one_of(st.binary(max_size=300), damaged(whole)), read)


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    places = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    return st.tuples(places, st.integers(1, len(whole))).map(lambda drawn: _damaged(whole, *drawn))


def _damaged(whole: bytes, places: list[tuple[int, int]], length: int) -> bytes:
    raw = bytearray(whole)
    for place, value in places:
        raw[place] = value
    return bytes(raw[:length]) if length % 3 == 0 else bytes(raw)


def parquet_bytes() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table({"title": ["Baker"], "text": ["Knead and sell."]}), stream)
    return stream.getvalue()


JSON_EXPORT = b'{"jobs": [{"title": "Baker", "content": "&lt;p&gt;x", "absolute_url": "u"}]}'
PAGE = b'<html><script type="application/ld+json">{"@type":"JobPosting","description":"<p>x</p>"}</script><p>Bread.'
POSTING = st.tuples(st.none() | TITLE, TEXT)

TARGETS = (
    Target("segmentation", st.tuples(TEXT, st.none() | TITLE), check_segment),
    Target("title", TITLE, check_title),
    Target("pay", st.one_of(PAY, TEXT), check_pay),
    Target("facts", TEXT, check_facts),
    Target("audit", POSTING, check_audit),
    Target("rewrite", POSTING, check_rewrite),
    importer("csv", b'title,text\nBaker,"Bread\nand rolls"\n'),
    importer("tsv", b"title\ttext\nBaker\tBread and rolls\n"),
    importer("json", JSON_EXPORT),
    importer("jsonl", b'{"title": "Baker", "text": "Bread."}\n{"title": "Cook", "text": "Soup."}\n'),
    importer("xlsx", xlsx_bytes([["title", "text"], ["Baker", "Bread."]])),
    importer("parquet", parquet_bytes()),
    importer("html", PAGE),
    importer("txt", b"Baker\n\nKnead and sell.\n"),
    importer("pdf", pdf_bytes(BAKER_PDF)),
    importer("docx", docx_bytes()),
    importer("zip", zip_bytes({"a.txt": b"Knead and sell.", "b.csv": b"title,text\nBaker,Bread.\n"})),
    renderer("terminal", check_terminal),
    renderer("json", check_json),
    renderer("markdown", check_markdown),
    renderer("html", check_html),
    renderer("sarif", check_sarif),
    Target("render docx", POSTING, render_word),
)
