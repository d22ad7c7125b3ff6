"""Ctrl-C between two rows, never inside one: an audit and its ledger line are written both or not at all."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

__all__ = ["InterruptBetweenRows"]


class InterruptBetweenRows:
    """While entered, SIGINT raises KeyboardInterrupt at once, or between `hold` and `release` at `release`.

    Outside the main thread, where Python allows no signal handlers, it changes nothing.
    """

    def __init__(self) -> None:
        self._held = False
        self._pending = False
        self._previous: Any = None
        self._main = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> InterruptBetweenRows:
        if self._main:
            self._previous = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._main:
            signal.signal(signal.SIGINT, self._previous)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._held:
            self._pending = True
        else:
            raise KeyboardInterrupt

    def hold(self) -> None:
        """From here on SIGINT waits."""
        self._held = True

    def release(self) -> None:
        """Lets a SIGINT that came meanwhile through.

        Raises:
            KeyboardInterrupt: one came.
        """
        self._held = False
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt
