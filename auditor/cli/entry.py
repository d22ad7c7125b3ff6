"""The console script: runs a command and turns every way it can end into an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Sequence

import typer

from auditor.cli.exit_codes import ExitCode
from auditor.cli.store_app import app
from auditor.errors import AuditorError, ReaderError

__all__ = ["main", "run"]

_FEWER_COLLECTIONS = (50_000, 20, 50)
"""Nothing that a start loads is ever garbage; looking for some takes a fifteenth of a short command's time."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def main() -> None:
    """Runs the command line of this process and exits."""
    gc.set_threshold(*_FEWER_COLLECTIONS)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs a command line; returns the exit code.

    Expected errors are one line "error: ..." and one "hint: ..." on standard error; a programming error is a
    traceback.
    """
    try:
        code = app(args=list(arguments), prog_name="auditor", standalone_mode=False)
        sys.stdout.flush()
    except AuditorError as error:
        _say(error.message, error.hint)
        return ExitCode.SOME_FAILED if isinstance(error, ReaderError) else ExitCode.USAGE
    except typer.TyperException as error:
        _say(_usage_message(error), "Run auditor --help, or a command with --help, for examples.")
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        print("interrupted", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has gone; nothing more may be written, not even on exit
        _close_output()
        return ExitCode.BROKEN_PIPE
    except OSError as error:
        if error.errno not in _NO_ROOM:
            traceback.print_exc()
            return ExitCode.INTERNAL
        _close_output()
        _say(f"cannot write: {error.strerror}", "Make room on the disk, or write somewhere else.")
        return ExitCode.USAGE
    except Exception:  # noqa: BLE001  (shown in full, and told apart from --fail-on by its exit code)
        traceback.print_exc()
        return ExitCode.INTERNAL
    return int(code or ExitCode.DONE)


def _close_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage_message(error: typer.TyperException) -> str:
    format_message = getattr(error, "format_message", None)
    message = format_message() if callable(format_message) else str(error)
    return str(message).replace("Value error, ", "").rstrip(".")


def _say(message: str, hint: str) -> None:
    from auditor.reports.escape import one_line

    print(f"error: {one_line(message)}", file=sys.stderr)
    if hint:
        print(f"hint: {one_line(hint)}", file=sys.stderr)
