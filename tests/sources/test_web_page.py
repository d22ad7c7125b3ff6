from pathlib import Path

import pytest

from auditor.errors import EmptyInputError
from auditor.posting import Posting
from auditor.sources import open_source
from auditor.sources.markup import text_of_markup, without_markup
from auditor.sources.web_page import page_postings

STATED = """<!DOCTYPE html><html><head><title>x</title>
<script type="application/ld&#x2B;json">{"@context": "https://schema.org", "@graph": [
 {"@type": "BreadcrumbList"},
 {"@type": "JobPosting", "title": "Baker &amp; Seller", "identifier": {"@type": "PropertyValue", "value": 71},
  "description": "&lt;p&gt;Kiln Street bakes.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Knead&lt;li&gt;Sell&lt;/ul&gt;",
  "hiringOrganization": {"@type": "Organization", "name": "Kiln Street"},
  "jobLocation": [{"@type": "Place", "address": {"addressLocality": "Oslo", "addressCountry": {"name": "Norway"}}}],
  "baseSalary": {"@type": "MonetaryAmount", "currency": "NOK",
                 "value": {"@type": "QuantitativeValue", "minValue": 410000, "maxValue": "455000", "unitText": "YEAR"}},
  "qualifications": "A steady hand"}]}</script>
<link rel="canonical" href="https://jobs.example.com/71"></head><body><p>Cookies!</p></body></html>"""


def test_a_page_states_its_posting_as_linked_data() -> None:
    (fields,) = page_postings(STATED.encode())
    assert fields == {
        "title": "Baker & Seller",
        "description": "Kiln Street bakes.\n• Knead\n• Sell",
        "responsibilities": None,
        "requirements": "A steady hand",
        "benefits": None,
        "company": "Kiln Street",
        "location": "Oslo, Norway",
        "salary": "NOK 410,000 - 455,000 per year",
        "id": "71",
        "url": "https://jobs.example.com/71",
    }


def test_a_page_without_linked_data_gives_its_main_text(tmp_path: Path) -> None:
    page = tmp_path / "saved.html"
    duties = "".join(
        f"<li>Duty number {number}: keep the ovens of Kiln Street warm all night</li>" for number in range(8)
    )
    page.write_text(f"<html><body><nav><a>Home</a></nav><main><h1>Baker</h1><p>{'Kiln Street bakes bread. ' * 9}</p>"
                    f"<h2>Your tasks</h2><ul>{duties}</ul></main></body></html>")  # fmt: skip
    (row,) = open_source(page).rows()
    assert isinstance(row.content, Posting)
    assert row.content.title == "Baker"
    assert "- Duty number 3: keep the ovens" in row.content.text
    assert "Home" not in row.content.text


@pytest.mark.parametrize(
    "script", ['{"@type": "JobPosting"', "[" * 50_000, '{"@type": "JobPosting", "description": 5}']
)
def test_broken_linked_data_falls_back_to_the_page(script: str) -> None:
    (fields,) = page_postings(f'<script type="application/ld+json">{script}</script><p>Bake bread.</p>'.encode())
    assert "Bake bread." in (fields["description"] or "")


def test_a_page_that_only_a_script_fills_is_empty() -> None:
    with pytest.raises(EmptyInputError):
        page_postings(b"<html><body><div id=app></div><script>start()</script></body></html>")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<ul><li><p>a</p></li><li>b &amp; c</li></ul>", "• a\n• b & c"),
        ("a<br>b", "a\n\nb"),
        ("<p>a <script>bad()</script>b</p>", "a b"),
    ],
)
def test_markup_keeps_lines_and_bullets(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


@pytest.mark.parametrize("text", ["a < b and c > d", "use <T> & &lt;p&gt; tags <b>now</b>", "plain\n  text  "])
def test_text_that_is_no_markup_is_untouched(text: str) -> None:
    assert without_markup(text) == text
