import json
from pathlib import Path

import pytest

from auditor.errors import MalformedRowError, UnreadableInputError
from auditor.evaluation import LabelledPosting, read_labelled
from tests.evaluation.samples import AID, AIE, DS, MATCH, MISMATCH, MLE, OTHER, PARTIAL, UNCLAIMED, YES, label

TEXT = "You will keep our tide models running and watch how fast they answer."


def saved(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def read(path: Path, *rows: object, texts: bool = True) -> tuple[LabelledPosting, ...]:
    return read_labelled(saved(path / "set.jsonl", *rows), texts=texts)


def test_a_full_row_is_read(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path,
        {
            "id": 12, "title": "AI Engineer", "text": TEXT, "company": "Tidewell", "role": "ai_developer", "year": 2026,
            "secondary_role": "ai_engineer", "alternative_role": "ai_engineer", "title_claims": ["ai_engineer"],
            "verdict": "partial", "contested": False, "facts": {"custom_models": "yes", "core_product": None},
            "spec": {"scale": True, "success": None},
        },
    )  # fmt: skip
    assert (found.id, found.role, found.secondary_role, found.alternative_role) == ("12", AID, AIE, AIE)
    assert (found.title_claims, found.verdict, found.contested) == ((AIE,), PARTIAL, False)
    assert (found.facts, found.spec) == ({"custom_models": YES}, {"scale": True})
    assert found.posting.company == "Tidewell"


def test_labels_may_be_missing_and_the_content_hash_stands_in_for_an_id(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {"text": TEXT})
    assert (found.id, found.role, found.title_claims, found.verdict_under("guide")) == (found.posting.id, *[None] * 3)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "a", "text": TEXT, "role": "wizard"}, "line 2: role: "),
        ({"id": "a", "text": TEXT, "facts": {"custom_models": "maybe"}}, "line 2: facts.custom_models: "),
        ({"id": "a", "text": TEXT, "facts": {"colour": "yes"}}, "line 2: facts.colour"),
        ({"id": "a", "text": TEXT, "title_claims": "ai_engineer"}, "line 2: title_claims: "),
        ({"id": "a", "text": TEXT, "title_claims": ["other"]}, 'line 2: "title_claims" holds "other"'),
        ({"id": "a", "text": "  "}, "line 2: the posting is empty"),
        ({"id": "a"}, "line 2: the posting is empty"),
        ({"title": "AI Engineer"}, 'line 2: neither "id" nor "text"'),
        ({"id": "first", "text": TEXT}, "line 2: a second row for 'first'"),
        ("[]", "line 2: not an object"),
        ("{", "line 2: not JSON"),
    ],
)
def test_a_bad_row_is_named_by_its_line(row: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(MalformedRowError) as caught:
        read(tmp_path, {"id": "first", "text": TEXT}, row)
    assert words in caught.value.message
    assert caught.value.hint


def test_no_row_and_no_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(MalformedRowError, match="no labelled posting"):
        read(tmp_path, "")
    with pytest.raises(UnreadableInputError, match="no such file"):
        read_labelled(tmp_path / "absent.jsonl", texts=True)


def test_texts_may_be_left_out_when_nothing_is_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {"id": "1", "role": "other"}, texts=False)
    assert (found.posting.text, found.role) == ("", OTHER)


@pytest.mark.parametrize(
    ("labelled", "verdict"),
    [
        (label("1", AIE, (AIE,)), MATCH),
        (label("1", AID, (AIE,)), MISMATCH),
        (label("1", AID, (AIE,), AIE), PARTIAL),
        (label("1", DS, ()), UNCLAIMED),
        (label("1", OTHER, ()), MATCH),
        (LabelledPosting("1", label("1", None).posting, role=AID, title_claims=(AIE,)), None),
        (LabelledPosting("1", label("1", None).posting, role=AIE, title_claims=(AIE,)), MATCH),
        (LabelledPosting("1", label("1", None).posting, verdict=PARTIAL), PARTIAL),
    ],
)
def test_the_verdict_follows_from_the_labels(labelled: LabelledPosting, verdict: object) -> None:
    assert labelled.verdict_under("guide") is verdict


def test_the_market_adds_what_the_title_itself_adds() -> None:
    plain = label("1", AID, (AIE,), title="Senior AI Engineer")
    assert (plain.verdict_under("guide"), plain.verdict_under("market")) == (MISMATCH, MATCH)
    assert plain.claims_under("market") == (AIE, AID)
    narrow = label("2", AID, (AIE,), title="MLOps Engineer")
    assert (narrow.verdict_under("market"), narrow.claims_under("market")) == (MISMATCH, (AIE,))
    learning = label("3", AIE, (MLE,), title="Machine Learning Engineer")
    assert (learning.verdict_under("guide"), learning.verdict_under("market")) == (MISMATCH, MATCH)


def test_a_stated_verdict_is_the_guides_and_is_derived_anew_for_the_market() -> None:
    stated = LabelledPosting(
        "1", label("1", None, title="AI Engineer").posting, role=AID, secondary_known=True, title_claims=(AIE,),
        verdict=MISMATCH,
    )  # fmt: skip
    assert (stated.verdict_under("guide"), stated.verdict_under("market")) == (MISMATCH, MATCH)
