import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.killing import SAME, batch, postings, survived


@pytest.mark.parametrize(("model", "rows", "kills"), [(True, 40, 2), (False, 250, 1)])
def test_a_killed_batch_goes_on_and_ends_with_the_same_bytes(
    model: bool, rows: int, kills: int, tmp_path: Path
) -> None:
    assert survived(tmp_path, rows, kills, concurrency=2, model=model, seed=3) == []


def test_locale_and_hash_seed_do_not_change_a_byte(tmp_path: Path) -> None:
    postings(tmp_path / "jobs.jsonl", 20, seed=5)
    for seed, locale in (("1", "C"), ("2", "tr_TR.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo"}
        command = batch(tmp_path / "jobs.jsonl", tmp_path / seed, None, 1)
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    for name in SAME:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
