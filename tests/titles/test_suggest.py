from __future__ import annotations

import pytest

from auditor.facts.model import PostingFacts, SelfName
from auditor.posting import PostingKind, Span
from auditor.taxonomy import AI_ROLES, RoleId, load_taxonomy
from auditor.titles import read_title, suggest_titles

PROFILES = load_taxonomy().profiles


def facts(*names: str, kind: PostingKind = PostingKind.VACANCY) -> PostingFacts:
    return PostingFacts("en", kind, (), (), tuple(SelfName(name, Span(0, 1)) for name in names), (), None)


def suggest(
    title: str | None,
    role: str,
    *names: str,
    profile: str = "guide",
    activities: tuple[str, ...] = (),
    duties: tuple[str, ...] = (),
) -> tuple[str, ...]:
    claims = None if title is None else read_title(title)
    lines = tuple(frozenset({activity}) for activity in duties)
    return suggest_titles(RoleId(role), claims, PROFILES[profile], facts(*names), activities, lines)


def test_the_level_is_kept_in_its_usual_spelling() -> None:
    assert suggest("Sr. AI Engineer", "ai_developer")[:2] == (
        "Senior Applied AI Engineer",
        "Senior Generative AI Engineer",
    )
    assert suggest("AI ENGINEER II", "ml_engineer") == ("Machine Learning Engineer II",)
    assert suggest("ML Intern", "data_scientist") == ("Data Scientist Intern",)


def test_who_leads_people_still_leads_them() -> None:
    assert suggest("Senior Data Science Manager", "ml_engineer") == ("Senior Machine Learning Engineering Manager",)
    assert suggest("Head of Data Science", "ml_engineer") == ("Head of Machine Learning Engineering",)


def test_a_speciality_comes_first_where_lines_or_title_show_it() -> None:
    seen = suggest("AI Engineer", "ml_engineer", activities=("builds_vision", "trains_models", "builds_vision"))
    assert seen == ("Computer Vision Engineer", "Machine Learning Engineer")
    assert suggest("AI Engineer", "ml_engineer", activities=("builds_vision",)) == ("Machine Learning Engineer",)
    assert suggest("NLP Data Scientist", "ml_engineer")[0] == "NLP Engineer"
    assert suggest("Speech Software Engineer", "ml_engineer")[0] == "Speech Recognition Engineer"


@pytest.mark.parametrize(
    ("title", "role", "profile"),
    [
        ("AI Developer", "ai_developer", "guide"),
        ("AI Engineer", "ai_developer", "market"),
        ("Software Engineer", "other", "guide"),
        ("AI/ML Engineer", "ml_engineer", "guide"),
    ],
)
def test_nothing_is_suggested_when_title_and_work_agree(title: str, role: str, profile: str) -> None:
    assert suggest(title, role, "backend developer", profile=profile) == ()


def test_nothing_is_suggested_without_a_role_or_for_what_is_no_vacancy() -> None:
    guide, claims = PROFILES["guide"], read_title("AI Engineer")
    assert suggest_titles(None, claims, guide, facts("backend developer")) == ()
    assert suggest_titles(RoleId.ML_ENGINEER, claims, guide, facts(kind=PostingKind.TALENT_POOL)) == ()


def test_other_work_takes_the_profession_that_the_text_names() -> None:
    assert suggest("Senior AI Engineer", "other", "full-stack developer") == ("Senior Full-Stack Developer",)
    assert suggest("AI Engineer", "other", "senior qa engineer") == ("Senior QA Engineer",)
    assert suggest("Data Scientist", "other", "data analyst") == ("Data Analyst",)
    assert suggest(None, "other", "backend developer") == ("Backend Developer",)


@pytest.mark.parametrize(
    "name", ["engineer", "senior leader", "AI engineer", "people who care", "machine learning engineer"]
)
def test_a_name_that_is_no_other_profession_is_not_suggested(name: str) -> None:
    assert suggest("AI Engineer", "other", name) == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("GenAI Software Engineer", ("Software Engineer",)),
        ("Senior Data & AI Engineer", ("Senior Data Engineer",)),
        ("Lead Full-Stack AI Engineer", ("Lead Full-Stack Engineer",)),
        ("junior software developer/AI engineer", ("Junior Software Developer",)),
        ("AI Engineer", ()),
        ("Legal AI Engineer", ()),
        ("Data Scientist", ()),
    ],
)
def test_other_work_keeps_the_profession_left_in_the_title(title: str, expected: tuple[str, ...]) -> None:
    assert suggest(title, "other")[:1] == expected


@pytest.mark.parametrize("profile", ["guide", "market"])
@pytest.mark.parametrize("role", AI_ROLES)
@pytest.mark.parametrize(
    "title", ["Software Engineer", "Senior Backend Developer III", "Staff Data Architect", "Physicist"]
)
def test_every_suggestion_promises_the_work_that_is_described(title: str, role: RoleId, profile: str) -> None:
    titles = suggest(title, role, profile=profile)
    assert titles
    for suggested in titles:
        assert role in read_title(suggested).by_profile[profile]
        assert read_title(suggested).seniority == read_title(title).seniority


REPORTS = (
    "builds_dashboards",
    "analyses_data",
    "presents_insights",
    "defines_metrics",
    "analyses_data",
    "presents_insights",
)


@pytest.mark.parametrize(
    "title",
    [
        "Senior Data Analyst",
        "Revenue Analytics Engineer",
        "BI Developer",
        "Business Intelligence Engineer",
        "Customer Insights Manager",
        "Data Visualization Specialist",
    ],
)
@pytest.mark.parametrize(
    "duties",
    [
        (),
        REPORTS,
        (*REPORTS, "runs_experiments"),
        (*REPORTS, *REPORTS, "runs_experiments", "models_statistically"),
    ],
    ids=["nothing", "reports", "one experiment", "two modelling lines of fourteen"],
)
def test_who_reports_and_explains_keeps_an_analysts_title(title: str, duties: tuple[str, ...]) -> None:
    wanted = ("models_statistically", "models_statistically", "infers_causes")
    assert suggest(title, "data_scientist", activities=(*duties, *wanted), duties=duties) == ()


def test_an_analyst_whose_duties_are_models_and_experiments_is_looked_for_as_a_data_scientist() -> None:
    modelling = suggest("Senior Data Analyst", "data_scientist", duties=(*REPORTS, "infers_causes", "runs_experiments"))
    assert modelling == ("Senior Data Scientist",)


@pytest.mark.parametrize(
    "title", ["Postdoctoral Research Associate in Data Science", "Research Fellow, Machine Learning", "Lecturer in AI"]
)
def test_a_grade_of_a_university_keeps_its_title(title: str) -> None:
    assert suggest(title, "data_scientist") == ()
