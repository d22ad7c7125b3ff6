from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from auditor.action import choose_action
from auditor.assessment import SecondOpinion
from auditor.posting import PostingKind
from auditor.rules import run_rules
from auditor.summary import summarise
from auditor.taxonomy import AI_ROLES, RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, build_assessment, build_claims, build_reading, duty

AI_ENGINEER = build_claims("AI Engineer", RoleId.AI_ENGINEER, market=(RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER))
OWN_WORK = {
    RoleId.AI_DEVELOPER: "engineers_prompts",
    RoleId.AI_ENGINEER: "serves_models",
    RoleId.ML_ENGINEER: "trains_models",
    RoleId.DATA_SCIENTIST: "analyses_data",
}
CODES = [duty(f"Keep Java service {n} alive", "builds_software") for n in range(3)]
LINES = [duty("Write prompts", "engineers_prompts"), *CODES]


def sentence(claims, role, secondary=None, alternative=None, **more):  # type: ignore[no-untyped-def]
    lines = [duty("The work", OWN_WORK[role]), *CODES] if role in OWN_WORK else LINES
    reading = build_reading(lines, role, secondary, alternative=alternative)
    assessment = build_assessment(reading, claims, **more)
    findings = run_rules(assessment)
    return summarise(assessment, choose_action(assessment, findings), findings)


def test_decide_names_the_work_the_guides_use_and_the_markets() -> None:
    assert sentence(AI_ENGINEER, RoleId.AI_DEVELOPER) == (
        "The work is building on LLM APIs (AI developer); the guide keeps this title for running models in production. "
        "Many employers use it your way."
    )


def test_the_market_profile_uses_its_own_role_names() -> None:
    said = sentence(AI_ENGINEER, RoleId.AI_DEVELOPER, profile="market")
    assert said == "Title and work agree: the work is building on LLM APIs (AI engineer, LLM applications)."


def test_fix_without_ai_work_names_the_profession() -> None:
    said = sentence(AI_ENGINEER, RoleId.OTHER)
    assert said == "Almost no duty describes AI work; the duties are those of a software engineer."


def test_every_pair_of_claim_and_work_has_its_own_sentence() -> None:
    pairs = list(permutations(AI_ROLES, 2))
    said = {(claim, role): sentence(build_claims("T", claim), role) for claim, role in pairs}
    assert len(set(said.values())) == len(pairs)
    usual = said.pop((RoleId.DATA_SCIENTIST, RoleId.ML_ENGINEER))
    assert all("People who apply for it come to" in each for each in said.values())
    assert "Rename the posting, or keep the title and record why." in usual


def test_partial_says_which_part_the_title_covers() -> None:
    assert sentence(AI_ENGINEER, RoleId.ML_ENGINEER, RoleId.AI_ENGINEER) == (
        "The work is two kinds: mostly building and training models, partly running models in production. "
        "The title covers the second."
    )


@pytest.mark.parametrize(
    ("claims", "role", "start"),
    [
        (
            build_claims("Software Engineer"),
            RoleId.ML_ENGINEER,
            "The work is building and training models (ML engineer)",
        ),
        (build_claims("Java Developer"), RoleId.OTHER, "Not an AI posting"),
        (read_title("Java Developer, AI team"), RoleId.OTHER, "None of the four AI roles, although the title mentions"),
        (read_title("Java Developer, AI team"), RoleId.ML_ENGINEER, "The work is building and training models (ML eng"),
        (read_title("BI Analyst"), RoleId.DATA_SCIENTIST, "The work is answering questions with data (data scientist)"),
        (AI_ENGINEER, RoleId.AI_ENGINEER, "Title and work agree"),
    ],
)
def test_quiet_verdicts(claims: object, role: RoleId, start: str) -> None:
    assert sentence(claims, role).startswith(start)


@pytest.mark.parametrize(
    ("reasons", "more", "part"),
    [
        (
            ("contested",),
            {"alternative": RoleId.DATA_SCIENTIST},
            "fit an ML engineer and a data scientist almost equally",
        ),
        (("contested",), {"alternative": RoleId.OTHER}, "fit an ML engineer and a software engineer almost equally"),
        (("low_confidence",), {}, "fit an ML engineer best, but not clearly"),
        (("few_duties",), {}, "The few duties fit an ML engineer"),
        (("contested",), {}, "some of it may be running models in production, which the title promises"),
        (("no_duties",), {}, "states no duties; its requirements fit an ML engineer"),
        (("injection_suspected",), {}, "addresses a program"),
        (
            ("readers_disagree",),
            {"second_opinion": SecondOpinion(RoleId.OTHER, 0.9)},
            "the other for that of a software",
        ),
    ],
)
def test_review_says_what_is_in_doubt(reasons: tuple[str, ...], more: dict[str, object], part: str) -> None:
    assert part in sentence(AI_ENGINEER, RoleId.ML_ENGINEER, review_reasons=reasons, **more)


def test_without_title_or_role_the_sentence_asks_for_what_is_missing() -> None:
    assert "give the title" in sentence(None, RoleId.ML_ENGINEER, review_reasons=("no_title",))
    assert "Add the main duties" in sentence(AI_ENGINEER, None, review_reasons=("role_unclear",))


@pytest.mark.parametrize("kind", sorted(set(PostingKind) - {PostingKind.VACANCY, PostingKind.UNKNOWN}))
def test_no_vacancy_is_counted_apart_and_gets_no_retitle_advice(kind: PostingKind) -> None:
    said = sentence(AI_ENGINEER, RoleId.OTHER, facts=replace(VACANCY, kind=kind))
    assert "counted apart from open jobs" in said
    assert "title is not judged" in said


@pytest.mark.parametrize(
    ("unreadable", "language", "part"),
    [
        ("too_short", None, "Paste the whole posting"),
        ("unsupported_language", "de", "The posting is in German, and only English"),
        ("unsupported_language", "eo", "The posting is not in English"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(unreadable: str, language: str | None, part: str) -> None:
    facts = replace(VACANCY, unreadable=unreadable, language=language)
    assessment = build_assessment(None, AI_ENGINEER, facts=facts, review_reasons=(unreadable,))
    assert part in summarise(assessment, choose_action(assessment, ()), ())
