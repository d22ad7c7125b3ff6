"""What continuous integration refuses: a failed check beside passing tests, and a test that was skipped."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPING = "import pytest\n\n\ndef test_left_out() -> None:\n    pytest.skip('not installed')\n"


@pytest.mark.parametrize(("failing", "code"), [("none", 0), ("types", 1), ("docs-run", 1), ("test", 1)])
def test_one_failed_check_fails_the_run_and_the_others_still_run(failing: str, code: int, tmp_path: Path) -> None:
    for name, script in (("make", f'echo "$1" >>"{tmp_path}/made"; [ "$1" != {failing} ]'), ("apt-get", "true")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    ran = subprocess.run([ROOT / ".ci" / "run"], env=environment, capture_output=True, text=True)
    assert ran.returncode == code, ran.stderr
    made = (tmp_path / "made").read_text().split()
    assert made == ["lint", "types", "imports", "docs-check", "docs-run", "test"]


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_skipped_test_fails_there_and_only_there(ci: str, code: int, pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    pytester.makepyfile(SKIPPING)
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("CI", ci)
        ran = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert ran.ret == code
    ran.assert_outcomes(**({"failed": 1} if ci else {"skipped": 1}))
