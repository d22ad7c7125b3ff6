import json
import re
from typing import Any

from auditor.action import Action
from auditor.batch.ledger import LedgerLine
from auditor.batch.record import judged_record
from auditor.batch.summary import Tally
from auditor.reports.batch_pages import OwnerDigest, SendBack, batch_report, digest_page
from auditor.reports.document import AuditDocument, audit_document
from tests.reports.samples import HOSTILE, decided, ready


def documents() -> list[AuditDocument]:
    found = [audit_document(decided()), audit_document(ready())]
    for row, document in enumerate(found):
        document["posting"]["row"] = row
    return found


def summary_of(audits: list[AuditDocument]) -> dict[str, Any]:
    tally = Tally()
    for row, audit in enumerate(audits):
        line: LedgerLine = {
            "row": row, "source_id": None, "status": "ok", "reason": None, "message": None, "duplicate_of": None,
            "near_duplicate_of": None, "traceback": None,
        }  # fmt: skip
        tally.add(line, judged_record(audit, ()))
    return dict(tally.summary("jobs.csv", None, complete=True))


def test_the_report_counts_everything_and_shows_the_audits_loudest_first() -> None:
    audits = documents()
    page = batch_report(summary_of(audits), audits[::-1])
    assert "0 to fix and 1 to decide, of 2 AI postings." in page
    assert page.index('id="row-0"') < page.index('id="row-1"')
    assert "Senior Applied AI Engineer" in page


def test_what_a_posting_says_stays_text() -> None:
    audits = documents()
    audits[0]["posting"]["title"] = HOSTILE
    audits[0]["summary"] = HOSTILE
    page = batch_report(summary_of(audits), audits)
    assert "<script>" not in page
    assert "{{ 7 * 7 }}" in page
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_nothing_is_loaded_and_no_script_may_run() -> None:
    audits = documents()
    for page in (batch_report(summary_of(audits), audits), digest_page("jobs.csv", [])):
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy
        assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
        assert not re.search(r"<script|<img|<link|style=", page)


def test_the_digest_has_a_sentence_to_forward_and_links_only_to_the_web() -> None:
    def item(url: str | None) -> SendBack:
        return SendBack(3, "R-3", "AI <b>Engineer", Action.FIX, "Rename it.", None, url, True, (7, 9))

    page = digest_page(
        "jobs.csv", [OwnerDigest("Ana", (item("javascript:alert(1)"), item("https://jobs.example/3")), 2)]
    )
    assert "<blockquote>Rename it.</blockquote>" in page
    assert "javascript:" not in page
    assert 'href="https://jobs.example/3"' in page
    assert "nearly the same text in row 7, 9" in page
    assert "Ana: 4" in page
    assert "AI &lt;b&gt;Engineer" in page


def test_a_summary_read_back_from_json_makes_the_same_page() -> None:
    audits = documents()
    summary = summary_of(audits)
    assert batch_report(json.loads(json.dumps(summary)), audits) == batch_report(summary, audits)
