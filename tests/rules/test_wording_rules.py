from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.action import Action, choose_action
from auditor.assessment import Assessment
from auditor.policy import Policy
from auditor.posting import Section
from auditor.rules import ALL_RULES, run_rules
from auditor.rules.rule import Rule
from auditor.rules.shown import aside, visible
from auditor.rules.wording_cliches import WORDING_CLICHES
from auditor.rules.wording_gender_coded import WORDING_GENDER_CODED
from auditor.rules.wording_length import WORDING_LENGTH
from auditor.rules.wording_missing_sections import WORDING_MISSING_SECTIONS
from auditor.rules.wording_reading_level import WORDING_READING_LEVEL
from auditor.rules.words import lix
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_claims, build_reading, duty, line

STOCK = "Be a rockstar self-starter in a fast-paced team that can hit the ground running"
CODED = "An aggressive, fearless and assertive fighter, confident and outspoken"


def posting(*texts: str) -> Assessment:
    lines = [duty(text, "calls_llm_api") for text in texts]
    return build_assessment(
        build_reading(lines, RoleId.AI_DEVELOPER), build_claims("AI Developer", RoleId.AI_DEVELOPER)
    )


@pytest.mark.parametrize(
    ("rule", "flagged", "passing", "near_miss"),
    [
        (WORDING_LENGTH, ("Short",), ("Write a prompt " * 60,), ("Write prompts well " * 51,)),
        (
            WORDING_READING_LEVEL,
            ("Operationalising organisational transformation capabilities " * 6,) * 5,
            ("Run our models and keep them fast",) * 5,
            ("Operationalising organisational transformation capabilities " * 3,) * 5,
        ),
        (WORDING_CLICHES, (STOCK,), ("You plan your own week",), ("A fast-paced team of self-starters",)),
        (
            WORDING_GENDER_CODED,
            (CODED,),
            ("Lead the analysis and support the on-call team",),
            ("A confident, assertive and outspoken voice, honest, polite and gentle",),
        ),
    ],
)
def test_each_rule_flags_passes_and_holds_back(
    rule: Rule, flagged: tuple[str, ...], passing: tuple[str, ...], near_miss: tuple[str, ...]
) -> None:
    assert rule.findings(posting(*flagged))
    assert not rule.findings(posting(*passing))
    assert not rule.findings(posting(*near_miss))


def test_missing_parts_are_named() -> None:
    assert "the company" in WORDING_MISSING_SECTIONS.findings(posting("Write prompts"))[0].message
    spoken = posting("Write prompts at a firm founded in 2004, for a good salary and after years of experience")
    assert not WORDING_MISSING_SECTIONS.findings(spoken)
    lines = [
        line(section, "A line") for section in (Section.DUTIES, Section.REQUIREMENTS, Section.COMPANY, Section.PAY)
    ]
    assert not WORDING_MISSING_SECTIONS.findings(build_assessment(build_reading(lines, RoleId.AI_DEVELOPER), None))


def test_bullets_end_sentences() -> None:
    short = posting(*["Run it"] * 30)
    assert lix(short.segmentation.statements, short.posting.text) == 2.0


def test_a_stock_phrase_counts_once_however_it_is_spelt() -> None:
    assert not WORDING_CLICHES.findings(
        posting("A cutting-edge, cutting edge team", "Our cutting-edge, fast-paced team")
    )


def test_a_number_of_times_is_no_stock_phrase() -> None:
    said = "A cutting-edge, fast-paced team"
    assert not WORDING_CLICHES.findings(posting(said, "Storage with 10x higher throughput, to scale 10x faster"))
    assert WORDING_CLICHES.findings(posting(said, "We want a 10x engineer"))


def test_wording_is_kept_out_of_action_and_view() -> None:
    policy = Policy(select=("WORDING",))
    found = run_rules(replace(posting(STOCK, CODED), policy=policy))
    assert {f.code for f in found} >= {"WORDING003", "WORDING004"}
    assert visible(found) == ()
    assert len(aside(found)) == len(found)
    assert choose_action(posting(STOCK, CODED), found) is Action.READY


def test_every_wording_rule_is_an_info() -> None:
    assert all(rule.severity.rank == 0 for rule in ALL_RULES if rule.code.startswith("WORDING"))
