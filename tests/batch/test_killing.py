from pathlib import Path

import pytest

from benchmarks.killing import survived


@pytest.mark.parametrize(("model", "rows", "kills"), [(True, 40, 2), (False, 250, 1)])
def test_a_killed_batch_goes_on_and_ends_with_the_same_bytes(
    model: bool, rows: int, kills: int, tmp_path: Path
) -> None:
    assert survived(tmp_path, rows, kills, concurrency=2, model=model, seed=3) == []
