import json

import pytest

from auditor.taxonomy import RoleId
from auditor.ui.disagreement import as_json, disagree
from tests.ui.sample import mismatch


def test_a_record_says_what_was_said_and_what_was_answered_without_the_text():
    audit = mismatch()
    record = disagree(audit, "role", RoleId.ML_ENGINEER, "  We train our own ranking. ")
    document = as_json([record])
    [saved] = json.loads(document)["disagreements"]
    assert saved["posting"] == audit.posting.id
    assert (saved["said_role"], saved["role"]) == ("ai_developer", "ml_engineer")
    assert saved["said_verdict"] == "mismatch"
    assert saved["findings"] == ["TITLE001"]
    assert saved["why"] == "We train our own ranking."
    assert "booking chat" not in document


def test_an_unknown_subject_is_refused():
    with pytest.raises(ValueError, match="weather"):
        disagree(mismatch(), "weather", None, "")


def test_a_long_reason_is_cut():
    assert len(disagree(mismatch(), "other", None, "x" * 5000).why) == 2000
