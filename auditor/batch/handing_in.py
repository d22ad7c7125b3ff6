"""Handing requests in to a provider's batch service exactly once, and fetching the answers.

Before requests are handed in it is noted that they will be, after it under which id. When the note of the id is missing
(the process was killed between the two, or the connection broke), the provider's list of batches decides. OpenAI's
batches carry our token. Anthropic's carry no mark but the names of their requests, which are told only once a batch
has ended: a batch with as many requests that is newer than our note is waited for, and then looked into. Only when none
is ours are the requests handed in again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count, islice

from auditor.batch.request_file import RequestFile
from auditor.batch.submissions import Submission, Submissions
from auditor.errors import (
    InvalidAnswerError,
    OverloadedError,
    RateLimitedError,
    ReaderError,
    ReaderTimeoutError,
    UnreachableError,
)
from auditor.readers.llm.batch_service import Answer, BatchService, Handed, Listed

__all__ = ["HandingIn"]

_TRIES = 5
"""Times that requests are handed in before the provider's refusal is taken for an answer."""
_BETWEEN = 5.0
"""Seconds until a batch is sure to stand in the provider's list, and before it is asked again; doubled every time."""
_MAY_HAVE_IT = (ReaderTimeoutError, UnreachableError, OverloadedError)


class HandingIn:
    """The dealings with one service about one folder's submissions.

    `pause` waits that many seconds, and says False when the run is asked to stop meanwhile.
    """

    def __init__(
        self,
        service: BatchService,
        submissions: Submissions,
        told: Callable[[str], None],
        pause: Callable[[float], bool],
    ) -> None:
        self._service = service
        self._submissions = submissions
        self._told = told
        self._pause = pause
        self._not_ours: set[str] = set()
        self._seen: dict[int, Handed] = {}

    def submit(self, file: RequestFile) -> None:
        """Hands the file in, or deletes it when it is empty.

        Raises:
            ReaderError: the provider refuses it, or it is not known whether it has it; the next run finds out.
        """
        if not file.rows:
            file.discard()
            return
        file.close()
        newest = self._service.newest()
        self._send(self._submissions.begin(file.rows, newest, file.usd))

    def _send(self, submission: Submission) -> None:
        requests = self._submissions.requests(submission.number)
        for tries in count(1):
            try:
                batch = self._service.hand_in(requests, submission.token)
                self._submissions.handed_in(submission, batch)
            except _MAY_HAVE_IT:
                if not self._pause(_BETWEEN * 2 ** (tries - 1)) or self._is_there(submission):
                    return
                if tries == _TRIES:
                    raise
            except RateLimitedError:
                if tries == _TRIES:
                    self._submissions.withdraw(submission)
                    raise
                if not self._pause(_BETWEEN * 2 ** (tries - 1)):
                    return
            except ReaderError:
                self._submissions.withdraw(submission)
                raise
            else:
                self._told(f"batch {submission.batch}: {len(submission.rows):,} requests handed in")
                return

    def settled(self, submission: Submission) -> bool:
        """Whether the provider's id of the submission is known, after looking for it, and after handing it in anew
        when the provider does not have it.

        Raises:
            ReaderError: the provider cannot be asked, or refuses the requests.
        """
        if submission.batch is None and not self._is_there(submission):
            self._told("requests of an earlier run did not reach the provider: they are handed in now")
            self._send(submission)
        return submission.batch is not None

    def _is_there(self, submission: Submission) -> bool:
        """Whether the provider has the submission, or may have it: then its batch has to end before that is known."""
        known = self._submissions.batches | self._not_ours
        listed = [batch for batch in self._service.since(submission.newest) if batch.batch not in known]
        may_be = False
        for batch in listed:
            ours = self._is_ours(batch, submission)
            if ours:
                self._submissions.handed_in(submission, batch.batch)
                self._told(f"batch {batch.batch}: found, it was handed in by an earlier run")
                return True
            may_be = may_be or ours is None
        return may_be

    def _is_ours(self, batch: Listed, submission: Submission) -> bool | None:
        """Whether the batch holds the submission; None while that cannot be told."""
        if batch.token is not None or batch.total != len(submission.rows):
            return batch.token == submission.token
        if not self._service.look(batch.batch).ended:
            return None
        first = next(self._service.answers(batch.batch), ("", None))
        if first[0].startswith(f"{submission.token}-"):
            return True
        if not any(first[0].startswith(f"{each.token}-") for each in self._submissions.under_way):
            self._not_ours.add(batch.batch)
        return False

    def fetched(self, submission: Submission) -> bool:
        """Fetches the answers once the batch has ended; whether they are here.

        Raises:
            ReaderError: the provider cannot be asked.
        """
        batch = submission.batch or ""
        handed = self._seen[submission.number] = self._service.look(batch)
        if not handed.ended:
            return False
        written = self._submissions.answers(submission.number).with_suffix(".part")
        left = set(submission.rows)
        with written.open("wb") as file:
            for name, answer in () if handed.failure else self._service.answers(batch):
                row = _row(name, submission)
                if row in left:
                    left.remove(row)
                    file.write(_line(row, answer))
            missing = handed.failure or InvalidAnswerError("the provider's batch has no answer about this posting")
            for row in sorted(left):
                file.write(_line(row, missing))
        self._submissions.collect(submission, written)
        return True

    def words(self) -> str:
        """How the submissions under way stood when they were last looked at."""
        under_way = self._submissions.under_way
        unknown = sum(each.batch is None for each in under_way)
        seen = [self._seen[each.number] for each in under_way if each.number in self._seen]
        done, total = sum(each.done for each in seen), sum(len(each.rows) for each in under_way)
        batches = "1 batch" if len(under_way) == 1 else f"{len(under_way)} batches"
        words = f"waiting for {batches} at the provider: {done:,} of {total:,} requests done"
        named = ", ".join(each.batch for each in islice(under_way, 3) if each.batch)
        words += f" ({named})" if named else ""
        return words + (f"; {unknown} may be there under an id that is told when it has ended" if unknown else "")


def _row(name: str, submission: Submission) -> int:
    """The row that a request is about; -1 for a name that is none of the submission's."""
    number = name.removeprefix(f"{submission.token}-")
    return int(number) if number != name and number.isascii() and number.isdecimal() else -1


def _line(row: int, answer: Answer) -> bytes:
    if isinstance(answer, ReaderError):
        said = {"row": row, "failure": {"code": answer.code, "message": answer.message}}
    else:
        said = {"row": row, "answer": dict(answer)}
    return json.dumps(said).encode() + b"\n"
