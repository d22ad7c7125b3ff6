"""How fast calls may go out, for all threads together: a set rate, what retry-after says, and what 429s show.

A provider that answers 429 is asked no more often than 1.3 times as often as it has lately answered well: a real limit
is found and followed within seconds, while refusals that strike at random do not slow a run down. The rate then
recovers with every good answer.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable

__all__ = ["Pace"]

_WINDOW = 5.0
"""Seconds over which good answers are counted; longer where fewer than _ENOUGH answers came."""
_ENOUGH = 40
"""Answers from which the rate of the good ones says something in less time."""
_ABOVE = 1.3
_RECOVERY = 1.01
"""Factor by which each good answer raises the rate."""
_SLOWEST = 0.5
"""Calls a second that are tried however often the provider refuses."""
_LONGEST_PAUSE = 300.0
"""Seconds of retry-after that are obeyed."""
_LOOK = 0.2
"""Seconds between two looks at whether the run is asked to stop."""


class Pace:
    """Admits calls. `most` is the highest rate, in calls a second; infinite when none is set. Safe for threads.

    `held`, when set, hears of the seconds that an answer asks to wait.
    """

    def __init__(
        self,
        most: float = math.inf,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._most = self._rate = most
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = clock()
        self._answers: deque[tuple[float, bool]] = deque()
        self._good = 0
        self.held: Callable[[float], None] = lambda seconds: None

    @property
    def rate(self) -> float:
        """Calls a second that are admitted at present."""
        return self._rate

    def wait(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Waits for this call's turn; False when the run was stopped before it came."""
        turn = self._turn()
        while (left := turn - self._clock()) > 0:
            if stopped():
                return False
            self._sleep(min(left, _LOOK))
        return not stopped()

    def _turn(self) -> float:
        with self._lock:
            turn = max(self._clock(), self._next)
            self._next = turn + 1 / self._rate
            return turn

    def told(self, status: int, retry_after: float) -> None:
        """Takes in one answer: its HTTP status, and the seconds of its retry-after, 0 without one."""
        with self._lock:
            now = self._clock()
            if status < 400:
                self._count(now, good=True)
                self._rate = min(self._most, self._rate * _RECOVERY)
            elif status == 429:
                self._count(now, good=False)
                self._slow_down(now)
        if status in (429, 503, 529) and retry_after > 0:
            self.hold(retry_after)
            self.held(retry_after)

    def hold(self, seconds: float) -> None:
        """Admits no call for that long, as an answer has asked for."""
        with self._lock:
            self._next = max(self._next, self._clock() + min(seconds, _LONGEST_PAUSE))

    def _count(self, now: float, *, good: bool) -> None:
        self._answers.append((now, good))
        self._good += good
        while len(self._answers) > _ENOUGH and self._answers[0][0] < now - _WINDOW:
            self._good -= self._answers.popleft()[1]

    def _slow_down(self, now: float) -> None:
        """Follows the rate of the good answers, once there is time or number enough to know it."""
        seconds = now - self._answers[0][0]
        if seconds >= _WINDOW or (seconds > 0 and len(self._answers) >= _ENOUGH):
            self._rate = min(self._most, max(_SLOWEST, _ABOVE * self._good / seconds))
