"""A flagged, a passing and a near-miss posting for each rule about whether the hire is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from auditor.facts.model import Engagement, EngagementFact
from auditor.facts.project import find_project
from auditor.facts.scan import Scan
from auditor.finding import Absence, Finding, Severity
from auditor.guide import load_guide
from auditor.posting import Section, Span
from auditor.reading import Answer, Fact
from auditor.rules import Rule, run_rules
from auditor.rules.bounded_work_permanent_job import BOUNDED_WORK_PERMANENT_JOB
from auditor.rules.capability_not_product import CAPABILITY_NOT_PRODUCT
from auditor.rules.deadline_before_hire import DEADLINE_BEFORE_HIRE
from auditor.rules.low_volume import LOW_VOLUME
from auditor.rules.missing_specification import MISSING_SPECIFICATION
from auditor.rules.no_custom_models import NO_CUSTOM_MODELS
from auditor.rules.nobody_builds_models import NOBODY_BUILDS_MODELS
from auditor.rules.shown import visible
from auditor.rules.unclear_scope import UNCLEAR_SCOPE
from auditor.taxonomy import RoleId
from tests.builders import VACANCY, Line, build_assessment, build_claims, build_reading, duty, line, requirement

CALLS = duty("Connect the claims portal to a hosted language model", "calls_llm_api")
SERVES = duty("Serve the extraction model", "serves_models")
TRITON = requirement("GPU inference with Triton", "serves_models")
KUBEFLOW = requirement("Kubeflow and MLflow in production", "runs_mlops")
PERMANENT = EngagementFact(Engagement.PERMANENT, (Span(2, 5),))


def found(
    checked: Rule,
    role: RoleId,
    *lines: Line,
    facts: Mapping[str, Answer] | None = None,
    engagement: EngagementFact | None = None,
    confidence: float = 0.95,
    title: str | None = None,
) -> tuple[Finding, ...]:
    reading = build_reading(lines, role, confidence=confidence)
    answers = {**reading.facts, **{name: Fact(value, ()) for name, value in (facts or {}).items()}}
    reading = replace(reading, facts=answers)
    project = find_project(Scan(reading.posting.text), reading.segmentation)
    known = replace(VACANCY, project=project, engagement=engagement or EngagementFact())
    reasons = ("low_confidence",) if confidence < 0.75 else ()
    claims = build_claims(title or "Engineer", role)
    assessment = build_assessment(reading, claims, facts=known, review_reasons=reasons)
    return checked.findings(assessment)


def test_infrastructure_for_models_of_others_is_flagged() -> None:
    no = {"custom_models": Answer.NO}
    (finding,) = found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, TRITON, KUBEFLOW, facts=no)
    assert finding.severity is Severity.INFO
    assert "2 requirements ask for infrastructure" in finding.message
    tools = requirement("PyTorch, MLflow, LangChain, MCP", "knows_ml_frameworks")
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, tools, facts=no) == ()


def test_one_must_have_is_enough_and_a_wish_is_none() -> None:
    no = {"custom_models": Answer.NO}
    assert len(found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, TRITON, facts=no)) == 1
    for text in ("Familiarity with GPU inference with Triton", "MLOps and CI/CD", "MLflow for our agents and prompts"):
        wish = requirement(text, "runs_mlops")
        assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, wish, facts=no) == ()


def test_own_models_and_open_ones_that_the_team_runs_pass() -> None:
    yes, no = {"custom_models": Answer.YES}, {"custom_models": Answer.NO}
    runs = duty("Choose between hosted and self-hosted models", "calls_llm_api")
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, TRITON, KUBEFLOW, facts=yes) == ()
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, SERVES, TRITON, KUBEFLOW, facts=no) == ()
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, runs, TRITON, KUBEFLOW, facts=no) == ()
    made = duty("Build tools on (internally created) models", "builds_ai_features")
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, made, TRITON, KUBEFLOW, facts=no) == ()
    assert found(NO_CUSTOM_MODELS, RoleId.AI_DEVELOPER, CALLS, TRITON, KUBEFLOW, facts=no, confidence=0.6) == ()


def test_a_low_volume_is_flagged_and_an_absent_one_is_not() -> None:
    low = duty("Serve the model for 4,000 invoices a day", "serves_models")
    (finding,) = found(LOW_VOLUME, RoleId.AI_ENGINEER, low)
    assert "4,000 a day" in finding.message
    assert "100,000" in finding.message
    assert found(LOW_VOLUME, RoleId.AI_ENGINEER, SERVES) == ()
    high = duty("Serve the model for two or 2 million invoices a day", "serves_models")
    assert found(LOW_VOLUME, RoleId.AI_ENGINEER, high) == ()
    assert found(LOW_VOLUME, RoleId.AI_DEVELOPER, duty("Read 4,000 invoices a day", "calls_llm_api")) == ()
    vague = duty("Serve thousands of daily predictions", "serves_models")
    (finding,) = found(LOW_VOLUME, RoleId.AI_ENGINEER, vague)
    assert "1,000 to 99,999 a day" in finding.message


def test_running_models_that_nobody_builds_is_flagged() -> None:
    first = line(Section.SUMMARY, "You will be our first ML engineer")
    assert len(found(NOBODY_BUILDS_MODELS, RoleId.AI_ENGINEER, first, SERVES)) == 1
    assert found(NOBODY_BUILDS_MODELS, RoleId.ML_ENGINEER, first, SERVES) == ()
    built = duty("Deploy models built by our data scientists", "deploys_models")
    assert found(NOBODY_BUILDS_MODELS, RoleId.AI_ENGINEER, first, built) == ()


def test_automating_workflows_of_the_companys_own_is_flagged() -> None:
    own = (
        duty("Automate the intake of claims for our operations teams", "automates_with_ai"),
        duty("Connect internal systems to AI services", "automates_with_ai"),
    )
    no, yes = {"core_product": Answer.NO}, {"core_product": Answer.YES}
    assert len(found(CAPABILITY_NOT_PRODUCT, RoleId.AI_DEVELOPER, *own, facts=no)) == 1
    assert found(CAPABILITY_NOT_PRODUCT, RoleId.AI_DEVELOPER, *own, facts=yes) == ()
    assert found(CAPABILITY_NOT_PRODUCT, RoleId.AI_DEVELOPER, own[0], CALLS, facts=no) == ()


def test_automating_what_customers_do_is_a_product() -> None:
    no = {"core_product": Answer.NO}
    sold = (
        duty("Automate the intake of claims for customers", "automates_with_ai"),
        duty("Build workflows with clients, beside our internal tools", "automates_with_ai"),
        duty("Show them to colleagues", "automates_with_ai"),
    )
    assert found(CAPABILITY_NOT_PRODUCT, RoleId.AI_DEVELOPER, *sold, facts=no) == ()


def test_a_date_before_anyone_could_be_hired_is_flagged() -> None:
    soon = duty("The assistant has to go live within six weeks", "builds_assistants")
    (finding,) = found(DEADLINE_BEFORE_HIRE, RoleId.AI_DEVELOPER, soon)
    assert "42 days" in finding.message
    later = duty("The assistant has to go live within 5 months", "builds_assistants")
    assert found(DEADLINE_BEFORE_HIRE, RoleId.AI_DEVELOPER, later) == ()
    first_weeks = duty("Deliver a small feature in your first 30 days", "builds_assistants")
    assert found(DEADLINE_BEFORE_HIRE, RoleId.AI_DEVELOPER, first_weeks) == ()


def test_a_scope_that_is_said_to_be_open_is_flagged() -> None:
    open_ = line(Section.SUMMARY, "We are still figuring out where AI can help our branches")
    assert len(found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, open_, CALLS)) == 1
    assert found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, duty("Explore use cases with the branches"), CALLS) == ()
    assert found(UNCLEAR_SCOPE, RoleId.OTHER, open_) == ()
    asked = line(Section.SUMMARY, "Decide where AI should be applied across the branches")
    assert len(found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, asked, CALLS)) == 1
    assert found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, duty("Solve open-ended problems in routing"), CALLS) == ()


def test_a_broad_role_is_settled_and_finding_out_where_ai_helps_is_a_duty() -> None:
    broad = line(Section.SUMMARY, "This role is purposefully broad and changes with our clinics")
    assert found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, broad, CALLS) == ()
    plan = "Own the plan: where ML should be applied in our depots, and what to buy"
    assert found(UNCLEAR_SCOPE, RoleId.ML_ENGINEER, duty(plan)) == ()
    assert len(found(UNCLEAR_SCOPE, RoleId.ML_ENGINEER, line(Section.SUMMARY, plan))) == 1
    assert len(found(UNCLEAR_SCOPE, RoleId.AI_DEVELOPER, duty("A seat at the table and an open-ended scope"))) == 1


def test_work_that_ends_in_a_permanent_job_is_flagged() -> None:
    ends = line(Section.SUMMARY, "This is a one-off migration of our scoring service")
    assert len(found(BOUNDED_WORK_PERMANENT_JOB, RoleId.AI_ENGINEER, ends, SERVES, engagement=PERMANENT)) == 1
    assert found(BOUNDED_WORK_PERMANENT_JOB, RoleId.AI_ENGINEER, ends, SERVES) == ()
    assert found(BOUNDED_WORK_PERMANENT_JOB, RoleId.AI_ENGINEER, SERVES, engagement=PERMANENT) == ()


def test_missing_items_are_one_list_in_the_order_of_the_role() -> None:
    (engineer,) = found(MISSING_SPECIFICATION, RoleId.AI_ENGINEER, SERVES)
    (scientist,) = found(MISSING_SPECIFICATION, RoleId.DATA_SCIENTIST, duty("Answer questions", "analyses_data"))
    assert engineer.message.startswith("No line was found that tells which systems")
    assert scientist.message.startswith("No line was found that tells the data infrastructure")
    assert "; 7 more items are missing." in engineer.message
    assert isinstance(engineer.evidence, Absence)


def test_a_data_scientist_who_runs_nothing_is_not_asked_what_runs() -> None:
    answers = duty("Answer the questions of the branches", "analyses_data")
    (idle,) = found(MISSING_SPECIFICATION, RoleId.DATA_SCIENTIST, answers)
    (running,) = found(MISSING_SPECIFICATION, RoleId.DATA_SCIENTIST, answers, SERVES)
    assert isinstance(idle.evidence, Absence)
    assert isinstance(running.evidence, Absence)
    left = set(running.evidence.what.split("; ")) - set(idle.evidence.what.split("; "))
    rows = {row.missing: row.id for row in load_guide().specification}
    assert {rows[item] for item in left} == {"human_review", "service_level", "fallback", "maintenance"}
    assert "; 3 more items are missing." in idle.message
    for role in (RoleId.AI_DEVELOPER, RoleId.ML_ENGINEER, RoleId.AI_ENGINEER):
        (every,) = found(MISSING_SPECIFICATION, role, answers)
        assert isinstance(every.evidence, Absence)
        assert left <= set(every.evidence.what.split("; "))


def test_research_is_asked_for_what_matters_before_anybody_uses_it() -> None:
    new = duty("Invent training methods and publish them", "researches_models")
    trains = duty("Train large models on new objectives", "trains_models")
    first = {row.missing for row in load_guide().specification if not row.in_use}
    for lines, title in (((trains,), "Research Scientist, Vision"), ((new,) * 4, "Machine Learning Engineer")):
        (finding,) = found(MISSING_SPECIFICATION, RoleId.ML_ENGINEER, *lines, title=title)
        assert isinstance(finding.evidence, Absence)
        assert set(finding.evidence.what.split("; ")) == first
    for lines in ((new, new, new, trains, trains), (new, new, new, new, SERVES)):
        (every,) = found(MISSING_SPECIFICATION, RoleId.ML_ENGINEER, *lines)
        assert isinstance(every.evidence, Absence)
        assert len(every.evidence.what.split("; ")) == 10


def test_a_stated_item_leaves_the_list() -> None:
    stated = duty("Keep the SLA and the fallback", "serves_models")
    (finding,) = found(MISSING_SPECIFICATION, RoleId.AI_ENGINEER, stated)
    assert isinstance(finding.evidence, Absence)
    assert "service level" not in finding.evidence.what
    assert found(MISSING_SPECIFICATION, RoleId.AI_ENGINEER, SERVES, confidence=0.6) == ()
    assert found(MISSING_SPECIFICATION, RoleId.OTHER, SERVES) == ()


def test_an_error_hides_whether_the_hire_is_needed_and_advice_stands_last() -> None:
    open_ = line(Section.SUMMARY, "We are still figuring out where AI can help our branches")
    reading = build_reading((open_, CALLS, duty("Write the prompts", "engineers_prompts")), RoleId.AI_DEVELOPER)
    project = find_project(Scan(reading.posting.text), reading.segmentation)
    facts = replace(VACANCY, project=project)
    fits = build_assessment(reading, build_claims("AI Developer", RoleId.AI_DEVELOPER), facts=facts)
    wrong = build_assessment(reading, build_claims("ML Engineer", RoleId.ML_ENGINEER), facts=facts)
    assert [finding.code for finding in visible(run_rules(fits))] == ["NEED006", "SPEC001"]
    assert [finding.code for finding in visible(run_rules(wrong))] == ["TITLE001", "SPEC001"]
