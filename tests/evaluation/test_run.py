import json
from pathlib import Path

import pytest

from auditor.errors import BadKeyError, MalformedRowError, ReaderError, UsageError
from auditor.evaluation import eval_document, match_predictions, run_reader
from auditor.evaluation.fitted import fingerprint, fitted_on, fitted_on_scored
from auditor.evaluation.labels import LabelledPosting
from auditor.evaluation.prediction import prediction_of, read_predictions
from auditor.pipeline import audit
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, ReaderAnswer
from auditor.readers.offline import OfflineReader
from auditor.reports.document import AuditDocument, audit_document
from tests.cli.postings import MISTITLED, TRAINER
from tests.evaluation.samples import AID, AIE, MISMATCH, MLE, label, run_of, said

SET = (
    label("a", AID, (AIE,), text=MISTITLED),
    label("b", MLE, (MLE,), title="Machine Learning Engineer", text=TRAINER),
)


class FailsOnTrainer:
    """A reader that cannot read one of the two postings."""

    provenance = Provenance(reader="acme/large", version="1", provider="acme", model="large")

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        if posting.text == TRAINER:
            raise ReaderError("the model did not answer")
        return OfflineReader().read(posting, segmentation)


def document_of(labelled: LabelledPosting) -> AuditDocument:
    return audit_document(audit(labelled.posting))


def saved(path: Path, *documents: object) -> Path:
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return path


def test_the_reader_runs_over_every_posting_and_says_how_far_it_is() -> None:
    heard: list[int] = []
    run = run_reader(SET, "set.jsonl", OfflineReader(), "guide", heard.append)
    assert [o.prediction.role for o in run.outcomes] == [AID, MLE]
    assert [o.predicted_verdict for o in run.outcomes] == [MISMATCH, "match"]
    assert (heard, run.failed, run.reader) == ([1, 2], 0, "offline")


def test_a_posting_that_the_reader_fails_on_is_wrong_and_not_covered() -> None:
    run = run_reader(SET, "set.jsonl", FailsOnTrainer(), "guide")
    document = eval_document(run)
    assert (document["failed"], document["accuracy"], document["verdict_accuracy"]) == (1, 0.5, 0.5)
    assert (document["coverage"], document["accuracy_covered"]) == (0.5, 1.0)
    assert document["labelled"]["title_claims"] == 1


def test_a_refused_key_ends_the_run_at_once() -> None:
    heard: list[int] = []

    class Refused(FailsOnTrainer):
        def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
            raise BadKeyError("refused", "Check it.")

    with pytest.raises(BadKeyError):
        run_reader(SET, "set.jsonl", Refused(), "guide", heard.append)
    assert heard == []


def test_audits_made_elsewhere_score_as_the_run_itself(tmp_path: Path) -> None:
    path = saved(tmp_path / "audits.jsonl", *reversed([document_of(item) for item in SET]))
    matched = match_predictions(SET, "set.jsonl", read_predictions(path), "guide")
    assert eval_document(matched) == eval_document(run_reader(SET, "set.jsonl", OfflineReader(), "guide"))


def test_missing_and_unmatched_predictions_are_counted(tmp_path: Path) -> None:
    stranger = label("z", AIE, text=TRAINER)
    path = saved(tmp_path / "audits.jsonl", document_of(SET[0]), document_of(stranger))
    document = eval_document(match_predictions(SET, "set.jsonl", read_predictions(path), "guide"))
    assert (document["missing"], document["unmatched"], document["accuracy"], document["coverage"]) == (1, 1, 0.5, 0.5)


def test_predictions_of_other_postings_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "audits.jsonl", document_of(label("z", AIE, text=TRAINER)))
    with pytest.raises(UsageError, match="no prediction"):
        match_predictions(SET, "set.jsonl", read_predictions(path), "guide")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "auditor.audit/9"}, "line 1: schema: "),
        ({"role": "wizard"}, "line 1: role: "),
        ({"confidence": 7}, "line 1: confidence: "),
        ({"posting": {}}, "line 1: the audit does not say"),
    ],
)
def test_a_row_that_is_no_audit_is_named(change: dict[str, object], words: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "audits.jsonl", {**document_of(SET[0]), **change})
    with pytest.raises(MalformedRowError) as caught:
        read_predictions(path)
    assert words in caught.value.message


def test_a_second_audit_of_a_posting_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "audits.jsonl", document_of(SET[0]), document_of(SET[0]))
    with pytest.raises(MalformedRowError, match="line 2: a second audit of 'a'"):
        read_predictions(path)


def test_a_batchs_duplicate_without_an_id_is_left_out(tmp_path: Path) -> None:
    document = document_of(SET[0])
    anonymous = {**document, "posting": {**document["posting"], "source_id": None}}
    path = saved(tmp_path / "audits.jsonl", anonymous, {**anonymous, "duplicate_of": 0})
    assert list(read_predictions(path)) == [document["posting"]["id"]]


def test_claims_are_scored_under_the_profile_that_the_audit_followed() -> None:
    posting = label("a", AID, (AIE,), title="AI Engineer", text=MISTITLED)
    document = audit_document(audit(posting.posting, profile="market"))
    outcome = match_predictions([posting], "set.jsonl", {"a": prediction_of(document)}, "guide").outcomes[0]
    assert set(outcome.prediction.title_claims) == set(outcome.claims or ()) == {AIE, AID}
    assert (outcome.claims_right, outcome.predicted_verdict) == (True, MISMATCH)


def test_postings_that_the_weights_were_fitted_on_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = frozenset({fingerprint(TRAINER)})
    monkeypatch.setattr("auditor.evaluation.fitted.fitted_on", lambda: fitted)
    trained = label("b", MLE, text=TRAINER)
    assert fitted_on_scored(run_of((trained, said(MLE, 0.9))).outcomes) == 1
    assert fitted_on_scored(run_of((trained, said(MLE, 0.9, reader=None))).outcomes) == 1
    assert fitted_on_scored(run_of((trained, said(MLE, 0.9, reader="acme/large"))).outcomes) == 0
    assert fitted_on_scored(run_of((label("a", AID, text=MISTITLED), said(AID, 0.9))).outcomes) == 0


def test_the_shipped_weights_say_what_they_were_fitted_on() -> None:
    assert fingerprint("abc") == "ba7816bf8f01"
    assert len(fitted_on()) > 500
    assert all(len(each) == 12 and int(each, 16) >= 0 for each in fitted_on())
