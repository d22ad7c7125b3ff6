"""Every cell of every table that came from the guide decides something: changed, some advice or finding changes.

Cells that only name a row (ids, the answer that a reading is for) cannot be changed without taking the row away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from auditor.advice import Answers, Scope
from auditor.advice.channels import channels
from auditor.advice.cost import time_to_fill, wrong_hire
from auditor.advice.interview import interview_plan
from auditor.advice.need import need
from auditor.advice.situation import Situation
from auditor.advice.specification import specification
from auditor.advice.staffing import first_move, goal, staffing
from auditor.assessment import Assessment
from auditor.errors import DataError
from auditor.facts.guide_words import shown_goal, stated_items
from auditor.facts.model import Places
from auditor.facts.project import find_project
from auditor.facts.scan import Scan
from auditor.finding import Severity
from auditor.guide import Guide, load_guide
from auditor.guide.load import TABLES, guide_from, interview_from, read_table
from auditor.reading import Answer
from auditor.rules.core_stack_absent import CORE_STACK_ABSENT
from auditor.rules.deadline_before_hire import DEADLINE_BEFORE_HIRE
from auditor.rules.low_volume import LOW_VOLUME
from auditor.rules.wrong_hire import WRONG_HIRE
from auditor.taxonomy import AI_ROLES, RoleId, load_taxonomy
from auditor.titles import read_title
from tests.advice.situations import TITLES
from tests.builders import VACANCY, Line, build_assessment, build_finding, build_reading, duty, requirement
from tests.guide.cells import Path, cells, changes

CITED = {
    *((name, "section") for name in ("volume", "deadline", "search_fee", "full_time", "agency", "ai_engineer")),
    *(("roles", number, "section") for number in range(len(AI_ROLES))),
}
"""Sections of figures that stand in a sentence of another row's section."""

SERVES = duty("Serve the ranking model", "serves_models")
WATCHES = duty("Watch it for drift, live within 50 days", "monitors_models")
ASKED = ("Strong engineering skills", "A problem solver", "A curious mind")
WRONG = (build_finding("HIRE001", Severity.ERROR),)
LEVELS = ("Junior", "Mid-level", "Senior", "Lead", "Staff", "Principal", "Director of")
OWN_WORK = {
    RoleId.AI_DEVELOPER: "calls_llm_api",
    RoleId.AI_ENGINEER: "monitors_models",
    RoleId.DATA_SCIENTIST: "presents_insights",
    RoleId.ML_ENGINEER: "prepares_training_data",
}
WANTED = (("training neural networks", "trains_models"), ("serving models on GPU clusters", "serves_models"))
HOMES = ("low_volume", "deadline_before_hire", "core_stack_absent", "wrong_hire")


def posting(role: RoleId, *lines: Line, title: str | None = None) -> Assessment:
    reading = build_reading(lines, role)
    facts = replace(VACANCY, project=find_project(Scan(reading.posting.text), reading.segmentation))
    return build_assessment(reading, read_title(title or TITLES[role]), facts=facts)


@cache
def asked() -> tuple[tuple[Assessment, RoleId, Answers], ...]:
    """Each role with each answer to each question, scope and deadline; each goal; each level, to stay and to go."""
    told = [Answers(a, n, a, a) for a, n in ((Answer.YES, 1e6), (Answer.NO, 1.0), (Answer.UNCLEAR, None))]
    scopes = [Answers(scope=scope) for scope in Scope]
    dates = [Answers(deadline_days=days) for days in (59, 60, 89, 90)]
    goals = [Answers(goal=row.id) for row in load_guide().goals]
    limit = [Answers(requests_per_day=100_000, core_product=Answer.NO)]
    every = [(posting(role, SERVES), role, a) for role in AI_ROLES for a in (*told, *scopes, *dates, *goals, *limit)]
    stays = Answers(), Answers(scope=Scope.BOUNDED)
    titled = [(posting(role, SERVES, title=f"{level} {TITLES[role]}"), role) for role in AI_ROLES for level in LEVELS]
    kept = posting(RoleId.DATA_SCIENTIST, duty("Report sales", "builds_dashboards"), title="Sales Analyst")
    every.append((kept, RoleId.DATA_SCIENTIST, Answers()))
    return (*every, *((assessment, role, answers) for assessment, role in titled for answers in stays))


def situations(guide: Guide) -> Iterator[Situation]:
    return (Situation(assessment, role, answers, guide) for assessment, role, answers in asked())


def questions(guide: Guide) -> object:
    return [need(situation) for situation in situations(guide)]


def moves(guide: Guide) -> object:
    return [first_move(s, goal(s) if s.answers.goal else None) for s in situations(guide)]


def ways(guide: Guide) -> object:
    return [staffing(situation) for situation in situations(guide)]


def goals(guide: Guide) -> object:
    return [goal(situation) for situation in situations(guide) if situation.answers.goal]


def costs(guide: Guide) -> object:
    return wrong_hire(guide, WRONG, None, ""), [time_to_fill(guide, role) for role in AI_ROLES]


@cache
def remote() -> tuple[tuple[Assessment, RoleId], ...]:
    """Each role to be done from afar: from anywhere at each level, and from each country that a channel reaches."""
    named = dict.fromkeys(country for row in load_guide().channels for country in row.countries)
    places = [Places(codes, True) for codes in ((), *((country,) for country in named))]
    plain = [(posting(role, SERVES), role, places) for role in AI_ROLES]
    titles = [(f"{level} {TITLES[role]}", role) for role in AI_ROLES for level in LEVELS]
    titled = [(posting(role, SERVES, title=title), role, places[:1]) for title, role in titles]
    return tuple(
        (replace(a, facts=replace(a.facts, places=place)), role)
        for a, role, named in (*plain, *titled)
        for place in named
    )


