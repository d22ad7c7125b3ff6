"""What was handed in to a provider's batch service from one folder, so that nothing is handed in twice.

`state.jsonl` is only ever appended to, and flushed to the disk before the next step: that requests are about to be
handed in, under which id the provider took them, that their answers were fetched. `requests-N.jsonl` is what is handed
in, `answers-N.jsonl` what came back. A line that was cut off while it was written is dropped.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Submission", "Submissions"]


@dataclass(slots=True)
class Submission:
    """Requests handed in together: `rows` by number, `usd` what they were reckoned to cost (None: not known).

    `newest` was the account's newest batch before. `batch` is the provider's id, None while it is not known whether
    the provider has them.
    """

    number: int
    token: str
    rows: frozenset[int]
    newest: str | None
    usd: float | None
    batch: str | None = None
    collected: bool = False


class Submissions:
    """The submissions of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_number: dict[int, Submission] = {}
        self._retried: dict[int, tuple[int, int]] = {}
        self._run = ""
        self._last = 0
        if self._state.exists():
            self._replay()

    @property
    def _state(self) -> Path:
        return self._folder / "state.jsonl"

    @property
    def under_way(self) -> list[Submission]:
        """Those whose answers were not fetched, in the order in which they were handed in."""
        return [each for each in self._by_number.values() if not each.collected]

    @property
    def batches(self) -> frozenset[str]:
        """Every id that the provider gave."""
        return frozenset(each.batch for each in self._by_number.values() if each.batch)

    @property
    def next_number(self) -> int:
        """The number of the next submission."""
        return self._last + 1

    def token(self, number: int) -> str:
        """What the names of a submission's requests begin with; no other folder's do."""
        if not self._run:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._run = secrets.token_hex(6)
            self._note({"run": self._run})
        return f"{self._run}-{number}"

    def requests(self, number: int) -> Path:
        """The file with a submission's requests."""
        return self._folder / f"requests-{number}.jsonl"

    def answers(self, number: int) -> Path:
        """The file with a submission's answers."""
        return self._folder / f"answers-{number}.jsonl"

    def begin(self, rows: Iterable[int], newest: str | None, usd: float | None) -> Submission:
        """Notes that the next request file is about to be handed in."""
        number = self.next_number
        _flushed(self.requests(number))
        begun = Submission(number, self.token(number), frozenset(rows), newest, usd)
        self._note({"begin": number, "rows": _ranges(begun.rows), "newest": newest, "usd": usd})
        self._by_number[number], self._last = begun, number
        return begun

    def handed_in(self, submission: Submission, batch: str) -> None:
        """Notes the provider's id."""
        self._note({"handed_in": submission.number, "batch": batch})
        submission.batch = batch

    def withdraw(self, submission: Submission) -> None:
        """Notes that the provider has certainly not taken it."""
        self._note({"withdrawn": submission.number})
        del self._by_number[submission.number]
        self.requests(submission.number).unlink(missing_ok=True)

    def collect(self, submission: Submission, written: Path) -> None:
        """Gives the file with all answers its name, and notes that they are here."""
        _flushed(written)
        written.replace(self.answers(submission.number))
        self._note({"collected": submission.number})
        submission.collected = True
        self.requests(submission.number).unlink(missing_ok=True)

    def retry(self, places: Mapping[int, int]) -> None:
        """Notes that these failed rows, whose entries stand at these places of the journal, are to be asked again."""
        new = {row: place for row, place in places.items() if self._retried.get(row, (-1, 0))[0] != place}
        if new:
            self.token(self.next_number)
            self._note({"retry": {str(row): place for row, place in new.items()}, "after": self._last})
            self._retried |= {row: (place, self._last) for row, place in new.items()}

    @property
    def retried(self) -> Mapping[int, int]:
        """Row -> the place of the entry that its new answer replaces."""
        return {row: place for row, (place, _) in self._retried.items()}

    def answered(self) -> dict[int, list[tuple[int, int]]]:
        """Row -> where its answers are (submission, offset), in the order in which they were asked for."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number in sorted(self._by_number):
            if self._by_number[number].collected and self.answers(number).exists():
                self.index(number, found)
        return found

    def index(self, number: int, found: dict[int, list[tuple[int, int]]]) -> None:
        """Adds one submission's answers."""
        offset = 0
        with self.answers(number).open("rb") as lines:
            for line in lines:
                row = int(json.loads(line)["row"])
                if number > self._retried.get(row, (0, 0))[1]:
                    found.setdefault(row, []).append((number, offset))
                offset += len(line)

    def answer(self, number: int, offset: int) -> dict[str, Any]:
        """One line of a file of answers."""
        with self.answers(number).open("rb") as file:
            file.seek(offset)
            line: dict[str, Any] = json.loads(file.readline())
            return line

    def clear(self) -> None:
        """Deletes the answers, which are all in the journal."""
        for number in self._by_number:
            self.answers(number).unlink(missing_ok=True)

    def _note(self, event: Mapping[str, Any]) -> None:
        with self._state.open("ab") as file:
            file.write(json.dumps(event).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _replay(self) -> None:
        size = 0
        with self._state.open("r+b") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._take(json.loads(line))
                size += len(line)
            file.truncate(size)

    def _take(self, event: Mapping[str, Any]) -> None:
        if "run" in event:
            self._run = event["run"]
        elif "begin" in event:
            number = event["begin"]
            rows = frozenset(_numbers(event["rows"]))
            self._by_number[number] = Submission(number, self.token(number), rows, event["newest"], event["usd"])
            self._last = number
        elif "handed_in" in event:
            self._by_number[event["handed_in"]].batch = event["batch"]
        elif "withdrawn" in event:
            del self._by_number[event["withdrawn"]]
        elif "collected" in event:
            self._by_number[event["collected"]].collected = True
        elif "retry" in event:
            self._retried |= {int(row): (place, event["after"]) for row, place in event["retry"].items()}


def _flushed(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _ranges(rows: Iterable[int]) -> list[list[int]]:
    """Row numbers as first and last of every run of them."""
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return found


def _numbers(ranges: Iterable[list[int]]) -> Iterable[int]:
    return (row for first, last in ranges for row in range(first, last + 1))
