"""The sample postings: what they cover, what simple counting makes of them, and the whole pipeline over them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from auditor.facts import find_facts
from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.posting import Posting, PostingKind
from auditor.segment import segment
from auditor.taxonomy import AI_ROLES, RoleId
from auditor.titles import read_title
from auditor.verdict import Verdict, compare

FOLDER = Path(__file__).parent.parent / "fixtures" / "postings"

KEYWORDS = {
    RoleId.AI_DEVELOPER: "llm llms gpt prompt prompts rag agent agents agentic chatbot copilot assistant generative",
    RoleId.ML_ENGINEER: "train trained training model models neural pytorch tensorflow learning ml",
    RoleId.AI_ENGINEER: (
        "deploy deployment production pipeline pipelines kubernetes docker mlops gpu inference serving monitoring"
    ),
    RoleId.DATA_SCIENTIST: (
        "data analyse analysis analytics statistics sql dashboard dashboards insight insights experiment experiments"
    ),
}


MISSED_ROLES: dict[str, str] = {}
"""Samples whose role the offline reader does not tell, and why."""

MISSED_ACTIONS: dict[str, str] = {}
"""Samples whose action comes out otherwise for that reason, or because role or second role are not sure."""


@dataclass(frozen=True)
class Sample:
    """A sample posting and what is expected of its audit."""

    name: str
    title: str
    text: str
    role: str
    claims: list[str]
    verdict: str
    actions: list[str]
    why: str
    secondary: str = ""
    kind: str = "vacancy"
    findings: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def posting(self) -> Posting:
        return Posting(self.title or None, self.text)


SAMPLES = [Sample(name=path.stem, **tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
READ = [sample for sample in SAMPLES if sample.role]
VACANCIES = [sample for sample in READ if sample.kind == "vacancy"]


def each(samples: list[Sample], missed: Mapping[str, str] = MappingProxyType({})) -> pytest.MarkDecorator:
    """Parametrizes by sample; a miss that is known is expected to fail, but allowed to pass with a better reader."""
    params = [
        pytest.param(sample, id=sample.name, marks=[pytest.mark.xfail(reason=missed[sample.name])])
        if sample.name in missed
        else pytest.param(sample, id=sample.name)
        for sample in samples
    ]
    return pytest.mark.parametrize("sample", params)


def counted_role(text: str) -> RoleId:
    """The role whose keywords occur most often; `other` when none occurs."""
    words = re.findall(r"[a-z]+", text.lower())
    counts = {role: sum(word in keywords.split() for word in words) for role, keywords in KEYWORDS.items()}
    return max(counts, key=lambda role: counts[role]) if any(counts.values()) else RoleId.OTHER


def test_the_samples_fill_the_grid_of_role_and_verdict() -> None:
    filled = {(sample.role, sample.verdict) for sample in VACANCIES}
    for role in AI_ROLES:
        assert {(role, verdict) for verdict in Verdict} <= filled
    assert {("other", "match"), ("other", "mismatch")} <= filled


def test_the_samples_are_many_varied_and_some_long() -> None:
    assert len(SAMPLES) >= 30
    assert sum(len(sample.text.split()) > 700 for sample in SAMPLES) >= 6
    assert any("\n" not in sample.text.strip() and len(sample.text) > 500 for sample in SAMPLES)
    assert any("<li>" in sample.text for sample in SAMPLES)
    assert {kind for kind in PostingKind if kind is not PostingKind.UNKNOWN} == {sample.kind for sample in SAMPLES}


def test_counting_keywords_gets_many_roles_wrong() -> None:
    missed = [sample.name for sample in READ if counted_role(sample.text) != sample.role]
    assert len(missed) >= 8, missed


@each([sample for sample in SAMPLES if sample.title])
def test_titles_promise_what_is_expected(sample: Sample) -> None:
    assert list(read_title(sample.title).by_profile["guide"]) == sample.claims


@each([sample for sample in READ if sample.verdict])
def test_expected_verdicts_follow_from_expected_roles(sample: Sample) -> None:
    claims = tuple(RoleId(claim) for claim in sample.claims)
    secondary = RoleId(sample.secondary) if sample.secondary else None
    assert compare(claims, RoleId(sample.role), secondary) == sample.verdict


@each(SAMPLES)
def test_kind_and_planted_text_are_told_without_a_reader(sample: Sample) -> None:
    facts = find_facts(sample.posting, segment(sample.text, sample.title or None))
    assert facts.kind == sample.kind
    assert bool(facts.instructions) is ("TEXT001" in sample.findings)
    assert facts.unreadable in (None, *sample.reasons)


@cache
def audited(name: str) -> Audit:
    (sample,) = [sample for sample in SAMPLES if sample.name == name]
    return audit(sample.posting)


@each(SAMPLES)
def test_what_must_be_reviewed_is_reviewed(sample: Sample) -> None:
    assert set(sample.reasons) <= set(audited(sample.name).review_reasons)


def test_the_misses_are_few_and_real() -> None:
    assert set(MISSED_ACTIONS) <= {sample.name for sample in SAMPLES}
    assert len(MISSED_ROLES) <= 0.2 * len(READ)


@each(READ, MISSED_ROLES)
def test_the_role_is_read_from_the_work(sample: Sample) -> None:
    assert audited(sample.name).assessment.role == sample.role


@each(SAMPLES, MISSED_ACTIONS)
def test_the_action_is_acceptable(sample: Sample) -> None:
    result = audited(sample.name)
    assert result.action in sample.actions, result.summary


@each(SAMPLES, {name: why for name, why in MISSED_ROLES.items() if name.startswith("wrong_hire")})
def test_findings_are_made_and_left_out_as_expected(sample: Sample) -> None:
    codes = {finding.code for finding in audited(sample.name).findings}
    assert set(sample.findings) <= codes
    assert not set(sample.without) & codes


@each(SAMPLES)
def test_nothing_is_ever_called_wrong(sample: Sample) -> None:
    result = audited(sample.name)
    said = " ".join([result.summary, *(f"{f.message} {f.fix}" for f in result.findings)])
    assert not re.search(r"\bwrong\b", said)
