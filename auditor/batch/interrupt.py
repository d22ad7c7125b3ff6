"""Ctrl-C asks a run to stop; a second one stops it at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

__all__ = ["Interrupt"]


class Interrupt:
    """While entered, the first SIGINT only sets `requested`, so that no row is cut in two; the second one raises.

    Outside the main thread, where Python allows no signal handlers, it changes nothing; `request` works anywhere.
    """

    def __init__(self) -> None:
        self.requested = False
        self._previous: Any = None
        self._main = False

    def __enter__(self) -> Interrupt:
        self._main = threading.current_thread() is threading.main_thread()
        if self._main:
            self._previous = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._main:
            signal.signal(signal.SIGINT, self._previous)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.requested:
            raise KeyboardInterrupt
        self.requested = True

    def request(self) -> None:
        """Asks the run to stop as Ctrl-C does."""
        self.requested = True
