from dataclasses import replace
from html.parser import HTMLParser

from auditor.action import Action
from auditor.finding import Severity
from auditor.judgement import Audit
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.ui import markup
from auditor.ui.roles import roles_html
from auditor.ui.view import view_of
from tests.builders import build_assessment, build_audit, build_claims, build_finding, build_reading, duty
from tests.ui.sample import mismatch

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> [a](javascript:alert(3)) \u202e'
ALLOWED = {
    *("section", "h1", "h2", "p", "b", "i", "q", "a", "ol", "ul", "li", "div", "span", "small", "mark"),
    *("details", "summary", "dl", "dt", "dd"),
}


def test_a_diff_is_shown_as_lines_without_its_headings():
    diff = "--- before\n+++ after\n@@ -1,2 +1,2 @@\n-old\n+<b>new\n same\n@@ -9 +9 @@\n---- dashes\n"
    shown = markup.diff_html(diff)
    assert shown.endswith("<del>old</del><ins>&lt;b&gt;new</ins><span>same</span><hr><del>--- dashes</del></div>")


class Tags(HTMLParser):
    """Collects the tags and attributes that a browser would see, and checks that they close."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name == "href"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(source: str) -> Tags:
    tags = Tags()
    tags.feed(source)
    tags.close()
    assert tags.open == []
    return tags


def page_of(audit: Audit) -> str:
    view = view_of(audit, replace(audit, action=Action.NOTE))
    return "".join(
        (
            markup.verdict_html(view, room=(HOSTILE, HOSTILE)),
            markup.sides_html(view),
            markup.findings_html(view),
            markup.posting_html(view.text, every_tagged_line=True),
            markup.details_html(view.details),
            markup.changes_html((HOSTILE,), 2),
            markup.problem_html(HOSTILE, HOSTILE),
        )
    )


def hostile() -> Audit:
    reading = build_reading([duty(HOSTILE, "calls_llm_api"), duty(HOSTILE + "2", "runs_it")], RoleId.AI_DEVELOPER)
    claims = build_claims(HOSTILE, RoleId.AI_ENGINEER)
    finding = build_finding("TITLE001", message=HOSTILE, fix=HOSTILE)
    reasons = (HOSTILE,)
    return build_audit(
        build_assessment(reading, claims, review_reasons=reasons), Action.REVIEW, summary=HOSTILE, findings=(finding,)
    )


def test_hostile_text_makes_no_tag_attribute_or_link():
    seen = parsed(page_of(hostile()))
    assert seen.tags <= ALLOWED
    assert not {name for name in seen.attributes if name.startswith("on") or name == "src"}
    assert all(link.startswith("#pa-line-") for link in seen.links)


def test_what_cannot_be_seen_is_shown():
    assert "\u202e" not in page_of(hostile())
    assert "U+202E" in page_of(hostile())


def test_every_deciding_line_can_be_jumped_to():
    source = page_of(mismatch())
    for link in parsed(source).links:
        assert f'id="{link[1:]}"' in source


def test_the_toggle_adds_lines_and_takes_none_away():
    pieces = view_of(mismatch()).text
    few = markup.posting_html(pieces, every_tagged_line=False)
    all_of_them = markup.posting_html(pieces, every_tagged_line=True)
    assert (few.count("<mark"), all_of_them.count("<mark")) == (4, 5)


def test_the_roles_page_is_well_formed_and_names_the_four():
    source = roles_html(load_taxonomy())
    assert parsed(source).tags <= ALLOWED
    for name in ("AI engineer", "ML engineer", "AI developer", "Data scientist"):
        assert f">{name}</h2>" in source


def test_what_stands_whatever_a_person_decides_comes_first():
    doubted = replace(hostile(), findings=(build_finding("HIRE001", Severity.ERROR),))
    for action, first in ((Action.REVIEW, "pa-severity--review"), (Action.FIX, "pa-severity--error")):
        listed = markup.findings_html(view_of(replace(doubted, action=action)))
        assert listed.index(first) == min(listed.index("pa-severity--review"), listed.index("pa-severity--error"))
