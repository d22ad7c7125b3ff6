"""A process that decides is killed: what it was told is kept is there, and nothing is there in part."""

import secrets
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from auditor.store import QueueFilter, State, Store
from auditor.store.transfer import check
from tests.store.samples import sample, samples

ROOT = Path(__file__).parents[2]
GROUP = 3


def confirmed_before_a_kill(file: Path, decisions: int, wait: float) -> list[str]:
    """What the process printed, killed some seconds after so many decisions."""
    command = [sys.executable, "-m", "tests.store.deciding_forever", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(decisions)]
        time.sleep(wait)
        process.kill()
        told += process.stdout.readlines()
    assert process.returncode == -9
    return [line.strip() for line in told if line.endswith("\n")]


@pytest.mark.parametrize("start", [0, 12])
def test_every_confirmed_decision_survives_and_none_is_half_written(start: int, tmp_path: Path) -> None:
    moment = start + secrets.randbelow(12_000) / 1000
    file = tmp_path / "store.sqlite"
    with Store(str(file)) as store:
        store.save([sample(1, company="Single"), *samples(GROUP, 2, company="Bulk")], "ana")
    told = confirmed_before_a_kill(file, 4 + int(moment), moment % 1 / 5)
    assert check(str(file)).problems == ()
    with Store(str(file)) as store:
        log = store.decisions()
        (row,) = store.rows(QueueFilter(company="Single", state=None)).rows
    singles = [str(decision.number) for decision in log if decision.bulk is None]
    bulks = Counter(decision.bulk for decision in log if decision.bulk)
    said = [line for line in told if line.isdigit()]
    assert singles[: len(said)] == said, f"moment {moment}"
    assert len(singles) - len(said) <= 1
    assert set(told) - set(said) <= set(bulks), f"moment {moment}"
    assert set(bulks.values()) == {GROUP}
    assert row.state is (State.CONFIRMED if len(singles) % 2 else State.DISMISSED)
