from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.advice import Advice, Answers, Scope, advise
from auditor.advice.model import GivenBy
from auditor.facts.model import Places
from auditor.finding import Severity
from auditor.guide import load_interview
from auditor.posting import PostingKind, Section
from auditor.reading import Answer, Fact
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title
from tests.advice.situations import CALLS, SERVES, TRAINS, advice_for
from tests.builders import VACANCY, build_assessment, build_finding, build_reading, duty, line

HOSTED = {"custom_models": Answer.NO}
WRONG_HIRE = build_finding("HIRE001", Severity.ERROR)


def need(advice: Advice, question: str) -> tuple[Answer, GivenBy | None]:
    (found,) = (n for n in advice.need if n.id == question)
    return found.answer, found.given_by


def test_every_part_cites_its_section_of_the_guide() -> None:
    advice = advice_for(RoleId.AI_ENGINEER, SERVES, findings=(build_finding("SPEC001", Severity.INFO),))
    parts = [*advice.need, advice.first_move, *advice.staffing, *advice.interview, *advice.channels]
    assert parts
    assert all(part is not None and part.source.startswith("AI hiring guide, 2026, section ") for part in parts)


def test_the_posting_answers_and_the_user_overrules_it() -> None:
    low = duty("Serve the model for 4,000 invoices a day", "serves_models")
    assert need(advice_for(RoleId.AI_ENGINEER, low), "volume") == (Answer.NO, GivenBy.POSTING)
    told = advice_for(RoleId.AI_ENGINEER, low, answers=Answers(requests_per_day=3_000_000))
    assert need(told, "volume") == (Answer.YES, GivenBy.USER)
    assert need(advice_for(RoleId.AI_ENGINEER, SERVES), "volume") == (Answer.UNCLEAR, None)


def test_a_vague_volume_on_both_sides_of_the_limit_stays_open() -> None:
    vague = duty("Serve thousands of requests every hour", "serves_models")
    assert need(advice_for(RoleId.AI_ENGINEER, vague), "volume") == (Answer.UNCLEAR, None)


def test_the_conclusion_depends_on_answer_and_role() -> None:
    hosted = advice_for(RoleId.AI_ENGINEER, SERVES, facts=HOSTED).need[0]
    right = advice_for(RoleId.AI_DEVELOPER, CALLS, facts=HOSTED).need[0]
    assert "hire an AI developer instead" in hosted.conclusion
    assert right.conclusion == "An AI developer is the right kind of hire."


def test_the_four_answers_are_counted_in_words() -> None:
    assert advice_for(RoleId.ML_ENGINEER, TRAINS).need_words.startswith("The posting answers none of the 4")
    said = advice_for(RoleId.ML_ENGINEER, TRAINS, facts={"custom_models": Answer.YES}).need_words
    assert said == "1 of 4 questions are answered; 1 speaks for a dedicated hire."


@pytest.mark.parametrize(
    ("role", "answers", "move", "staffed"),
    [
        (RoleId.AI_ENGINEER, Answers(), "infrastructure_owner", "full_time"),
        (RoleId.ML_ENGINEER, Answers(), "custom_models", "full_time"),
        (RoleId.DATA_SCIENTIST, Answers(), "insight", "full_time"),
        (RoleId.AI_DEVELOPER, Answers(), "llm_features", "full_time"),
        (RoleId.AI_DEVELOPER, Answers(goal="support_triage"), "workflow_automation", "full_time"),
        (RoleId.AI_DEVELOPER, Answers(deadline_days=59), "short_deadline", "contractor"),
        (RoleId.AI_DEVELOPER, Answers(deadline_days=60), "llm_features", "contractor"),
        (RoleId.AI_DEVELOPER, Answers(deadline_days=120), "llm_features", "full_time"),
        (RoleId.AI_ENGINEER, Answers(scope=Scope.UNCLEAR, deadline_days=20), "unclear_scope", "agency"),
        (RoleId.AI_ENGINEER, Answers(scope=Scope.BOUNDED), "infrastructure_owner", "contractor"),
        (RoleId.AI_ENGINEER, Answers(core_product=Answer.NO, requests_per_day=500), "infrastructure_owner",
         "contractor"),
    ],
)  # fmt: skip
def test_first_move_and_staffing_follow_the_situation(role: RoleId, answers: Answers, move: str, staffed: str) -> None:
    advice = advice_for(role, SERVES, answers=answers)
    assert advice.first_move is not None
    assert (advice.first_move.id, advice.staffing[0].id) == (move, staffed)
    assert [option.recommended for option in advice.staffing] == [True, False, False]


def test_the_recommended_hire_does_not_contradict_the_advice_to_compare() -> None:
    capability = Answers(core_product=Answer.NO)
    developer = advice_for(RoleId.AI_DEVELOPER, CALLS, answers=capability)
    assert "compare the other two" in (developer.staffing[0].why or "")
    scientist = advice_for(RoleId.DATA_SCIENTIST, duty("Answer questions", "analyses_data"), answers=capability)
    assert "Nothing stated speaks against" in (scientist.staffing[0].why or "")
    assert scientist.need[3].conclusion.startswith("Nothing to settle for this hire")


