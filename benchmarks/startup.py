"""Process time of `auditor audit` beside `python -c pass` and `import openai` in the same run: wall clock and
processor seconds (medians), and the ratio of the processor's, which a busy machine distorts least. `import openai` is
the yardstick of the machine: it took 0.69 s where the goal of 0.6 s was set.

Byte code is written, as an installation writes it, whatever PYTHONDONTWRITEBYTECODE says here.

Usage: python -m benchmarks.startup [RUNS]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "About the role\nYou will join the yard's data group.\n\nWhat you will do\n"
    "- Train the tide model on gauge data\n- Deploy it for the pilots\n- Present results every Friday\n\n"
    "Requirements\n- Three years of Python\n- Experience with PyTorch\n"
)
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import openai": ["-c", "import openai"],
    "auditor --version": ["-m", "auditor", "--version"],
    "auditor audit (json)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer", "--format", "json"],
    "auditor audit (terminal)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer"],
    "auditor audit (html)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer", "--format", "html"],
}


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Wall-clock and processor seconds of one process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    start, used = time.perf_counter(), _processor()
    subprocess.run(command, cwd=ROOT, env=environment, input=TEXT, text=True, capture_output=True, check=True)
    return time.perf_counter() - start, _processor() - used


def _processor() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    """Runs every command in turn, so that a busy moment of the machine hits all alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    for arguments in COMMANDS.values():
        seconds(arguments)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    base = statistics.median(used for _, used in times["python -c pass"])
    print(f"{'':<26}{'wall':>8}{'fastest':>9}{'processor':>11}")
    for name, measured in times.items():
        walls, used = zip(*measured, strict=True)
        cpu = statistics.median(used)
        print(f"{name:<26}{statistics.median(walls):7.3f}s{min(walls):8.3f}s{cpu:10.3f}s{cpu / base:6.0f} x python")


if __name__ == "__main__":
    main()
