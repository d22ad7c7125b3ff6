"""What the review says of stored postings, without a page."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from auditor.action import Action
from auditor.errors import ConflictError
from auditor.store import BulkResult, Decision, DecisionKind, Store, StoredPosting, Taken
from auditor.store.signoff import SignOffFilter
from auditor.taxonomy import RoleId
from auditor.ui.review_correction import NO_ROLE, correction_of, correction_words
from auditor.ui.review_downloads import corrections_lines, signoff_file
from auditor.ui.review_markup import group_html, matter_html, posting_head_html, row_html
from auditor.ui.review_posting import first_quote, posting_view
from auditor.ui.review_words import age_words, bulk_sentence, claim_words, conflict_sentence, rule_words
from tests.ui.saved import filled

NOW = datetime.now(UTC)
DECIDED = Decision(3, "ab", "TITLE001", DecisionKind.DISMISS, "wrong", None, "Ben", NOW, None, None)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(str(filled(tmp_path_factory.mktemp("review") / "store.sqlite", 12)))


def first(store: Store) -> StoredPosting:
    return store.posting(store.rows().rows[0].posting_id)


def test_a_posting_is_its_text_with_the_evidence_marked(store: Store):
    stored = first(store)
    view = posting_view(stored, NOW)
    assert stored.posting is not None
    assert "".join(piece.text for piece in view.pieces) == stored.posting.text
    quoted = {e["statement"] for f in stored.document["findings"] for e in f["evidence"]} - {None}
    assert quoted <= {piece.statement for piece in view.pieces if piece.deciding}


def test_the_queued_finding_stands_first_and_the_note_has_five_lines(store: Store):
    view = posting_view(first(store), NOW)
    assert view.matters[0].code == store.rows().rows[0].code
    assert len(view.note.split("\n")) == 5
    assert first_quote(first(store), view.matters[0].code)


def test_a_sign_off_says_which_text_it_is_bound_to(tmp_path: Path):
    with Store(str(filled(tmp_path / "s.sqlite", 3))) as store:
        row = store.rows().rows[0]
        store.decide(row.posting_id, "", DecisionKind.APPROVE, "Ben", 0, "The client insists.")
        view = posting_view(store.posting(row.posting_id), NOW)
    assert view.signed.startswith("Signed off by Ben on ")
    assert ": The client insists. It holds" in view.signed
    assert row.posting_id[:12] in view.signed
    assert view.state_words == "Approved with a waiver"
    assert len(view.held) == 1


def test_whatever_a_company_is_called_it_is_no_markup(store: Store):
    page = store.rows().rows[0]
    hostile = "<img src=x onerror=alert(1)>"
    shown = row_html(
        page.__class__(**{n: getattr(page, n) for n in page.__slots__} | {"company": hostile}), hostile, NOW
    )
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_remark_of_ours_is_not_quoted_as_if_the_posting_said_it(store: Store):
    shown = row_html(store.rows().rows[0], "", NOW, remark="The role is not certain.")
    assert '<p class="pa-source">The role is not certain.</p>' in shown
    assert "<q>" not in shown


def test_groups_and_findings_name_claim_work_and_rule(store: Store):
    group = store.groups().groups[0]
    assert claim_words(group.key.claim) in group_html(group, None, NOW)
    view = posting_view(first(store), NOW)
    assert view.matters[0].code in matter_html(view.matters[0])
    assert f"pa-action--{Action.FIX}" in posting_head_html(view) or "pa-action--decide" in posting_head_html(view)


def test_names_of_roles_rules_and_doubts():
    assert claim_words("ai_engineer+ml_engineer") == "AI engineer or ML engineer"
    assert claim_words("none") == "No AI role"
    assert rule_words("TITLE001") == "TITLE001 title contradicts work"
    assert rule_words("no_title") == "No title was given or found."


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "1 day"), (13, "13 days"), (20, "2 weeks"), (70, "2 months")]
)
def test_an_age_is_told_in_the_unit_people_use(days: int, words: str):
    assert age_words(NOW - timedelta(days=days, hours=1), NOW) == words


def test_a_conflict_says_what_the_other_did():
    said = conflict_sentence(ConflictError("Ben", "dismiss", "it is a bank", 4))
    assert said == "Ben was faster: dismissed (it is a bank). Your decision was not written"


def test_a_bulk_decision_says_what_it_left_alone():
    result = BulkResult("id", 12, (Taken("ab", DECIDED),))
    said = bulk_sentence(DecisionKind.CONFIRM, result, exceptions=2)
    assert said == "12 postings confirmed; 2 left out by you; 1 left as others decided: Ben dismissed"


def test_a_correction_holds_what_was_corrected_and_nothing_else():
    assert correction_of(None, None, 4, None) == {}
    made = correction_of(RoleId.AI_DEVELOPER, NO_ROLE, 4, "builds_rag")
    assert made == {"role": "ai_developer", "secondary_role": None, "activities": {"4": "builds_rag"}}
    assert correction_words(made).startswith("role: ai developer; second role: none; line 4: ")


def test_decisions_and_corrections_leave_as_files(tmp_path: Path):
    with Store(str(filled(tmp_path / "s.sqlite", 3))) as store:
        row = store.rows().rows[0]
        correction = correction_of(RoleId.ML_ENGINEER, None, None, None)
        store.decide(row.posting_id, row.code, DecisionKind.CORRECT, "Ben", 0, "it trains models", correction)
        told = signoff_file(store, SignOffFilter(), "csv").decode()
        assert "it trains models" in told
        assert row.posting_id in told
        assert signoff_file(store, SignOffFilter("nobody's company"), "csv").count(b"\n") == 1
        assert signoff_file(store, SignOffFilter(), "xlsx").startswith(b"PK")
        [line] = corrections_lines(store).splitlines()
    assert json.loads(line)["role"] == "ml_engineer"