def test_a_data_scientist_who_runs_nothing_is_not_told_what_running_takes() -> None:
    answers = duty("Answer questions", "analyses_data")
    idle = advice_for(RoleId.DATA_SCIENTIST, answers)
    assert idle.conditions.sticks == idle.conditions.pays_when == ()
    assert "AI systems in production" not in idle.staffing[0].best_when
    assert advice_for(RoleId.DATA_SCIENTIST, answers, SERVES).conditions.sticks
    assert "AI systems in production" in advice_for(RoleId.AI_ENGINEER, SERVES).staffing[0].best_when


def test_an_internship_gets_no_hiring_plan() -> None:
    reading = build_reading([TRAINS], RoleId.ML_ENGINEER)
    assert advise(build_assessment(reading, read_title("Machine Learning Intern")), ()) is None
    assert advise(build_assessment(reading, read_title("Junior Machine Learning Engineer")), ()) is not None


def test_models_of_ones_own_that_no_line_of_the_answer_shows_are_shown_by_the_work_on_them() -> None:
    company = line(Section.COMPANY, "We rent out bicycles in forty cities")
    reading = build_reading([company, TRAINS], RoleId.ML_ENGINEER)
    reading = replace(reading, facts=reading.facts | {"custom_models": Fact(Answer.YES, ())})
    advice = advise(build_assessment(reading, read_title("Machine Learning Engineer")), ())
    assert advice is not None
    assert [evidence.statement for evidence in advice.need[0].evidence] == [2]


def test_several_skill_sets_at_once_call_for_an_agency() -> None:
    ends = Answers(scope=Scope.BOUNDED)
    advice = advice_for(RoleId.AI_ENGINEER, SERVES, answers=ends, secondary=RoleId.ML_ENGINEER)
    assert advice.staffing[0].id == "agency"


def test_the_goal_says_what_changes_in_daily_work() -> None:
    lines = duty("Triage support tickets", "automates_with_ai"), duty("Draft for the help desk", "automates_with_ai")
    goal = advice_for(RoleId.AI_DEVELOPER, *lines).goal
    assert goal is not None
    assert "a fallback path" in goal.changes
    assert [evidence.statement for evidence in goal.evidence] == [1, 2]


def test_the_cost_of_the_wrong_hire_stands_beside_that_finding_only() -> None:
    assert advice_for(RoleId.AI_DEVELOPER, CALLS).wrong_hire is None
    cost = advice_for(RoleId.AI_DEVELOPER, CALLS, findings=(WRONG_HIRE,)).wrong_hire
    assert cost is not None
    assert (cost.least, cost.most) == (300_000, 600_000)
    assert cost.arithmetic.startswith("1.5 × $200,000 = $300,000; 3 × $200,000 = $600,000")


@pytest.mark.parametrize("doubt", [("low_confidence",), ("readers_disagree",)])
def test_with_the_role_in_doubt_only_the_specification_is_given(doubt: tuple[str, ...]) -> None:
    advice = advice_for(RoleId.AI_ENGINEER, SERVES, reasons=doubt)
    assert advice.withheld is not None
    assert (advice.need, advice.first_move, advice.staffing, advice.interview) == ((), None, (), ())
    assert advice.specification.items


def test_an_error_withholds_the_plan() -> None:
    advice = advice_for(RoleId.AI_DEVELOPER, CALLS, findings=(build_finding("TITLE001", Severity.ERROR),))
    assert (
        advice.withheld == "Title, duties and requirements disagree; settle that first, and the plan follows from it."
    )
    assert advice.need == ()


def test_other_professions_and_talent_pools_get_no_advice() -> None:
    other = build_reading((duty("Keep the ledger", "runs_business"),), RoleId.OTHER)
    assert advise(build_assessment(other, None), ()) is None
    pool = build_reading((SERVES,), RoleId.AI_ENGINEER)
    facts = replace(VACANCY, kind=PostingKind.TALENT_POOL)
    assert advise(build_assessment(pool, None, facts=facts), ()) is None


def test_the_interview_asks_about_the_work_before_the_red_flags() -> None:
    asked = advice_for(RoleId.AI_ENGINEER, SERVES, duty("Run the registry", "runs_mlops"), SERVES).interview
    assert [question.id for question in asked[:2]] == ["serves_models", "runs_mlops"]
    assert {question.id for question in asked} >= {row.id for row in load_interview().red_flags}
    assert all(question.strong and question.weak for question in asked)


def test_every_activity_of_a_role_can_be_asked_about() -> None:
    for activity in load_taxonomy().activities.values():
        if activity.role is not None:
            asked = advice_for(activity.role, duty("Do it", activity.id)).interview
            assert asked[0].id == activity.id


