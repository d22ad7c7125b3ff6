"""`python -m tests.fuzz --inputs 10000 [--seconds N] [TARGET ...]`: runs every target, prints how many inputs each got.

With `--seconds` a target is given no further slice of its inputs after that time. Exit code 1 when a target failed; its
smallest failing input is printed.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from time import perf_counter, process_time
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.targets import TARGETS, Target

SLICE = 250
SECONDS_EACH = 10.0
"""An input that takes more processor time is a hang; the first one also loads modules and tables."""


def run(target: Target, inputs: int) -> int:
    """Gives the target so many inputs; the number that it was given.

    Raises:
        AssertionError: an input took too long.
        Exception: whatever an input made the target raise; hypothesis tells the smallest such input.
    """
    count = 0

    @settings(max_examples=inputs, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
              phases=(Phase.explicit, Phase.generate, Phase.shrink), database=None)  # fmt: skip
    @given(target.inputs)
    def each(drawn: Any) -> None:
        nonlocal count
        count += 1
        start = process_time()
        target.check(drawn)
        assert process_time() - start < SECONDS_EACH, "takes too long"

    each()
    return count


def run_for(target: Target, inputs: int, seconds: float) -> int:
    """Gives the target so many inputs in slices, as long as there is time; the number that it was given.

    Raises:
        Exception: as `run`.
    """
    end = perf_counter() + seconds
    count = 0
    while count < inputs and (count == 0 or perf_counter() < end):
        count += run(target, min(SLICE, inputs - count))
    return count


def main() -> int:
    """Runs the targets named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for each target")
    parser.add_argument("targets", nargs="*", choices=[[], *(target.name for target in TARGETS)])
    wanted = parser.parse_args()
    failed = 0
    for target in TARGETS:
        if wanted.targets and target.name not in wanted.targets:
            continue
        start = perf_counter()
        try:
            told = f"{run_for(target, wanted.inputs, wanted.seconds):,} inputs"
        except Exception:  # noqa: BLE001 what a target raises is the result
            failed += 1
            told = "FAILED\n" + traceback.format_exc()
        print(f"{target.name:18} {told}, {perf_counter() - start:.1f} s", flush=True)  # noqa: T201
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
