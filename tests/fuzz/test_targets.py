"""A bounded slice of the fuzzing; `make fuzz` gives every target at least 10,000 inputs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.__main__ import run
from tests.fuzz.targets import TARGETS, Target

SLICE = 10
EVERY = "4"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name.replace(" ", "-"))
def test_any_input_is_dealt_with(target: Target) -> None:
    assert run(target, SLICE) >= SLICE


def test_audits_take_time_in_proportion_to_inputs_made_against_the_patterns() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.patterns", EVERY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    counts, slow = ran.stdout.splitlines()[-2:]
    assert int(counts.split()[1]) > 200
    assert json.loads(slow) == {}


def test_the_number_of_targets_is_the_one_that_the_threat_model_tells() -> None:
    told = (ROOT / "docs" / "security.md").read_text("utf-8")
    assert f"each of {len(TARGETS)} targets" in told
    assert len({target.name for target in TARGETS}) == len(TARGETS)
