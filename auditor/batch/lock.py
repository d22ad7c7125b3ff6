"""One run at a time in a folder; the lock goes with the process that held it, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from auditor.errors import UsageError

__all__ = ["locked"]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock.

    Raises:
        UsageError: another process holds it.
    """
    with path.open("a+b") as file:
        try:
            _lock(file)
        except OSError as error:
            raise UsageError(
                f"another run is writing into {path.parent.parent}", "Wait for it, or name another folder with --out."
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
