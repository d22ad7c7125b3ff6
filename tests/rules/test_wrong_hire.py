from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.finding import Certainty, Severity
from auditor.posting import PostingKind, Section
from auditor.rules.wrong_hire import WRONG_HIRE
from auditor.taxonomy import RoleId
from tests.builders import VACANCY, Line, build_assessment, build_claims, build_reading, duty, line, requirement

DUTIES = (
    duty("Classify incoming documents with a hosted language model", "calls_llm_api"),
    duty("Evaluate the answers before each release", "evaluates_llm_apps"),
)
TOLD = (*DUTIES, duty("Build the chat window that clerks ask", "builds_assistants"))
TRAIN = requirement("Proven record of training deep neural networks", "trains_models")
TUNE = requirement("Hands-on fine-tuning of transformer models on your own data", "fine_tunes_models")
TORCH = requirement("Expert use of PyTorch every day", "knows_ml_frameworks")


def found(*requirements: Line, duties: tuple[Line, ...] = DUTIES, role: RoleId = RoleId.AI_DEVELOPER, **more: object):  # type: ignore[no-untyped-def]
    reading = build_reading([*duties, *requirements], role, **more)  # type: ignore[arg-type]
    return WRONG_HIRE.findings(build_assessment(reading, build_claims("AI Developer", RoleId.AI_DEVELOPER)))


def test_the_guides_case_is_an_error_that_quotes_both_sides() -> None:
    (finding,) = found(TRAIN, TUNE)
    assert finding.severity is Severity.ERROR
    assert [e.statement for e in finding.evidence] == [1, 2, 3, 4]  # type: ignore[union-attr]
    assert "an ML engineer for work that an AI developer does" in finding.message


def test_a_framework_supports_a_statement_about_training() -> None:
    assert [f.severity for f in found(TRAIN, TORCH)] == [Severity.ERROR]
    tensorflow = requirement("Expert use of TensorFlow every day", "knows_ml_frameworks")
    assert found(TORCH, tensorflow) == ()
    assert [f.severity for f in found(TORCH, tensorflow, duties=TOLD)] == [Severity.INFO]
    assert found(TORCH, duties=TOLD) == ()


def test_years_of_training_or_as_its_engineer_select_for_it() -> None:
    years = requirement("At least 5 years of experience training and scaling AI/ML models", "deploys_models")
    (finding,) = found(years)
    assert finding.severity is Severity.ERROR
    assert "a must-have requirement asks for years of" in finding.message
    career = requirement("7+ years as an ML engineer, some on products on LLMs", "builds_ai_features")
    assert [f.severity for f in found(TUNE, career)] == [Severity.ERROR]
    assert [f.severity for f in found(TUNE, requirement("A PhD in machine learning"))] == [Severity.ERROR]
    assert found(TUNE, requirement("Bachelor, Master or PhD in machine learning")) == ()


def test_one_requirement_of_training_is_worth_a_line_where_the_duties_tell_the_work() -> None:
    (finding,) = found(TUNE, duties=TOLD)
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.MEDIUM)
    assert "a must-have requirement names what an ML engineer needs" in finding.message
    near = duty("Look after the team's PyTorch code and its prompts", "calls_llm_api")
    assert found(TUNE, duties=(*TOLD, near)) == ()
    assert found(requirement("Design of LLM architectures for years", "fine_tunes_models"), duties=TOLD) == ()


def test_running_models_asked_of_an_application_builder_is_found_too() -> None:
    serve = requirement("Years of running inference on clusters", "serves_models", "runs_gpu_infrastructure")
    (finding,) = found(serve, requirement("Years of Kubeflow in production", "runs_mlops"))
    assert "an AI engineer for work" in finding.message


@pytest.mark.parametrize(
    "requirements",
    [
        (TRAIN,),
        (TRAIN, line(Section.NICE_TO_HAVE, "Fine-tuning of language models", "fine_tunes_models")),
        (TRAIN, requirement("Familiarity with fine-tuning", "fine_tunes_models")),
        (TRAIN, requirement("Fine-tuning, RAG or prompt design", "fine_tunes_models", "builds_rag")),
        (TRAIN, requirement("Fine-tuning would be a plus", "fine_tunes_models")),
        (TRAIN, requirement("Frameworks such as PyTorch, embeddings and vector databases", "knows_ml_frameworks")),
        (TRAIN, requirement("Years of prompt design, fine-tuning and releases", "fine_tunes_models")),
    ],
)
def test_one_must_have_confirms_nothing(requirements: tuple[Line, ...]) -> None:
    assert found(*requirements) == ()


def test_a_duty_that_trains_a_model_explains_the_requirements() -> None:
    assert found(TRAIN, TUNE, duties=(*DUTIES, duty("Train the fallback classifier", "trains_models"))) == ()
    assert found(TRAIN, TUNE, secondary=RoleId.ML_ENGINEER) == ()
    unseen = duty("Take care of model training and of the release of features", "calls_llm_api")
    assert found(TRAIN, TUNE, duties=(*DUTIES, unseen)) == ()
    assert found(TRAIN, TUNE, duties=(*DUTIES, duty("Train colleagues in writing prompts", "calls_llm_api")))


def test_neighbouring_roles_may_ask_for_each_others_work() -> None:
    training = (duty("Train the ranking model", "trains_models"),)
    serving = requirement("Served models in production", "serves_models")
    asked = (serving, requirement("Ran MLflow for a team", "runs_mlops"))
    assert found(*asked, duties=training, role=RoleId.ML_ENGINEER) == ()


def test_duties_of_one_role_settle_it_where_the_reader_is_less_than_sure() -> None:
    mixed = (*DUTIES, duty("Report usage to the owners every week", "builds_dashboards"))
    assert len(found(TRAIN, TUNE, confidence=0.77)) == 1
    assert found(TRAIN, TUNE, confidence=0.77, duties=mixed) == ()


def test_an_unsure_role_or_a_gig_is_let_pass() -> None:
    reading = build_reading([*DUTIES, TRAIN, TUNE], RoleId.AI_DEVELOPER)
    doubted = build_assessment(reading, None, review_reasons=("low_confidence",))
    assert WRONG_HIRE.findings(doubted) == ()
    facts = replace(VACANCY, kind=PostingKind.ANNOTATION_GIG)
    assert WRONG_HIRE.findings(build_assessment(reading, None, facts=facts)) == ()


def test_few_duties_are_answered_by_the_fix_and_other_doubts_are_not() -> None:
    claims = build_claims("AI Developer", RoleId.AI_DEVELOPER)
    reading = build_reading([*DUTIES, TRAIN, TUNE], RoleId.AI_DEVELOPER)
    few, disputed = (
        WRONG_HIRE.findings(build_assessment(reading, claims, review_reasons=reasons))
        for reasons in (("few_duties",), ("few_duties", "readers_disagree"))
    )
    assert [finding.severity for finding in few] == [Severity.ERROR]
    assert disputed == ()


def test_a_tag_alone_is_not_enough_for_an_error() -> None:
    vague = requirement("Four years of experience with machine learning", "trains_models")
    assert found(vague, TORCH) == ()
    assert found(requirement("Fine-tuning", "fine_tunes_models"), TORCH) == ()


def test_people_who_run_models_need_two_statements_about_training() -> None:
    runs = (duty("Serve and watch the models", "serves_models", "monitors_models"),)
    assert found(TRAIN, TORCH, duties=runs, role=RoleId.AI_ENGINEER) == ()
    assert len(found(TRAIN, TUNE, duties=runs, role=RoleId.AI_ENGINEER)) == 1
