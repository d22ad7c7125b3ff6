from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.guide_words import shown_goal, stated_items
from auditor.facts.model import ProjectFacts
from auditor.facts.project import find_project
from auditor.facts.scan import Scan
from auditor.guide import load_guide
from auditor.posting import Posting, Section, Segmentation
from tests.builders import Line, build_reading, duty, line, requirement


def laid_out(*lines: Line) -> tuple[str, Segmentation]:
    reading = build_reading(lines, None)
    return reading.posting.text, reading.segmentation


def project(*lines: Line) -> ProjectFacts:
    text, segmentation = laid_out(*lines)
    return find_project(Scan(text), segmentation)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("Serve 40,000 requests per day", 40_000, 40_000),
        ("Serve 2 million predictions a day", 2e6, 2e6),
        ("Answer 1.5k queries/minute", 2_160_000, 2_160_000),
        ("Keep up with 20 requests per second", 1_728_000, 1_728_000),
        ("A gateway of 3k RPS", 259_200_000, 259_200_000),
        ("Read hundreds of invoices a day", 100, 999),
        ("Route hundreds of thousands of tickets every day", 1e5, 999_999),
        ("Classify 3,000 documents each week", 3_000 / 7, 3_000 / 7),
    ],
)
def test_volumes_are_turned_into_a_day(said: str, least: float, most: float) -> None:
    volume = project(duty(said)).volume
    assert volume is not None
    assert (volume.least, volume.most) == pytest.approx((least, most))


@pytest.mark.parametrize("said", ["Handle $40,000 claims per day", "Work 8 hours a day", "Serve 40,000 users"])
def test_other_figures_are_no_volume(said: str) -> None:
    assert project(duty(said)).volume is None


def test_a_former_jobs_or_the_companys_volume_is_not_this_works() -> None:
    asked = requirement("Ran a service of 50,000 requests a day")
    boast = line(Section.COMPANY, "Our payments network clears 65k transactions a second")
    assert project(asked, boast).volume is None


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("The assistant has to go live within six weeks", 42),
        ("Deliver the first version in 45 days", 45),
        ("Launch of the pilot in under 2 months", 60),
        ("You show first results within 4 weeks", 28),
        ("The whole thing has to be ready in three weeks", 21),
    ],
)
def test_deadlines_are_counted_in_days(said: str, days: int) -> None:
    deadline = project(duty(said)).deadline
    assert deadline is not None
    assert deadline.days == days


@pytest.mark.parametrize(
    "said",
    [
        "Ship a small feature in your first 30 days",
        "Complete the security certification within 90 days of hire",
        "We typically deliver in two weeks",
        "Deliver software in two-week sprints every month",
    ],
)
def test_other_times_are_no_deadline(said: str) -> None:
    assert project(duty(said)).deadline is None


def test_scope_and_model_builders_are_found_in_so_many_words() -> None:
    found = project(
        line(Section.SUMMARY, "We are still figuring out where AI can help our branches."),
        duty("Deploy models built by our data scientists."),
        line(Section.OTHER, "This is a one-off migration."),
    )
    assert found.unclear is not None
    assert found.models_built is not None
    assert found.bounded is not None
    assert found.no_models is None


@pytest.mark.parametrize(
    "said",
    [
        "We want to explore what AI can do for us.",
        "There is no concrete use case yet.",
        "Our board would like to see where AI helps.",
        "You find out where AI saves us time.",
    ],
)
def test_a_company_that_does_not_know_what_it_wants_says_so(said: str) -> None:
    found = project(line(Section.SUMMARY, said)).unclear
    assert found is not None


@pytest.mark.parametrize(
    "said", ["Explore use cases with the branches", "Find out what customers need", "Own projects end to end"]
)
def test_exploring_as_a_duty_is_ordinary(said: str) -> None:
    assert project(duty(said)) == ProjectFacts()


def test_first_of_the_kind_means_that_nobody_builds_models() -> None:
    assert project(line(Section.SUMMARY, "As our first ML engineer you report to the CTO.")).no_models is not None
    asked = requirement("Experience as the first ML engineer of a company")
    assert project(asked).no_models is None


def test_saying_both_leaves_the_model_builders_open() -> None:
    found = project(duty("You are our first ML engineer"), duty("Deploy models built by our data scientists"))
    assert (found.models_built, found.no_models) == (None, None)


def test_a_goal_needs_two_lines() -> None:
    triage = duty("Route support tickets to the right team"), duty("Draft replies for the help desk")
    for lines, expected in ((triage, "support_triage"), (triage[:1], None)):
        text, segmentation = laid_out(*lines)
        goal = shown_goal(Posting(None, text), segmentation, load_guide())
        assert (goal.id if goal else None) == expected


def test_items_of_the_specification_are_found_as_whole_words_in_the_work() -> None:
    text, segmentation = laid_out(
        duty("Keep the SLAs of the claims service and a fallback to the old rules"),
        duty("Tune Slovenian speech"),
        requirement("Experience with human review"),
    )
    found = stated_items(Posting(None, text), segmentation, load_guide())
    assert {id_: span.of(text) for id_, span in found.items()} == {"service_level": "SLAs", "fallback": "fallback"}


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(st.text(alphabet="0123456789kmb ,./-requestsdayweinlivo\n", max_size=400))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    found = project(duty(text.replace("\n", " ") or "x"))
    size = len(text) + 4
    for fact in (found.volume, found.deadline):
        assert fact is None or 0 <= fact.span.start < fact.span.end <= size
