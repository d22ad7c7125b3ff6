from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.assessment import SecondOpinion, verdicts
from auditor.posting import PostingKind, Section, Span
from auditor.review import REVIEW_REASONS, ROLE_DOUBTS, review_reasons
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title
from tests.builders import VACANCY, build_claims, build_reading, duty, line, requirement

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
    ("title", "role", "needed"),
    [
        ("ML Engineer", RoleId.ML_ENGINEER, GUIDE.doubtful),
        ("ML Engineer", RoleId.AI_DEVELOPER, GUIDE.sure),
        ("Java Developer", RoleId.OTHER, GUIDE.plain),
        ("Java Developer for the AI team", RoleId.OTHER, GUIDE.sure),
        ("Java Developer for the AI team", RoleId.AI_DEVELOPER, GUIDE.sure),
        ("Java Developer", RoleId.AI_DEVELOPER, GUIDE.certain),
    ],
)
def test_the_further_the_title_from_the_work_the_more_certainty_is_needed(
    title: str, role: RoleId, needed: float
) -> None:
    lines = [duty(f"Repair part {n}", "builds_software") for n in range(4)]
    claims = read_title(title)
    for confidence, doubted in ((needed - 0.01, True), (needed, False)):
        read = build_reading(lines, role, confidence=confidence)
        assert ("low_confidence" in reasons(read, claims)) is doubted


def test_an_alternative_counts_when_the_title_claims_it() -> None:
    claimed = build_reading([TRAINS], RoleId.DATA_SCIENTIST, confidence=0.99, alternative=RoleId.ML_ENGINEER)
    assert "contested" in reasons(claimed)
    assert reasons(reading(0.78, alternative=RoleId.DATA_SCIENTIST)) == ()


def test_two_readers_with_two_roles_disagree() -> None:
    assert reasons(reading(), second=SecondOpinion(RoleId.OTHER, 0.9)) == ("readers_disagree",)
    assert reasons(reading(), second=SecondOpinion(RoleId.ML_ENGINEER, 0.4)) == ()


def test_title_role_and_duties_that_are_missing_are_told() -> None:
    assert reasons(reading(), None) == ("no_title",)
    assert reasons(reading(role=None)) == ("role_unclear",)
    asked = build_reading([requirement("Knows how to train models", "trains_models")], RoleId.ML_ENGINEER)
    assert reasons(asked) == ("no_duties",)


def test_no_duties_are_missed_where_neither_text_nor_title_have_to_do_with_ai() -> None:
    asked = build_reading([requirement("Knows the machine for espresso", "builds_software")], RoleId.OTHER)
    assert reasons(asked, read_title("Barista")) == ()
    assert "no_duties" in reasons(asked, read_title("Barista for the AI cafe"))
    assert "no_duties" in reasons(asked, read_title("Data Analyst"))
    assert "no_duties" in reasons(asked, read_title("AI Engineer"))
    trains = build_reading([requirement("Knows how to train models", "trains_models")], RoleId.OTHER)
    assert "no_duties" in reasons(trains, read_title("Barista"))


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


@pytest.mark.parametrize(
    ("tagged", "chance", "doubted"),
    [("builds_software", 0.0, False), ("builds_software", 0.03, True), ("trains_models", 0.0, True)],
)
def test_beside_another_profession_a_claimed_role_that_may_be_there_is_for_a_person(
    tagged: str, chance: float, doubted: bool
) -> None:
    lines = [duty("Mend part", tagged), *(duty(f"Repair part {n}", "builds_software") for n in range(3))]
    read = replace(build_reading(lines, RoleId.OTHER, confidence=0.99), chances={RoleId.ML_ENGINEER: chance})
    assert ("contested" in reasons(read)) is doubted


@pytest.mark.parametrize(("count", "doubted"), [(3, True), (4, False)])
def test_a_mismatch_needs_a_few_lines_of_work(count: int, doubted: bool) -> None:
    lines = [duty(f"Build assistant {n}", "builds_assistants") for n in range(count)]
    read = build_reading(lines, RoleId.AI_DEVELOPER, confidence=0.99)
    assert ("few_duties" in reasons(read)) is doubted
    assert reasons(read, build_claims("AI Developer", RoleId.AI_DEVELOPER)) == ()


@pytest.mark.parametrize(
    ("words", "others", "doubted"),
    [(12, 10, False), (4, 10, True), (12, 90, True)],
    ids=["most", "hardly any", "aside"],
)
def test_three_lines_tell_the_work_of_a_text_that_is_mostly_about_it(words: int, others: int, doubted: bool) -> None:
    lines = [duty(f"Build {n} {'big ' * (words - 3)}assistant", "builds_assistants") for n in range(3)]
    company = [line(Section.COMPANY, "We sell tea. " * (others // 3))]
    read = build_reading([*lines, *company], RoleId.AI_DEVELOPER, confidence=0.99)
    assert ("few_duties" in reasons(read)) is doubted
