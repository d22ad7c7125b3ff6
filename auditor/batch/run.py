"""A whole batch: rows judged into a journal, then the files written from it. Interrupted, it goes on where it was."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from auditor.batch.asking import Asking
from auditor.batch.calls import Calls, judged_by_calls
from auditor.batch.closed import skipped_if_closed
from auditor.batch.files import BatchFiles
from auditor.batch.finish import Outputs, finish
from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry, Journal
from auditor.batch.key import check_key, run_key
from auditor.batch.lock import locked
from auditor.batch.money import Money
from auditor.batch.processes import judged_in_processes
from auditor.batch.record import NOT_DONE
from auditor.batch.submissions import Submissions
from auditor.batch.summary import SummaryDocument
from auditor.batch.terms import Terms, terms_of
from auditor.errors import UsageError
from auditor.policy import GUIDES_OWN, Policy
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.sources import Source, SourceRow

__all__ = ["BatchOptions", "run_batch"]


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run.

    `profile` and `policy` are what the postings are judged by.
    `workers` judge at the same time: processes offline, calls in flight of a language model. `retry_failed` does the
    failed rows of an earlier run again, `restart` all of them; `skip_closed` refuses rows whose status says that the
    job is no longer open. For a language model: `budget` in USD bounds what all runs in the folder cost together,
    `calls_a_minute` how often it is called, and `falls_back` lets the offline reader stand in for failed rows.
    `by_provider` reads through the provider's batch service, which is looked at every `poll` seconds.
    """

    profile: str = "guide"
    policy: Policy = GUIDES_OWN
    workers: int = 1
    retry_failed: bool = False
    restart: bool = False
    skip_closed: bool = False
    budget: float | None = None
    calls_a_minute: float | None = None
    falls_back: bool = False
    by_provider: bool = False
    poll: float = 30.0
    outputs: Outputs = field(default_factory=Outputs)

    @property
    def terms(self) -> Terms:
        """By what the postings are judged."""
        return terms_of(self.profile, self.policy)


def run_batch(
    source: Source,
    files: BatchFiles,
    reader: Reader,
    options: BatchOptions | None = None,
    progress: Callable[[int, int], None] = lambda done, earlier: None,
    interrupt: Interrupt | None = None,
    told: Callable[[str], None] = lambda words: None,
) -> SummaryDocument:
    """Audits the source's rows into the files; `progress` is told how many rows this run and earlier ones have done.

    `told` hears in words what happens at a provider's batch service.

    Raises:
        ReaderError: a language model's key or name is refused before any row was read.
        KeyboardInterrupt: the run was interrupted; the files hold the rows done, the summary says `complete: false`,
            and the same call goes on.
        UsageError: the folder is that of another run, or another run is writing into it.
        OSError: a file could not be written.
    """
    options, interrupt = options or BatchOptions(), interrupt or Interrupt()
    files.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.kept.mkdir(exist_ok=True)
    is_free = isinstance(reader, OfflineReader)
    with locked(files.lock):
        _prepare(source, files, reader, options)
        with Journal(files.journal) as journal, interrupt:
            if not options.by_provider:
                _refuse_leaving_batches(files)
            _forget(journal, options)
            rows = partial(_left, source, journal, options)
            if options.by_provider:
                judged = _judged_by_provider(rows, journal, files, reader, options, interrupt, told)
            else:
                judged = _judged(rows(), journal, reader, options, interrupt)
            earlier = len(journal)
            for entries in judged:
                journal.append(entries)
                progress(len(journal) - earlier, earlier)
            complete = not interrupt.requested
            summary = finish(journal, source.name, source.columns, files, options.outputs, complete=complete)
        if complete and is_free:
            files.journal.unlink()
    if not complete:
        raise KeyboardInterrupt
    return summary


def _prepare(source: Source, files: BatchFiles, reader: Reader, options: BatchOptions) -> None:
    """Leaves a journal only where it is of this very run."""
    if options.restart:
        shutil.rmtree(files.kept)
        files.kept.mkdir()
    closed = "skipped" if options.skip_closed else "audited"
    key = run_key(source.fingerprint(), reader, options.profile, closed=closed, policy=options.terms.fingerprint)
    if not check_key(files.key, key, is_free=isinstance(reader, OfflineReader)):
        files.journal.unlink(missing_ok=True)


def _refuse_leaving_batches(files: BatchFiles) -> None:
    """What a provider's batch service was asked is paid, and not asked again another way."""
    count = len(Submissions(files.provider).under_way)
    if count:
        raise UsageError(
            f"{files.directory} has {count} batches under way at the provider",
            "Add --engine provider-batch to go on with them, or --restart to leave them and what they cost.",
        )


def _forget(journal: Journal, options: BatchOptions) -> None:
    """Takes rows that were not done, and on request those that failed, for not yet judged."""
    for entry in journal.entries():
        record = entry.parsed()
        again = options.retry_failed and not options.by_provider and record["status"] == "failed"
        if record["reason"] == NOT_DONE or again:
            journal.forget([entry.row])


def _left(source: Source, journal: Journal, options: BatchOptions) -> Iterator[SourceRow]:
    """The rows that are not in the journal."""
    rows = (row for row in source.rows() if row.row not in journal)
    return map(skipped_if_closed, rows) if options.skip_closed else rows


def _judged(
    rows: Iterable[SourceRow], journal: Journal, reader: Reader, options: BatchOptions, interrupt: Interrupt
) -> Iterator[list[Entry]]:
    if isinstance(reader, OfflineReader):
        return judged_in_processes(rows, options.terms, options.workers, interrupt)
    most = math.inf if options.calls_a_minute is None else options.calls_a_minute / 60
    asking = Asking(reader, options.terms, options.falls_back)
    calls = Calls(asking, options.workers, Money(options.budget, journal), most)
    return judged_by_calls(rows, journal, calls, interrupt)


def _judged_by_provider(
    rows: Callable[[], Iterator[SourceRow]],
    journal: Journal,
    files: BatchFiles,
    reader: Reader,
    options: BatchOptions,
    interrupt: Interrupt,
    told: Callable[[str], None],
) -> Iterator[list[Entry]]:
    from auditor.batch.provider import ByProvider, ask_again, judged_by_provider
    from auditor.readers.llm.batch_clients import service_of
    from auditor.readers.llm.replay import replaying

    replay, target = replaying(reader)
    submissions = Submissions(files.provider)
    ask_again(journal, submissions, retry_failed=options.retry_failed)
    how = ByProvider(replay, service_of(target), options.terms, options.budget, options.falls_back, options.poll, told)
    return judged_by_provider(rows, journal, submissions, how, interrupt)
