from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.facts.model import PostingFacts, SelfName, YearsAsked
from auditor.finding import Absence, Certainty, Finding, Severity
from auditor.posting import Section, Span
from auditor.rules import run_rules
from auditor.rules.rule import Rule
from auditor.rules.shown import visible
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, Line, build_assessment, build_claims, build_reading, duty, line, requirement

TRAINS = duty("Train the churn model", "trains_models")
SERVES = duty("Serve it under 50 ms", "serves_models")
CODES = duty("Maintain the billing service in Java", "builds_software")
PROMPTS = duty("Write prompts", "engineers_prompts")


def only(assessment: object, code: str) -> Finding:
    (finding,) = [f for f in run_rules(assessment) if f.code == code]  # type: ignore[arg-type]
    return finding


def none(assessment: object, code: str) -> bool:
    return all(f.code != code for f in run_rules(assessment))  # type: ignore[arg-type]


def test_an_ai_title_over_software_duties_is_an_error_naming_the_profession() -> None:
    fixes = [duty(f"Fix defects in portal {n}", "builds_software") for n in range(2)]
    reading = build_reading([CODES, *fixes], RoleId.OTHER)
    finding = only(build_assessment(reading, build_claims("AI Engineer", RoleId.AI_ENGINEER)), "TITLE002")
    assert finding.severity is Severity.ERROR
    assert "No duty describes AI work; the duties are those of a software engineer." in finding.message
    assert len(finding.evidence) == 3  # type: ignore[arg-type]


def test_some_ai_among_the_duties_is_said() -> None:
    services = [duty(f"Maintain service number {n}", "builds_software") for n in range(4)]
    reading = build_reading([*services, PROMPTS], RoleId.OTHER)
    finding = only(build_assessment(reading, build_claims("AI Engineer", RoleId.AI_ENGINEER)), "TITLE002")
    assert "Almost no duty" in finding.message
    assert len(finding.evidence) == 3  # type: ignore[arg-type]


def test_a_text_that_speaks_of_ai_throughout_is_not_told_that_it_does_not() -> None:
    games = [duty(f"Tune the AI of opponents, level {n}", "builds_software") for n in range(3)]
    reading = build_reading(games, RoleId.OTHER)
    finding = only(build_assessment(reading, build_claims("AI Engineer", RoleId.AI_ENGINEER)), "TITLE002")
    assert finding.severity is Severity.WARNING
    assert "The text speaks of AI throughout, but the duties are those of a software engineer." in finding.message


def test_an_ai_title_over_untagged_text_states_an_absence() -> None:
    reading = build_reading([duty("Be excellent")], RoleId.OTHER)
    finding = only(build_assessment(reading, build_claims("AI Engineer", RoleId.AI_ENGINEER)), "TITLE002")
    assert finding.evidence == Absence("a duty that is AI work")
    assert "another profession" in finding.message


