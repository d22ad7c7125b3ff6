"""What the process's exit code tells a script."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """Exit codes of every command; INTERNAL is a defect of the program, shown with its traceback."""

    DONE = 0
    FAIL_ON = 1
    USAGE = 2
    SOME_FAILED = 3
    INTERNAL = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141
