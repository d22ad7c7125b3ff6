"""A posting on its way to a language model, in a thread of its own, so that the page waits for nothing."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from auditor.errors import ReaderError
from auditor.pipeline import ReadPosting, read_posting
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.taxonomy import load_taxonomy

__all__ = ["ModelReading"]


class ModelReading:
    """Begins with its construction; the reader's own deadline bounds it."""

    def __init__(self, posting: Posting, reader: Reader) -> None:
        self._future: Future[ReadPosting | ReaderError] = Future()
        # a daemon, so that stopping the server does not wait for a provider
        threading.Thread(target=self._run, args=(posting, reader), name="page-model-reading", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether there is an outcome."""
        return self._future.done()

    def outcome(self, timeout: float | None = None) -> ReadPosting | ReaderError:
        """The reading, or why there is none; waits for it at most `timeout` seconds, without one for ever.

        Raises:
            TimeoutError: there is no outcome yet.
        """
        return self._future.result(timeout)

    def _run(self, posting: Posting, reader: Reader) -> None:
        try:
            self._future.set_result(read_posting(posting, reader, load_taxonomy()))
        except ReaderError as failure:
            self._future.set_result(failure)
        except BaseException as error:  # noqa: BLE001  (a defect: raised again in the page's thread)
            self._future.set_exception(error)