def test_channels_follow_role_level_and_engagement() -> None:
    def names(*args: object, **more: object) -> list[str]:
        return [channel.name for channel in advice_for(*args, **more).channels]  # type: ignore[arg-type]

    assert "LangChain and LlamaIndex Discord" in names(RoleId.AI_DEVELOPER, CALLS)
    assert "MLOps Community (Slack)" in names(RoleId.AI_ENGINEER, SERVES)
    assert "specialised AI and ML recruiters" in names(RoleId.AI_ENGINEER, SERVES, title="Staff MLOps Engineer")
    assert "specialised AI and ML recruiters" not in names(RoleId.AI_ENGINEER, SERVES)
    assert "Contra" in names(RoleId.AI_DEVELOPER, CALLS, answers=Answers(scope=Scope.BOUNDED))
    assert "LinkedIn" not in names(RoleId.AI_DEVELOPER, CALLS, answers=Answers(scope=Scope.BOUNDED))


@pytest.mark.parametrize(
    ("line", "places", "reached"),
    [
        ("Serve the ranking model", Places(("US-CA",)), set()),
        ("Serve the ranking model", Places(), set()),
        ("Serve the ranking model in a hybrid role", Places(("IN",)), set()),
        ("Serve the ranking model in a non-remote role", Places(("IN",)), set()),
        ("Serve the ranking model", Places(("US",), remote=True), {"Turing"}),
        ("Serve the ranking model", Places(("IN",), remote=True), {"Arc.dev"}),
        ("Serve the ranking model", Places(("DE",), remote=True), set()),
        ("Serve the ranking model", Places(remote=True), {"Arc.dev", "Turing"}),
        ("Serve the ranking model in a fully remote team", Places(), {"Arc.dev", "Turing"}),
        ("Serve the ranking model in a fully remote team or on-site", Places(), set()),
    ],
)
def test_channels_for_remote_people_are_for_remote_work_where_they_are(
    line: str, places: Places, reached: set[str]
) -> None:
    found = advice_for(RoleId.AI_ENGINEER, duty(line, "serves_models"), places=places).channels
    assert {channel.name for channel in found} & {"Arc.dev", "Turing"} == reached


def test_the_specification_shows_the_line_that_states_an_item() -> None:
    items = advice_for(
        RoleId.AI_DEVELOPER, duty("Keep a fallback to the old rules", "calls_llm_api")
    ).specification.items
    stated = [item for item in items if item.stated]
    assert [item.id for item in stated] == ["fallback"]
    assert stated[0].evidence[0].statement == 1
    assert len(items) == 10


def test_a_product_that_the_duties_show_is_not_called_a_capability() -> None:
    shown = duty("Tune the inference platform", "serves_models"), duty("Own the inference engine", "serves_models")
    no = {"core_product": Answer.NO}
    assert need(advice_for(RoleId.AI_ENGINEER, *shown, facts=no), "core_product")[0] is Answer.UNCLEAR
    told = advice_for(RoleId.AI_ENGINEER, *shown, answers=Answers(core_product=Answer.NO))
    assert need(told, "core_product") == (Answer.NO, GivenBy.USER)
    assert need(advice_for(RoleId.AI_ENGINEER, SERVES, facts=no), "core_product")[0] is Answer.NO


def test_what_does_not_matter_for_the_role_is_not_asked_of_the_posting() -> None:
    asked = {n.id: n.conclusion for n in advice_for(RoleId.DATA_SCIENTIST, SERVES).need}
    assert asked["volume"].startswith("Nothing to settle")
    assert asked["models_built"].startswith("It need not be settled")


def test_what_is_not_asked_of_a_data_scientist_stands_last_as_if_it_applies() -> None:
    items = advice_for(RoleId.DATA_SCIENTIST, duty("Tell what a recall costs", "analyses_data")).specification.items
    assert [item.id for item in items if not item.applies] == [item.id for item in items[-4:]]
    assert all(item.prompt.startswith("If it applies: ") for item in items[-4:])
    stated = advice_for(RoleId.DATA_SCIENTIST, duty("Keep the SLA of the weekly report", "analyses_data"))
    assert [item.id for item in stated.specification.items if item.id == "service_level" and item.applies]
    every = advice_for(RoleId.AI_DEVELOPER, CALLS).specification.items
    assert all(item.applies for item in every)


def test_who_may_keep_an_analysts_title_is_not_told_to_hire_a_data_scientist() -> None:
    reports = duty("Report the sales of each branch", "builds_dashboards")
    models = [duty(f"Forecast the sales of branch {n}", "models_statistically") for n in (1, 2)]
    kept = advice_for(RoleId.DATA_SCIENTIST, reports, title="Sales Analyst").first_move
    retitled = advice_for(RoleId.DATA_SCIENTIST, reports, *models, title="Sales Analyst").first_move
    assert kept is not None
    assert retitled is not None
    assert (kept.id, retitled.id) == ("analysis", "insight")
    assert "data scientist" not in kept.move
