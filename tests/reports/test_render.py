import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from auditor.action import Action
from auditor.errors import UsageError
from auditor.judgement import Audit
from auditor.reports.outline import outline
from auditor.reports.render import FORMATS, Medium, render
from tests.reports.samples import decided, hostile, ready, unread

SAMPLES = {"decided": decided(), "ready": ready(), "unread": unread(), "hostile": hostile()}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_report_reads_as_agreed(name: str, sample: str, snapshot: SnapshotAssertion) -> None:
    assert render(SAMPLES[sample], name, Medium(width=90)) == snapshot


@pytest.mark.parametrize("audit", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_no_renderer_lets_a_hidden_character_through(name: str, audit: Audit) -> None:
    report = render(audit, name)
    report.encode("utf-8")
    assert not HIDDEN.search(report)
    assert report.endswith("\n")


def test_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no format is called 'pdf'") as caught:
        render(ready(), "pdf")
    assert "sarif" in caught.value.hint


def test_other_titles_are_offered_once_the_role_is_settled() -> None:
    told = decided()
    assert outline(told).suggested_titles == told.suggested_titles
    doubted = replace(told.assessment, review_reasons=("low_confidence",))
    assert outline(replace(told, assessment=doubted, action=Action.REVIEW)).suggested_titles == ()


def test_the_loudest_three_findings_are_told_in_full() -> None:
    parts = outline(decided())
    assert [f.code for f in parts.in_full] == ["TITLE001", "SPEC001", "LEVEL001"]
    assert [f.code for f in parts.in_brief] == ["PAY001"]


def test_confidence_is_told_in_words() -> None:
    assert outline(decided()).confidence == "Sure of the role (91%)."
    assert outline(unread()).confidence == "The role could not be told."


def test_a_reason_that_the_summary_already_gives_is_not_repeated() -> None:
    assert outline(unread()).review == ("No title was given or found.",)


def test_terminal_colours_only_when_asked() -> None:
    assert "\x1b[" not in render(decided(), "terminal")
    coloured = render(decided(), "terminal", Medium(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r" *\x1b\[[0-9;]*m(?=\n)|\x1b\[[0-9;]*m", "", coloured) == render(decided(), "terminal")


def test_terminal_keeps_to_the_width() -> None:
    assert max(map(len, render(decided(), "terminal", Medium(width=60)).splitlines())) <= 60


def test_markdown_holds_no_markup_of_the_posting() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render(hostile(), "markdown"))
    assert not re.search(r"<(?:a|img|script)\b", html)
    assert html.count("<h1>") == 1


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.posting = ""
        self.path: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "input"):
            self.path.append(dict(attrs).get("class") or tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        self.path.pop()

    def handle_data(self, data: str) -> None:
        if "posting" in self.path and "tag" not in self.path:
            self.posting += data


def parsed(audit: Audit) -> Outline:
    page = Outline()
    page.feed(render(audit, "html"))
    return page


@pytest.mark.parametrize("audit", SAMPLES.values(), ids=SAMPLES)
def test_page_is_self_contained_and_runs_nothing(audit: Audit) -> None:
    page = parsed(audit)
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert not {"src", "style"} & names
    assert not [name for name in names if name.startswith("on")]
    assert all(value and value.startswith("#s") for name, value in page.attributes if name == "href")
    policy = next(value for name, value in page.attributes if value and "default-src" in value)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_page_shows_the_whole_posting_with_its_deciding_lines_marked() -> None:
    audit = decided()
    page = parsed(audit)
    assert page.posting == audit.posting.text
    assert [v for n, v in page.attributes if n == "class" and v and "decides" in v] == [
        "role-ai_developer work decides shows"
    ] * 3


def test_page_links_lead_to_marked_statements() -> None:
    attributes = parsed(decided()).attributes
    targets = {value for name, value in attributes if name == "id"}
    assert {value[1:] for name, value in attributes if name == "href" and value} <= targets