@pytest.mark.parametrize(
    ("claimed", "says"),
    [
        ((RoleId.AI_ENGINEER,), "The title covers the second."),
        ((RoleId.ML_ENGINEER,), "The title covers the first."),
        ((), "The title names neither."),
    ],
)
def test_two_jobs_in_one_posting_is_a_note_for_every_title_that_names_at_most_one(
    claimed: tuple[RoleId, ...], says: str
) -> None:
    runs = [duty(f"Keep ranking model {n} running", "serves_models") for n in range(3)]
    reading = build_reading([TRAINS, TRAINS, TRAINS, *runs], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    finding = only(build_assessment(reading, build_claims("T", *claimed)), "TITLE003")
    assert finding.severity is Severity.INFO
    assert says in finding.message
    assert "open two postings" in finding.fix
    assert [e.statement for e in finding.evidence] == [1, 4, 5, 6]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ([SERVES, duty("Roll back bad releases", "serves_models")], "two lines of it look like"),
        ([duty(f"Keep model {n} running", "serves_models") for n in range(3)], "some of it looks like"),
    ],
)
def test_some_lines_of_another_role_are_asked_about(second: list[Line], says: str) -> None:
    reading = build_reading([TRAINS, TRAINS, *second], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    claims = build_claims("ML Engineer", RoleId.ML_ENGINEER)
    finding = only(build_assessment(reading, claims), "TITLE003")
    assert finding.certainty is Certainty.MEDIUM
    assert says in finding.message
    assert "two postings" not in finding.fix
    assert "?" in finding.fix


def test_a_line_that_shows_both_jobs_is_quoted_once() -> None:
    both = duty("Train the churn model and keep it running", "trains_models", "serves_models")
    reading = build_reading([both, both, both], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    finding = only(build_assessment(reading, build_claims("ML Engineer", RoleId.ML_ENGINEER)), "TITLE003")
    assert len(finding.evidence) == len(set(finding.evidence))  # type: ignore[arg-type]


def test_a_single_line_of_another_role_is_asked_about_only_where_the_title_names_that_role() -> None:
    reading = build_reading([TRAINS, TRAINS, SERVES], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    assert none(build_assessment(reading, build_claims("ML Engineer", RoleId.ML_ENGINEER)), "TITLE003")
    assert none(build_assessment(reading, build_claims("Software Engineer")), "TITLE003")
    named = build_assessment(reading, build_claims("MLOps Engineer", RoleId.AI_ENGINEER))
    assert "one line of it looks like" in only(named, "TITLE003").message


def test_papers_presentations_and_what_only_the_summary_says_show_no_second_job() -> None:
    trains, title = [TRAINS] * 4, build_claims("ML Engineer", RoleId.ML_ENGINEER)
    about = [line(Section.SUMMARY, f"Our team runs model {n} in production", "serves_models") for n in range(4)]
    assert none(
        build_assessment(build_reading([*trains, *about], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER), title), "TITLE003"
    )
    told = [duty(f"Present result {n}", "presents_insights") for n in range(4)]
    assert none(
        build_assessment(build_reading([*trains, *told], RoleId.ML_ENGINEER, RoleId.DATA_SCIENTIST), title), "TITLE003"
    )


def test_an_internship_is_no_two_jobs() -> None:
    runs = [duty(f"Keep ranking model {n} running", "serves_models") for n in range(3)]
    reading = build_reading([TRAINS, TRAINS, TRAINS, *runs], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    assert none(build_assessment(reading, read_title("Machine Learning Intern")), "TITLE003")


def test_two_jobs_under_a_plain_title_are_one_finding_that_asks_for_a_title() -> None:
    runs = [duty(f"Keep ranking model {n} running", "serves_models") for n in range(3)]
    reading = build_reading([TRAINS, TRAINS, TRAINS, *runs], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    plain = build_assessment(reading, build_claims("Software Engineer"))
    assert "name it in the title" in only(plain, "TITLE003").fix
    assert none(plain, "TITLE004")


def test_an_analysts_title_over_an_analysts_work_is_left_alone() -> None:
    charts = [duty(f"Build dashboard {n}", "builds_dashboards") for n in range(4)]
    reading = build_reading(charts, RoleId.DATA_SCIENTIST)
    assert none(build_assessment(reading, read_title("Data Analyst")), "TITLE004")
    assert "Data Scientist" in only(build_assessment(reading, read_title("Software Engineer")), "TITLE004").fix


def test_a_researchers_title_over_the_making_of_models_is_left_alone() -> None:
    reading = build_reading([TRAINS], RoleId.ML_ENGINEER)
    assert none(build_assessment(reading, read_title("Research Scientist, Speech")), "TITLE004")


def test_a_title_that_names_both_jobs_has_nothing_to_be_told() -> None:
    reading = build_reading([TRAINS, SERVES], RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    claims = build_claims("ML / MLOps Engineer", RoleId.ML_ENGINEER, RoleId.AI_ENGINEER)
    assert [f.code for f in visible(run_rules(build_assessment(reading, claims)))] == ["SPEC001"]


def test_ai_work_under_a_plain_title_is_a_note_with_findable_titles() -> None:
    reading = build_reading([TRAINS], RoleId.ML_ENGINEER)
    finding = only(build_assessment(reading, build_claims("Software Engineer II")), "TITLE004")
    assert finding.severity is Severity.INFO
    assert "Machine Learning Engineer" in finding.fix
    assert "may not find the posting" in finding.message


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Backend Engineer (AI Agents)", "title mentions AI, but not"),
        ("Software Engineer - AI", "title mentions AI, but not"),
        ("Architect, Data Science", "title mentions data science, but not"),
    ],
)
def test_a_title_that_mentions_the_field_is_not_called_hard_to_find(title: str, says: str) -> None:
    finding = only(build_assessment(build_reading([TRAINS], RoleId.ML_ENGINEER), read_title(title)), "TITLE004")
    assert says in finding.message
    assert "may not find" not in finding.message


def test_the_name_that_the_text_gives_the_job_is_quoted_under_a_plain_title() -> None:
    finding = only(named("Software Engineer II", "prompt engineer", [PROMPTS], RoleId.AI_DEVELOPER), "TITLE004")
    assert 'The text calls the job "prompt engineer".' in finding.message
    assert len(finding.evidence) == 2  # type: ignore[arg-type]
    plain = only(named("Software Engineer II", "backend engineer", [PROMPTS], RoleId.AI_DEVELOPER), "TITLE004")
    assert "backend" not in plain.message


def test_work_of_another_profession_under_its_own_title_has_no_finding() -> None:
    found = run_rules(build_assessment(build_reading([CODES], RoleId.OTHER), build_claims("Java Developer")))
    assert visible(found) == ()


def asking(*years: tuple[int, int | None], text: str = "years of experience") -> tuple[PostingFacts, Line]:
    span = Span(2, 2 + len(text))
    return replace(VACANCY, years_asked=tuple(YearsAsked(a, b, span) for a, b in years)), requirement(text)


@pytest.mark.parametrize(
    ("title", "years", "text", "says"),
    [
        ("Senior Data Scientist", ((1, None),), "At least 1 year of experience", "no more than 1 year"),
        ("Senior Data Scientist", ((2, None),), "2 years of experience in data science", "no more than 2 years"),
        ("Staff ML Engineer", ((4, None),), "4+ years of industry experience with machine learning", "than 4 years"),
        ("Senior Data Analyst", ((2, None),), "2+ years as a data analyst", "no more than 2 years"),
        ("Junior Data Analyst", ((4, None),), "Four years of experience", "at least 4 years"),
        ("Principal ML Engineer", ((1, 2),), "1-2 years of relevant experience", "no more than 2 years"),
        ("Junior ML Engineer", ((8, None),), "8+ years of software engineering", "at least 8 years"),
        ("Data Science Intern", ((3, 5),), "3-5 years with SQL", "at least 3 years"),
    ],
)
def test_a_level_that_contradicts_the_years_is_a_warning(
    title: str, years: tuple[tuple[int, int | None], ...], text: str, says: str
) -> None:
    facts, line = asking(*years, text=text)
    assessment = build_assessment(build_reading([line], None), read_title(title), facts=facts)
    finding = only(assessment, "TITLE005")
    assert finding.severity is Severity.WARNING
    assert says in finding.message
    assert finding.evidence[0].statement == 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("title", "years", "text"),
    [
        ("Senior Data Scientist", ((4, None), (1, None)), "4+ years of experience"),
        ("Senior Data Scientist", ((1, None),), "1+ years of experience with Snowflake"),
        ("Senior Data Scientist", ((3, None),), "3 years of experience"),
        ("Senior Data Scientist", ((2, None),), "PhD, or a master's degree and 2 years of experience"),
        ("Senior or Staff Data Scientist", ((2, None),), "2 years of experience"),
        ("Software Engineer III", ((2, None),), "2 years of experience"),
        ("Senior AI Engineer", ((2, None),), "2+ years of experience in prompt design"),
        ("Junior ML Engineer", ((1, 3),), "1-3 years of experience"),
        ("Junior ML Engineer", ((0, None), (5, None)), "0 years of experience"),
        ("ML Engineer", ((1, None),), "1 year of experience"),
        ("Senior Data Scientist", (), "experience"),
    ],
)
def test_levels_within_reason_pass(title: str, years: tuple[tuple[int, int | None], ...], text: str) -> None:
    facts, line = asking(*years, text=text)
    assert none(build_assessment(build_reading([line], None), read_title(title), facts=facts), "TITLE005")


def named(title: str, name: str, lines: list[Line], role: RoleId):  # type: ignore[no-untyped-def]
    facts = replace(VACANCY, self_names=(SelfName(name, Span(2, 8)),))
    return build_assessment(build_reading(lines, role), read_title(title), facts=facts)


def test_another_name_for_the_job_is_a_note() -> None:
    finding = only(named("Machine Learning Engineer", "data scientist", [TRAINS], RoleId.ML_ENGINEER), "TITLE006")
    assert finding.severity is Severity.INFO
    assert '"data scientist"' in finding.message


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Machine Learning Engineer", "software engineer"),
        ("Machine Learning Engineer", "Senior ML Engineer"),
        ("AI Engineer, Automation", "AI Engineer"),
        ("Software Engineer", "data scientist"),
    ],
)
def test_a_shorter_or_plainer_name_is_no_finding(title: str, name: str) -> None:
    assert none(named(title, name, [TRAINS], RoleId.ML_ENGINEER), "TITLE006")


def test_a_title_contradiction_absorbs_the_other_name() -> None:
    assessment = named("Machine Learning Engineer", "data scientist", [PROMPTS], RoleId.AI_DEVELOPER)
    assert [f.code for f in visible(run_rules(assessment))] == ["TITLE001", "SPEC001"]


def test_rules_are_rules() -> None:
    from auditor.rules import ALL_RULES

    assert all(isinstance(each, Rule) and each.summary.endswith(".") for each in ALL_RULES)
