"""What is asked of a language model, in a thread of its own, so that the page waits for nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from auditor.errors import ReaderError

__all__ = ["Answering"]

T = TypeVar("T")


class Answering(Generic[T]):
    """Begins with its construction; the deadline of whatever `work` asks bounds it."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._future: Future[T | ReaderError] = Future()
        # a daemon, so that stopping the server does not wait for a provider
        threading.Thread(target=self._run, args=(work,), name="page-model", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether there is an outcome."""
        return self._future.done()

    def outcome(self, timeout: float | None = None) -> T | ReaderError:
        """What the work returned, or why the model gave nothing; waits at most `timeout` seconds, without one for ever.

        Raises:
            TimeoutError: there is no outcome yet.
        """
        return self._future.result(timeout)

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._future.set_result(work())
        except ReaderError as failure:
            self._future.set_result(failure)
        except BaseException as error:  # noqa: BLE001  (a defect: raised again in the page's thread)
            self._future.set_exception(error)
