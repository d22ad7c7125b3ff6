import json
from pathlib import Path

import jsonschema
import pytest

from auditor.cli.entry import run
from auditor.errors import ReaderError
from auditor.evaluation.document import EVAL_SCHEMA, EvalDocument
from auditor.evaluation.fitted import fingerprint
from auditor.reports.schema import schema_of
from tests.cli.postings import MISTITLED, TRAINER
from tests.readers.llm.samples import CANARY, answer
from tests.readers.llm.server import Answer, serving

Captured = pytest.CaptureFixture[str]
ROWS = (
    {"id": 1, "text": MISTITLED, "role": "ai_developer", "secondary_role": None, "title_claims": ["ai_engineer"]},
    {"id": 2, "title": "ML Engineer", "text": TRAINER, "role": "data_scientist", "title_claims": ["ml_engineer"]},
)


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AUDITOR_READER", "AUDITOR_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    Path("set.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")


def scored(capfd: Captured, *arguments: str, code: int = 0) -> EvalDocument:
    assert run(["eval", "set.jsonl", "--json", *arguments]) == code
    document: EvalDocument = json.loads(capfd.readouterr().out)
    jsonschema.validate(document, schema_of(EvalDocument, EVAL_SCHEMA))
    return document


def test_scores_are_printed_as_json_of_the_schema(capfd: Captured) -> None:
    document = scored(capfd)
    assert (document["n"], document["accuracy"], document["verdict_accuracy"]) == (2, 0.5, 1.0)
    assert document["claims_exact"] == 1.0
    assert [(error["id"], error["predicted_role"]) for error in document["errors"]] == [("2", "ml_engineer")]
    assert document["errors"][0]["evidence"]
    assert scored(capfd, "--errors", "0")["errors"] == []


def test_a_language_model_is_scored_by_the_same_command(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    said = answer(role="other", work=[], alternative_role=None, systems=[])
    with serving(Answer(said)) as server:
        document = scored(capfd, "--reader", "openai/served", "--base-url", f"{server.url}/v1")
    assert len(server.requests) == document["n"] == 2
    assert {error["predicted_role"] for error in document["errors"]} == {"other"}
    assert CANARY not in json.dumps(document)


def test_scores_are_printed_for_people(capfd: Captured) -> None:
    assert run(["eval", "set.jsonl"]) == 0
    captured = capfd.readouterr()
    assert captured.out.startswith("set.jsonl: 2 postings scored, 0 contested apart; reader offline, profile guide\n")
    assert "labelled data_scientist, read as ml_engineer" in captured.out
    assert captured.err == ""


def test_the_profile_changes_the_verdict_and_its_label(capfd: Captured) -> None:
    assert scored(capfd)["mismatch"]["tp"] == 1
    market = scored(capfd, "--profile", "market")
    assert (market["profile"], market["mismatch"]["tp"], market["mismatch"]["fn"]) == ("market", 0, 1)


def test_a_batchs_audits_score_as_the_reader_does(capfd: Captured) -> None:
    assert run(["batch", "set.jsonl", "--out", "out"]) == 0
    capfd.readouterr()
    assert scored(capfd, "--predictions", "out/audits.jsonl") == scored(capfd)


def test_a_saved_run_is_compared_with(capfd: Captured) -> None:
    assert scored(capfd, "--save", "before.json")["comparison"] is None
    saved = json.loads(Path("before.json").read_text("utf-8"))
    saved["outcomes"][0] |= {"predicted_role": "other", "predicted_verdict": "match"}
    Path("before.json").write_text(json.dumps(saved), "utf-8")
    comparison = scored(capfd, "--compare", "before.json")["comparison"]
    assert comparison is not None
    assert comparison["role"] == comparison["verdict"] == {"fixed": 1, "broken": 0, "changed": 0}
    assert run(["eval", "set.jsonl", "--compare", "before.json"]) == 0
    assert "\n  fixed   role         1: other -> ai_developer\n" in capfd.readouterr().out


def test_scoring_what_the_weights_were_fitted_on_is_said(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = frozenset({fingerprint(TRAINER)})
    monkeypatch.setattr("auditor.evaluation.fitted.fitted_on", lambda: fitted)
    assert run(["eval", "set.jsonl", "--json"]) == 0
    captured = capfd.readouterr()
    assert json.loads(captured.out)["fitted_on_scored"] == 1
    assert "warning: 1 of the 2 scored postings were fitted on" in captured.err
    assert "python -m benchmarks.crossval" in captured.err


def test_a_reader_that_fails_is_exit_3(capfd: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object) -> None:
        raise ReaderError("no answer")

    monkeypatch.setattr("auditor.evaluation.run.audit", fails)
    assert run(["eval", "set.jsonl"]) == 3
    captured = capfd.readouterr()
    assert "warning: the reader failed on 2 postings (2 reader); they count" in captured.err
    assert "role accuracy           0.000" in captured.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["absent.jsonl"], "absent.jsonl: no such file"),
        (["bad.jsonl"], "bad.jsonl, line 1: role: "),
        (["set.jsonl", "--predictions", "set.jsonl"], "set.jsonl, line 1: schema: "),
        (["set.jsonl", "--compare", "set.jsonl"], "set.jsonl: not a saved run"),
        (["set.jsonl", "--save", "set.jsonl"], "set.jsonl would be overwritten"),
        (["set.jsonl", "--save", "absent/run.json"], "cannot write absent"),
        (["set.jsonl", "--profile", "none"], "no profile is called 'none'"),
        (["set.jsonl", "--errors", "-1"], "--errors"),
    ],
)
def test_what_cannot_be_used_is_exit_2_and_named(arguments: list[str], words: str, capfd: Captured) -> None:
    Path("bad.jsonl").write_text('{"id": "1", "text": "Serve models", "role": "wizard"}\n', "utf-8")
    assert run(["eval", *arguments]) == 2
    captured = capfd.readouterr()
    assert words in captured.err
    assert "hint: " in captured.err
    assert captured.out == ""
