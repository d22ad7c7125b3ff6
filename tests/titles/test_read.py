from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title

VOCABULARY = (
    "AI ML Engineer Developer Scientist Data Machine Learning Software Senior Staff GenAI Platform Research Intern "
    "Manager Head of in / & , - ( ) | : + 🚀 II (AI) Applied Full-Stack Agentic deepmind"
)
TITLES = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(VOCABULARY.split()), max_size=20).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(TITLES)
def test_any_text_is_read_with_sound_claims_and_spans(title: str) -> None:
    claims = read_title(title)
    assert claims == read_title(title)
    assert set(claims.by_profile) == set(load_taxonomy().profiles)
    for roles in claims.by_profile.values():
        assert len(set(roles)) == len(roles)
        assert RoleId.OTHER not in roles
    assert bool(claims.claim_spans) == bool(claims.by_profile["guide"])
    ends = [0]
    for span in claims.claim_spans:
        assert ends[-1] <= span.start < span.end <= len(title)
        ends.append(span.end)
    if claims.level_span:
        assert claims.level_span.of(title).strip()
    assert set(claims.by_profile["guide"]) <= set(claims.by_profile["market"])


@pytest.mark.parametrize(
    "title",
    [
        "AI Engineer " * 900,
        "AI/" * 4000,
        "(" * 10_000,
        "-" * 10_000,
        "Machine Learning, " * 600 + "Engineer",
        "EngineerSan" * 1000,
        "e\u0301" * 5000,
        "AI\x00Engineer\x1b[31m\n\tII\r" * 500,
        "مهندس AI Engineer \u202e" * 400,
        "🚀" * 10_000,
        "\ud800 AI Engineer",
    ],
)
def test_hostile_titles_are_read(title: str) -> None:
    claims = read_title(title)
    assert RoleId.OTHER not in claims.by_profile["guide"]


def test_a_title_between_marks_and_controls_is_still_read() -> None:
    assert read_title("\u202e*AI\x00 Engineer*\u202c").by_profile["guide"] == (RoleId.AI_ENGINEER,)


def test_decomposed_accents_read_as_composed() -> None:
    assert read_title("Inge\u0301nieur IA").by_profile == read_title("Ingénieur IA").by_profile


@pytest.mark.parametrize("title", ["", " ", "\n", "🚀", "123"])
def test_nothing_is_claimed_by_no_words(title: str) -> None:
    claims = read_title(title)
    assert claims.by_profile == {"guide": (), "market": ()}
    assert (claims.seniority, claims.level, claims.claim_spans) == (None, None, ())


@pytest.mark.parametrize(
    ("title", "other", "ai"),
    [
        ("Data and Machine Learning Engineer", True, True),
        ("Senior Full Stack Software & Data/AI Engineer", True, True),
        ("Analyst Developer (AI + .Net)", True, True),
        ("Staff Engineer, Data & AI", True, True),
        ("Data Science and Data Labeling, Data Curation Role", True, True),
        ("Signal Processing & Machine Learning Engineer", True, True),
        ("AI Engineer - Front-End & UX", True, True),
        ("AI Engineer, Quality Platform", False, True),
        ("Machine Learning Engineer", False, True),
        ("Financial Data Scientist", False, True),
        ("Backend Engineer - AI team", False, True),
        ("Backend Engineer", False, False),
    ],
)
def test_a_title_tells_whether_it_names_another_profession_beside_its_claim_and_ai_at_all(
    title: str, other: bool, ai: bool
) -> None:
    claims = read_title(title)
    assert (claims.names_other_work, claims.names_ai) == (other, ai)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Machine Learning Engineer, GenAI", {RoleId.ML_ENGINEER, RoleId.AI_DEVELOPER}),
        ("Data Scientist, NLP", {RoleId.DATA_SCIENTIST, RoleId.ML_ENGINEER}),
        ("Software Engineer, ML Platform", {RoleId.ML_ENGINEER, RoleId.AI_ENGINEER}),
        ("Accountant", set()),
    ],
)
def test_a_title_tells_whose_work_its_words_name(title: str, named: set[RoleId]) -> None:
    assert read_title(title).named == named
