"""How far a batch is: rows, rate and an estimate of what is left, on one line of a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

__all__ = ["Progress"]

_INTERVAL = 0.2
"""Seconds between two lines."""


class Progress:
    """Writes progress to a terminal; elsewhere only what it is told.

    `share` tells how much of the input was read, from 0 to 1, or None when its size is unknown.
    """

    def __init__(
        self,
        stream: TextIO,
        share: Callable[[], float | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._share = share
        self._clock = clock
        self._start = self._last = clock()
        self._shown = False
        self._enabled = stream.isatty()

    def __call__(self, done: int) -> None:
        """Says that so many rows are done."""
        if not self._enabled:
            return
        now = self._clock()
        if now - self._last < _INTERVAL:
            return
        self._last, self._shown = now, True
        self._stream.write(f"\r\x1b[K{self._words(done, now - self._start)}")
        self._stream.flush()

    def told(self, words: str) -> None:
        """Says that something happened, on a line that stays, also where there is no terminal."""
        self.close()
        self._stream.write(f"{words}\n")
        self._stream.flush()

    def _words(self, done: int, seconds: float) -> str:
        words = f"{done:,} rows, {done / seconds:,.0f} a second"
        share = self._share()
        if share:
            words += f", {share:.0%}, about {seconds / share - seconds:,.0f} s left"
        return words

    def close(self) -> None:
        """Clears the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
