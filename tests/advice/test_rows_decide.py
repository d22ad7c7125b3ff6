"""Changing a row of the guide's data changes what is advised: one test for each section."""

from __future__ import annotations

import copy
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from auditor.advice import Answers, advise
from auditor.facts.model import Places
from auditor.finding import Severity
from auditor.guide import Guide
from auditor.guide.load import TABLES, guide_from, interview_from, read_table
from auditor.pay.bands import bands_from
from auditor.reading import Answer
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.advice.situations import CALLS, SERVES, advice_for
from tests.builders import VACANCY, build_assessment, build_finding, build_reading, duty

Edit = Callable[[dict[str, Any]], None]
WITH = Callable[[Edit], None]
HOME = sys.modules["auditor.advice.advise"]


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> WITH:
    """Replaces the guide by one whose tables were edited."""

    def use(edit: Edit) -> None:
        tables = {name: copy.deepcopy(read_table(name)) for name in TABLES}
        edit(tables)
        guide: Guide = guide_from(tables)
        monkeypatch.setattr(HOME, "load_guide", lambda: guide)

    return use


def row(tables: dict[str, Any], table: str, key: str, id_: str, name: str = "id") -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in tables[table][key] if r[name] == id_)
    return found


def test_first_move_of_a_role(edited: WITH) -> None:
    edited(lambda t: row(t, "first_moves", "moves", "insight").update(move="Ask a statistician."))
    move = advice_for(RoleId.DATA_SCIENTIST, SERVES).first_move
    assert move is not None
    assert move.move == "Ask a statistician."


def test_volume_threshold(edited: WITH) -> None:
    edited(lambda t: t["thresholds"]["volume"].update(managed_below_per_day=10))
    need = advice_for(RoleId.AI_ENGINEER, SERVES, answers=Answers(requests_per_day=500)).need
    assert next(n for n in need if n.id == "volume").answer is Answer.YES


def test_deadline_threshold(edited: WITH) -> None:
    edited(lambda t: t["thresholds"]["deadline"].update(hire_too_slow_below_days=10))
    move = advice_for(RoleId.AI_ENGINEER, SERVES, answers=Answers(deadline_days=30)).first_move
    assert move is not None
    assert move.id == "infrastructure_owner"


def test_agency_threshold(edited: WITH) -> None:
    edited(lambda t: t["thresholds"]["agency"].update(results_due_below_days=20))
    advice = advice_for(RoleId.AI_ENGINEER, SERVES, answers=Answers(deadline_days=30))
    assert advice.staffing[0].id == "full_time"


def test_goal_words(edited: WITH) -> None:
    edited(lambda t: row(t, "goals", "goals", "support_triage").update(words=["barge", "lock"]))
    goal = advice_for(RoleId.AI_DEVELOPER, duty("Assign barges"), duty("Open the locks")).goal
    assert goal is not None
    assert goal.id == "support_triage"


def test_pay_band(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tomllib.loads(resources.files("auditor.pay").joinpath("data", "bands.toml").read_text("utf-8"))
    raw["full_time"]["us"]["senior"].update(base=[1, 2])
    table = bands_from(raw)
    monkeypatch.setattr(sys.modules["auditor.assessment"], "load_bands", lambda: table)
    facts = replace(VACANCY, places=Places(("US",)))
    claims = read_title("Senior MLOps Engineer")
    advice = advise(build_assessment(build_reading((SERVES,), RoleId.AI_ENGINEER), claims, facts=facts), ())
    assert advice is not None
    assert (advice.band[0].minimum, advice.band[0].maximum) == (1, 2)


def test_wrong_hire_multiples(edited: WITH) -> None:
    edited(lambda t: t["thresholds"]["wrong_hire"].update(most_times_salary=4.0))
    cost = advice_for(RoleId.AI_DEVELOPER, CALLS, findings=(build_finding("HIRE001", Severity.ERROR),)).wrong_hire
    assert cost is not None
    assert cost.most == 800_000


def test_specification_order(edited: WITH) -> None:
    edited(lambda t: row(t, "specification", "items", "adoption").update(rank=99, order={"ai_engineer": 13}))
    assert advice_for(RoleId.AI_ENGINEER, SERVES).specification.items[-1].id == "adoption"


def test_interview_question(monkeypatch: pytest.MonkeyPatch) -> None:
    table = copy.deepcopy(read_table("interview"))
    table["activities"]["serves_models"]["question"] = "How do you serve?"
    plan = interview_from(table)
    monkeypatch.setattr(HOME, "load_interview", lambda: plan)
    assert advice_for(RoleId.AI_ENGINEER, SERVES).interview[0].question == "How do you serve?"


def test_channels(edited: WITH) -> None:
    edited(lambda t: row(t, "channels", "channels", "Contra", "name").update(engagements=["permanent"]))
    assert advice_for(RoleId.AI_DEVELOPER, CALLS).channels[0].name == "Contra"
