"""Calls shared out among processes; the model is a server of its own on this machine."""

import os
import pickle
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.batch import calls as module
from auditor.batch.asking import Asking, HopelessError, Turn
from auditor.batch.callers import Callers, CallersInProcesses, CallersInThreads
from auditor.batch.calls import Calls, judged_by_calls
from auditor.batch.interrupt import Interrupt
from auditor.batch.journal import Entry, Journal
from auditor.batch.money import Money
from auditor.batch.terms import terms_of
from auditor.errors import UnknownModelError
from auditor.policy import GUIDES_OWN
from auditor.readers.cached import CachedReader, DraftCache
from auditor.readers.llm import LlmReader, Target
from auditor.sources import SourceRow, open_source
from benchmarks.killing import postings, stub


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stub(0.01) as address:
        yield address


def reader_at(url: str) -> LlmReader:
    return LlmReader(Target("openai/stub", "openai", "stub", url, "none", 120.0))


def rows_in(directory: Path, count: int) -> list[SourceRow]:
    postings(directory / "rows.jsonl", count, seed=1)
    return list(open_source(directory / "rows.jsonl").rows())


def entries(asking: Asking, rows: list[SourceRow], directory: Path) -> Iterator[Entry]:
    with Journal(directory / "journal") as journal:
        for found in judged_by_calls(rows, journal, Calls(asking, 2, Money(None, journal)), Interrupt()):
            journal.append(found)
            yield from found


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> list[CallersInProcesses]:
    """Two processes whatever the number of rows and cores, as they were made."""
    made: list[CallersInProcesses] = []

    def callers(calls: Calls, interrupt: Interrupt, *, many: bool) -> Callers:
        made.append(CallersInProcesses(calls.asking, calls.at_once, calls.most, 2))
        return made[-1]

    monkeypatch.setattr(module, "_callers", callers)
    return made


def test_processes_give_what_threads_give_though_one_dies_and_share_the_kept_drafts(
    url: str, tmp_path: Path, two: list[CallersInProcesses]
) -> None:
    rows, terms = rows_in(tmp_path, 10), terms_of("guide", GUIDES_OWN)
    cached = Asking(CachedReader(reader_at(url), DraftCache(tmp_path / "cache")), terms)
    shared: list[Entry] = []
    for entry in entries(cached, rows, tmp_path):
        if not shared:
            os.kill(two[0]._processes[0]._process.pid or 0, signal.SIGKILL)
        shared.append(entry)
    assert len(DraftCache(tmp_path / "cache")) == len(rows)
    with CallersInThreads(Asking(reader_at(url), terms), 2) as callers:
        futures = [callers.submit(Turn(row)) for row in rows]
        alone = [future.result() for future in futures]
    # what a lost row had read was kept, so that its record may say that reading it again cost nothing
    found = sorted((entry.row, entry.audit, entry.cells) for entry in shared)
    assert found == [(each.row, each.audit, each.cells) for each in alone if each]


def test_what_ends_a_run_arrives_from_another_process() -> None:
    arrived = pickle.loads(pickle.dumps(HopelessError(UnknownModelError("no such model", "Check the name."))))  # noqa: S301
    assert (type(arrived.failure), arrived.failure.hint) == (UnknownModelError, "Check the name.")


def test_calls_are_shared_out_only_where_one_process_is_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 4)
    asking = Asking(reader_at("http://127.0.0.1:9/v1"), terms_of("guide", GUIDES_OWN))
    money = Money.__new__(Money)
    numbers = [Calls(asking, at_once, money).processes for at_once in (1, 8, 47, 48, 64, 96, 500)]
    assert numbers == [1, 1, 1, 2, 2, 4, 4]
    assert all(fewer <= more for fewer, more in pairwise(numbers))
