from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.assessment import SecondOpinion, verdicts
from auditor.posting import PostingKind, Span
from auditor.review import REVIEW_REASONS, ROLE_DOUBTS, review_reasons
from auditor.taxonomy import RoleId, load_taxonomy
from tests.builders import VACANCY, build_claims, build_reading, duty, requirement

TAXONOMY = load_taxonomy()
GUIDE = TAXONOMY.profiles["guide"]
CLAIMS = build_claims("ML Engineer", RoleId.ML_ENGINEER)
TRAINS = duty("Train the churn model", "trains_models")


def reasons(reading=None, claims=CLAIMS, facts=VACANCY, second=None):  # type: ignore[no-untyped-def]
    by_profile = verdicts(claims, reading, TAXONOMY)
    return review_reasons(facts, reading, claims, by_profile, second, GUIDE)


def reading(confidence: float = 0.95, role: RoleId | None = RoleId.ML_ENGINEER, **more):  # type: ignore[no-untyped-def]
    return build_reading([TRAINS], role, confidence=confidence, **more)


def test_a_certain_match_needs_nobody() -> None:
    assert reasons(reading()) == ()


@pytest.mark.parametrize(
    ("role", "confidence", "doubted"),
    [
        (RoleId.ML_ENGINEER, GUIDE.doubtful - 0.01, True),
        (RoleId.ML_ENGINEER, GUIDE.doubtful, False),
        (RoleId.AI_DEVELOPER, GUIDE.certain - 0.01, True),
        (RoleId.AI_DEVELOPER, GUIDE.certain, False),
    ],
)
def test_a_mismatch_needs_more_certainty_than_a_match(role: RoleId, confidence: float, doubted: bool) -> None:
    assert ("low_confidence" in reasons(reading(confidence, role))) is doubted


def test_an_alternative_counts_when_it_would_change_the_verdict() -> None:
    assert "contested" in reasons(reading(0.78, alternative=RoleId.DATA_SCIENTIST))
    assert reasons(reading(0.9, alternative=RoleId.DATA_SCIENTIST)) == ()
    both = build_claims("Data Scientist / ML Engineer", RoleId.DATA_SCIENTIST, RoleId.ML_ENGINEER)
    assert reasons(reading(0.78, alternative=RoleId.DATA_SCIENTIST), both) == ()


def test_two_readers_with_two_roles_disagree() -> None:
    assert reasons(reading(), second=SecondOpinion(RoleId.OTHER, 0.9)) == ("readers_disagree",)
    assert reasons(reading(), second=SecondOpinion(RoleId.ML_ENGINEER, 0.4)) == ()


def test_title_role_and_duties_that_are_missing_are_told() -> None:
    assert reasons(reading(), None) == ("no_title",)
    assert reasons(reading(role=None)) == ("role_unclear",)
    asked = build_reading([requirement("Knows how to train models", "trains_models")], RoleId.ML_ENGINEER)
    assert reasons(asked) == ("no_duties",)


def test_what_cannot_be_read_says_why() -> None:
    for reason in ("too_short", "unsupported_language"):
        assert reasons(None, facts=replace(VACANCY, unreadable=reason)) == (reason,)


def test_no_vacancy_is_reviewed_only_for_its_text() -> None:
    pool = replace(VACANCY, kind=PostingKind.TALENT_POOL)
    assert reasons(reading(0.2), None, pool) == ()
    assert reasons(reading(0.2), None, replace(pool, instructions=(Span(0, 4),))) == ("injection_suspected",)


def test_reasons_keep_their_order_and_have_a_sentence() -> None:
    found = reasons(reading(0.2), None, replace(VACANCY, instructions=(Span(0, 4),)))
    assert found == ("injection_suspected", "no_title", "low_confidence")
    assert set(REVIEW_REASONS) >= ROLE_DOUBTS
    assert all(sentence.endswith(".") for sentence in REVIEW_REASONS.values())


def test_a_mismatch_under_one_profile_needs_less_certainty_than_one_under_both() -> None:
    plain = build_claims("AI Engineer", RoleId.AI_ENGINEER, market=[RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER])
    lines = [duty(f"Build assistant {n}", "builds_assistants") for n in range(4)]
    developing = build_reading(lines, RoleId.AI_DEVELOPER, confidence=0.85)
    assert GUIDE.sure <= 0.85 < GUIDE.certain
    assert reasons(developing, plain) == ()
    assert reasons(developing) == ("low_confidence",)


def test_a_mismatch_is_for_a_person_where_a_claimed_role_is_a_quarter_of_the_work() -> None:
    lines = [TRAINS, *(duty(f"Call the API for product {n}", "calls_llm_api") for n in range(3))]
    assert "contested" in reasons(build_reading(lines, RoleId.AI_DEVELOPER, confidence=0.99))
    lines.append(duty("Call the API for one more", "calls_llm_api"))
    assert reasons(build_reading(lines, RoleId.AI_DEVELOPER, confidence=0.99)) == ()


@pytest.mark.parametrize(("chance", "doubted"), [(0.04, False), (0.06, True)])
def test_a_mismatch_everywhere_is_for_a_person_where_a_claimed_role_is_likely_enough(
    chance: float, doubted: bool
) -> None:
    read = replace(reading(0.99, RoleId.DATA_SCIENTIST), chances={RoleId.ML_ENGINEER: chance})
    plain = replace(read, tags=())
    assert ("contested" in reasons(plain)) is doubted


def test_a_mismatch_is_for_a_person_where_the_alternative_is_what_the_title_claims() -> None:
    read = replace(reading(0.99, RoleId.DATA_SCIENTIST, alternative=RoleId.ML_ENGINEER), tags=())
    assert "contested" in reasons(read)


@pytest.mark.parametrize(("count", "doubted"), [(3, True), (4, False)])
def test_a_mismatch_needs_a_few_lines_of_work(count: int, doubted: bool) -> None:
    lines = [duty(f"Build assistant {n}", "builds_assistants") for n in range(count)]
    read = build_reading(lines, RoleId.AI_DEVELOPER, confidence=0.99)
    assert ("few_duties" in reasons(read)) is doubted
    assert reasons(read, build_claims("AI Developer", RoleId.AI_DEVELOPER)) == ()
