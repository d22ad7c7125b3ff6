import json
from dataclasses import replace

import jsonschema
import pytest

from auditor.assessment import SecondOpinion
from auditor.judgement import Audit
from auditor.posting import Posting
from auditor.readers import Usage
from auditor.reports.document import audit_document, encode
from auditor.reports.schema import audit_schema
from auditor.taxonomy import RoleId
from tests.reports.samples import HOSTILE, decided, hostile, ready, unread

FIELDS = """
    schema posting statements title_claims seniority role secondary_role alternative_role role_mix confidence
    needs_review review_reasons verdict verdict_by_profile action summary suggested_titles findings facts spec pay
    advice second_opinion usage provenance
"""


def read_by_a_model() -> Audit:
    audit = decided()
    assessment = replace(audit.assessment, second_opinion=SecondOpinion(RoleId.ML_ENGINEER, 0.4))
    return replace(audit, assessment=assessment, usage=Usage(900, 80, 0, None, 1.5))


@pytest.mark.parametrize("audit", [decided(), ready(), unread(), hostile(), read_by_a_model()])
def test_every_document_validates_and_has_every_field_in_order(audit: Audit) -> None:
    document = json.loads(encode(audit_document(audit)))
    jsonschema.validate(document, audit_schema())
    assert " ".join(document) == " ".join(FIELDS.split())


def test_the_schema_refuses_a_missing_and_an_unknown_field() -> None:
    document = json.loads(encode(audit_document(ready())))
    for wrong in (document | {"extra": 1}, {k: v for k, v in document.items() if k != "role"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, audit_schema())


def test_offsets_point_at_the_quoted_text() -> None:
    audit = decided()
    document = audit_document(audit)
    quoted = [e for finding in document["findings"] for e in finding["evidence"]]
    assert len(quoted) == 4
    for evidence in quoted:
        assert audit.posting.text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert document["findings"][3]["absence"] == "a pay range"


def test_a_posting_that_was_not_read_has_null_judgements_and_reasons() -> None:
    document = audit_document(unread())
    assert [document[k] for k in ("role", "role_mix", "confidence", "verdict")] == [None] * 4
    assert document["review_reasons"] == ["too_short", "no_title"]
    assert document["facts"]["core_product"] == {"value": "unclear", "evidence": []}
    assert document["spec"]["scale"] == {"value": False, "evidence": []}


def test_the_id_is_of_title_and_untouched_text() -> None:
    audit = decided()
    expected = Posting("Senior AI Engineer", audit.posting.text).id
    assert audit_document(audit)["posting"]["id"] == expected
    assert expected != Posting(None, audit.posting.text).id


def test_the_role_mix_sums_to_one_over_the_five_roles() -> None:
    mix = audit_document(decided())["role_mix"]
    assert mix is not None
    assert set(mix) == set(RoleId)
    assert sum(mix.values()) == pytest.approx(1, abs=1e-8)


def test_usage_and_second_opinion_of_a_model_are_given() -> None:
    document = audit_document(read_by_a_model())
    assert document["usage"] == {
        "input_tokens": 900, "output_tokens": 80, "cached_tokens": 0, "usd": None, "seconds": 1.5,
    }  # fmt: skip
    assert document["second_opinion"] == {"role": "ml_engineer", "confidence": 0.4}


def test_hidden_characters_are_written_as_escapes_and_come_back() -> None:
    written = encode(audit_document(hostile()))
    assert "\u202e" not in written
    assert "\\u202e" in written
    assert json.loads(written)["findings"][0]["fix"] == HOSTILE.replace("\ud800", "\ufffd")


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert encode(audit_document(decided())) == encode(audit_document(decided()))