def places_to_look(guide: Guide) -> object:
    from_afar = [Situation(assessment, role, Answers(), guide) for assessment, role in remote()]
    return [channels(s, way) for s in (*situations(guide), *from_afar) for way in ("full_time", "contractor")]


def checklists(guide: Guide) -> object:
    idle = [(posting(role, duty("Plan it", "manages_product")), role) for role in AI_ROLES]
    running = [(posting(role, SERVES), role) for role in AI_ROLES]
    ml = RoleId.ML_ENGINEER
    research = (posting(ml, duty("Train it", "trains_models"), title="Research Scientist, Machine Learning"), ml)
    return [specification(assessment, role, guide) for assessment, role in (*idle, *running, research)]


def findings() -> list[object]:
    """What the rules find that rest on the guide's figures and roles."""
    plain = duty("Serve it for an LLM", "serves_models"), WATCHES, *map(requirement, ASKED)
    cases = [
        (LOW_VOLUME, posting(RoleId.AI_ENGINEER, duty("Serve 40,000 requests a day", "serves_models"))),
        (DEADLINE_BEFORE_HIRE, posting(RoleId.AI_ENGINEER, WATCHES)),
        (CORE_STACK_ABSENT, posting(RoleId.AI_ENGINEER, *plain)),
    ]
    for role, activity in OWN_WORK.items():
        for work, core in WANTED:
            musts = [requirement(f"Proven record of {work} {n}", core) for n in "ab"]
            cases.append((WRONG_HIRE, posting(role, duty("Do it", activity), duty("Do it again", activity), *musts)))
    return [checked.findings(assessment) for checked, assessment in cases]


Outcome = Callable[[Guide], object]


def found_by(guide: Guide) -> object:
    with pytest.MonkeyPatch.context() as patch:
        for home in HOMES:
            patch.setattr(sys.modules[f"auditor.rules.{home}"], "load_guide", lambda: guide)
        return findings()


def conditions(guide: Guide) -> object:
    return guide.conditions


OUTCOMES: Mapping[str, tuple[Outcome, ...]] = {
    "thresholds": (costs, found_by, questions, moves, ways),
    "roles": (moves, found_by),
    "need": (questions,),
    "first_moves": (moves,),
    "staffing": (ways,),
    "goals": (goals, moves, conditions),
    "specification": (checklists,),
    "channels": (places_to_look,),
}


@cache
def as_it_is(outcome: Outcome) -> object:
    return outcome(load_guide())


@cache
def tables() -> dict[str, dict[str, Any]]:
    return {name: read_table(name) for name in TABLES}


def other_guides(table: str, path: Path) -> Iterator[Guide]:
    """The guide with the cell changed, in each way that the loader allows."""
    for other in changes(tables()[table], path):
        try:
            yield guide_from({**tables(), table: other})
        except DataError:
            continue


def rows() -> Iterator[tuple[str, Path]]:
    """Every row of every table: the first two steps of its cells' places."""
    for table in TABLES:
        for row in dict.fromkeys(path[:2] for path in cells(tables()[table])):
            yield table, row


@pytest.mark.parametrize(("table", "row"), [pytest.param(t, r, id=f"{t}-{r[0]}-{r[-1]}") for t, r in rows()])
def test_every_cell_of_a_row_decides(table: str, row: Path) -> None:
    outcomes = OUTCOMES[table]
    idle = [
        path
        for path in cells(tables()[table])
        if path[:2] == row and path not in CITED and "words" not in path
        if not any(o(guide) != as_it_is(o) for guide in other_guides(table, path) for o in outcomes)
    ]
    assert idle == []


def without_each_word() -> Iterator[tuple[str, Guide]]:
    """Every word by which a goal or an item is found, and the guide without it."""
    guide = load_guide()
    for name in ("goals", "specification"):
        kept = getattr(guide, name)
        for number, row in enumerate(kept):
            for word in row.words:
                other = replace(row, words=tuple(w for w in row.words if w != word))
                yield word, replace(guide, **{name: (*kept[:number], other, *kept[number + 1 :])})


def test_every_word_by_which_a_goal_or_an_item_is_found_decides() -> None:
    def shown(word: str, guide: Guide) -> object:
        reading = build_reading((duty(f"Do {word} here"), duty(f"Do {word} there")), None)
        told = reading.posting, reading.segmentation
        return shown_goal(*told, guide), stated_items(*told, guide)

    idle = [word for word, other in without_each_word() if shown(word, other) == shown(word, load_guide())]
    assert idle == []


@cache
def full_days() -> tuple[Assessment, ...]:
    """Postings that between them show every activity of every role, at most as many as are asked about."""
    found = []
    for role in AI_ROLES:
        own = [duty("Do it", a.id) for a in load_taxonomy().activities.values() if a.role is role]
        found += [posting(role, *own[start : start + 5]) for start in range(0, len(own), 5)]
    return tuple(found)


def test_every_cell_of_the_interview_plan_decides() -> None:
    def plans(table: dict[str, Any]) -> list[object]:
        rows = interview_from(table)
        return [rows.stop, *(interview_plan(a, a.role, rows) for a in full_days() if a.role is not None)]

    table = read_table("interview")
    now = plans(table)
    assert [path for path in cells(table) if all(plans(other) == now for other in changes(table, path))] == []
