"""Process time of `auditor audit` beside `python -c pass` in the same run: medians, and their ratio.

Usage: python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

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
    "auditor --version": ["-m", "auditor", "--version"],
    "auditor audit (json)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer", "--format", "json"],
    "auditor audit (terminal)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer"],
    "auditor audit (html)": ["-m", "auditor", "audit", "-", "--title", "ML Engineer", "--format", "html"],
}


def seconds(arguments: list[str]) -> float:
    """Wall-clock seconds of one process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, input=TEXT, text=True, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Runs every command in turn, so that a busy moment of the machine hits all alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    for arguments in COMMANDS.values():
        seconds(arguments)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    base = statistics.median(times["python -c pass"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:<26}{median:7.3f} s  (fastest {min(measured):.3f} s, {median / base:5.1f} x python)")


if __name__ == "__main__":
    main()
