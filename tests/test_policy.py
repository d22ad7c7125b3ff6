from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Posting, audit
from auditor.action import Action
from auditor.cli.audit_command import is_reached
from auditor.finding import Severity
from auditor.policy import Policy, inline_waivers, without_waivers
from auditor.taxonomy import RoleId

LINE = "<!-- auditor: waive TITLE001 the team is known by this name -->"
SQUARE_SECONDS = 20
"""Less than what 100,000 characters take if every one is compared with every other."""
DUTIES = """Responsibilities
- Connect our help desk to hosted language model APIs
- Write and test prompts for the reply drafts
- Build a retrieval pipeline over the product manual
- Build agents that call our internal tools
- Evaluate the answers of the assistant with the support team
Requirements
- 3+ years of Python
"""


@pytest.mark.parametrize(
    ("policy", "code", "default_on", "runs"),
    [
        (Policy(), "TITLE001", True, True),
        (Policy(), "STACK003", False, False),
        (Policy(extend_select=("STACK",)), "STACK003", False, True),
        (Policy(select=("STACK",)), "TITLE001", True, False),
        (Policy(select=("ALL",)), "STACK003", False, True),
        (Policy(ignore=("TITLE",)), "TITLE001", True, False),
        (Policy(select=("TITLE001",), ignore=("TITLE",)), "TITLE001", True, True),
    ],
)
def test_the_longest_beginning_that_names_a_rule_decides(
    policy: Policy, code: str, default_on: bool, runs: bool
) -> None:
    assert policy.runs(code, default_on) is runs


def test_a_waived_finding_stays_with_its_reason_and_counts_for_nothing() -> None:
    loud = audit(Posting("Machine Learning Engineer", DUTIES))
    assert loud.action is Action.FIX
    found = audit(Posting("Machine Learning Engineer", f"{DUTIES}\n{LINE}\n"))
    waived = next(f for f in found.findings if f.code == "TITLE001")
    assert waived.waived == "the team is known by this name"
    assert found.action is Action.NOTE
    assert is_reached(loud, "warning")
    assert not is_reached(found, "warning")


def test_a_waiver_is_never_read_as_text() -> None:
    text = f"{DUTIES}{LINE}\n- Build prompts\n"
    found = audit(Posting("Machine Learning Engineer", text))
    assert not any("waive" in s.span.of(text) for s in found.segmentation.statements)
    assert len(without_waivers(text)) == len(text)


def test_a_waiver_needs_a_reason_and_a_line_of_its_own() -> None:
    assert inline_waivers("<!-- auditor: waive TITLE001 -->") == {}
    assert inline_waivers("Build it <!-- auditor: waive TITLE001 because -->") == {}
    assert inline_waivers(f"x\r\n{LINE}\r\ny".replace("\r", "")) == {"TITLE001": "the team is known by this name"}


def test_a_waiver_that_never_ends_takes_no_time() -> None:
    text = "<!-- auditor: waive TITLE001" + " " * 100_000
    start = process_time()
    assert without_waivers(text) == text
    assert process_time() - start < SQUARE_SECONDS


def test_severity_and_aliases_are_the_houses() -> None:
    policy = Policy(severity={"TITLE": Severity.INFO}, aliases={"ml wizard": (RoleId.ML_ENGINEER,)})
    found = audit(Posting("ML  Wizard", DUTIES), policy=policy)
    assert found.assessment.claimed == (RoleId.ML_ENGINEER,)
    assert next(f for f in found.findings if f.code == "TITLE001").severity is Severity.INFO


@given(st.text(alphabet=st.sampled_from("<!-> auditor:waiveTITLE001 \n"), max_size=80))
def test_blanking_keeps_every_offset(text: str) -> None:
    blank = without_waivers(text)
    assert len(blank) == len(text)
    assert blank.count("\n") == text.count("\n")
