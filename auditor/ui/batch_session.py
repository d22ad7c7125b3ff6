"""What one browser session does with many postings: files received, columns, forecast, run, results.

Everything is kept in one folder of the session's own, which only the server's user can open, and which goes with the
session. No Streamlit here: the page keeps one BatchSession in its session state.
"""

from __future__ import annotations

import shutil
import threading
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from auditor.batch import BatchOptions
from auditor.batch.forecast import Forecast, forecast
from auditor.errors import AuditorError, NoTextColumnError
from auditor.policy import GUIDES_OWN, Policy
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.llm import LlmReader, Target
from auditor.readers.offline import OfflineReader
from auditor.sources import Source, SourceRow, named_sources
from auditor.ui.batch_results import ResultLine, load_results
from auditor.ui.batch_run import BatchRun

__all__ = ["BatchChoice", "BatchSession", "Upload"]

_PREVIEW_ROWS = 5
_CALLS_AT_ONCE = 8
_SECONDS_TO_STOP, _SECONDS_TO_STOP_AT_EXIT = 120, 5


@dataclass(frozen=True, slots=True)
class Upload:
    """A received file: the name that its sender gave it, and where it is kept, under a name of ours."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """How the postings are to be read: offline or by `model`, without closed jobs, for at most `budget` USD."""

    model: Target | None = None
    skip_closed: bool = False
    budget: float | None = None


class BatchSession:
    """One batch at a time.

    `problem` says why the files cannot be used as they are; `groups` and `words` are what its results are filtered by.
    """

    def __init__(self, profile: str = "guide", policy: Policy = GUIDES_OWN) -> None:
        self._profile, self._policy = profile, policy
        self._folder: TemporaryDirectory[str] | None = None
        self._runs: list[BatchRun] = []
        self._leaving: weakref.finalize[..., BatchSession] | None = None
        self._forecast: tuple[BatchChoice, Forecast] | None = None
        self._results: tuple[ResultLine, ...] | None = None
        self.uploads: tuple[Upload, ...] = ()
        self.source: Source | None = None
        self.problem: AuditorError | None = None
        self.mapping: dict[str, str] = {}
        self.choice = BatchChoice()
        self.run: BatchRun | None = None
        self.groups: tuple[str, ...] = ()
        self.words = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the files have, as far as they are known."""
        if self.source is not None:
            return self.source.columns
        return self.problem.columns if isinstance(self.problem, NoTextColumnError) else ()

    @property
    def folder(self) -> Path | None:
        """Where everything is kept; None while there is nothing."""
        return Path(self._folder.name) if self._folder else None

    def receive(self, files: Iterable[tuple[str, BinaryIO]]) -> None:
        """Takes files in, each with the name that its sender gave it; what was there before is deleted."""
        self.delete()
        self._folder = TemporaryDirectory(prefix="auditor-page-", ignore_cleanup_errors=True)
        self._runs = []
        self._leaving = weakref.finalize(self, _leave, self._folder, self._runs)
        kept = Path(self._folder.name) / "received"
        kept.mkdir(mode=0o700)
        uploads = []
        for number, (name, content) in enumerate(files):
            path = kept / str(number)
            path.touch(mode=0o600)
            with path.open("wb") as file:
                shutil.copyfileobj(content, file)
            uploads.append(Upload(name, path))
        self.uploads = tuple(uploads)
        self._open()

    def correct(self, mapping: Mapping[str, str]) -> None:
        """Says which column holds which field; the rest is recognised by name."""
        self._discard_run()
        self.mapping = dict(mapping)
        self._open()

    def preview(self) -> list[SourceRow]:
        """The first rows."""
        return list(islice(self.source.rows(), _PREVIEW_ROWS)) if self.source else []

    def choose(self, choice: BatchChoice) -> None:
        """Another way to read the postings; a run that went the former way is deleted."""
        if choice != self.choice:
            self.choice = choice
            self._discard_run()

    def reset(self) -> None:
        """Deletes the run and its results; the files stay."""
        self._discard_run()

    def forecast(self) -> Forecast:
        """What the run will take; reads through the files once for each choice, and sends nothing.

        Raises:
            RuntimeError: there is nothing to read.
        """
        source = self._opened()
        if self._forecast is None or self._forecast[0] != self.choice:
            self._forecast = self.choice, forecast(source, self._reader(), self._options())
        return self._forecast[1]

    def begin(self) -> None:
        """Begins the run, or goes on with the one that was stopped.

        Raises:
            RuntimeError: there is nothing to read.
        """
        self._results = None
        if self.run is None:
            planned = self.forecast()
            self.run = BatchRun(
                self._opened(),
                self._kept() / f"results-{len(self._runs)}",
                self._reader(),
                self._options(),
                planned.rows + planned.skipped,
            )
            self._runs.append(self.run)
        self.run.begin()

    def results(self) -> tuple[ResultLine, ...]:
        """The rows done, the loudest first; none while the run goes on."""
        if self.run is None or self.run.active:
            return ()
        if self._results is None:
            self._results = load_results(self.run.files)
        return self._results

    def posting(self, row: int) -> Posting | None:
        """The posting in a row; None when that row is none."""
        found = next(islice(self.source.rows(), row, None), None) if self.source else None
        return found.content if found is not None and isinstance(found.content, Posting) else None

    def delete(self) -> None:
        """Deletes the files, the results and the folder."""
        self._discard_run()
        if self._leaving is not None:
            self._leaving()
        self._folder, self.uploads, self.source, self.problem = None, (), None, None
        self.mapping, self._forecast = {}, None

    def _open(self) -> None:
        self.source, self.problem, self._forecast = None, None, None
        files = [(upload.name, upload.path) for upload in self.uploads]
        try:
            self.source = named_sources(files, self._kept() / "unpacked", self.mapping)
        except AuditorError as problem:
            self.problem = problem

    def _discard_run(self) -> None:
        if self.run is not None:
            self.run.discard()
        self.run, self._results, self.groups, self.words = None, None, (), ""

    def _opened(self) -> Source:
        if self.source is None:
            raise RuntimeError("there is nothing to read")
        return self.source

    def _kept(self) -> Path:
        if self.folder is None:
            raise RuntimeError("there is nothing to read")
        return self.folder

    def _reader(self) -> Reader:
        return LlmReader(self.choice.model) if self.choice.model else OfflineReader()

    def _options(self) -> BatchOptions:
        return BatchOptions(
            profile=self._profile,
            policy=self._policy,
            workers=_CALLS_AT_ONCE if self.choice.model else 1,
            skip_closed=self.choice.skip_closed,
            budget=self.choice.budget if self.choice.model else None,
        )


def _leave(folder: TemporaryDirectory[str], runs: Sequence[BatchRun]) -> None:
    """Deletes the folder, once nothing writes there: what is written during a deletion would stay behind."""
    for run in runs:
        run.discard()
    if not threading.main_thread().is_alive():
        _delete_when_quiet(folder, runs, _SECONDS_TO_STOP_AT_EXIT)
    elif any(run.active for run in runs):
        arguments = (folder, runs, _SECONDS_TO_STOP)
        threading.Thread(target=_delete_when_quiet, args=arguments, name="page-delete", daemon=True).start()
    else:
        _delete_when_quiet(folder, runs, 0)


def _delete_when_quiet(folder: TemporaryDirectory[str], runs: Sequence[BatchRun], seconds: float) -> None:
    for run in runs:
        run.wait(seconds)
    folder.cleanup()
