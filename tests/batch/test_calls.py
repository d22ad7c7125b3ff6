import json
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

import pytest

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch import asking as module
from auditor.batch.interrupt import Interrupt
from auditor.batch.summary import SummaryDocument
from auditor.errors import AuditorError, BadKeyError, OverloadedError, RefusedError, UsageError
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, ReaderAnswer, Usage
from auditor.readers.cached import CachedReader, DraftCache
from auditor.readers.offline import OfflineReader
from auditor.sources import open_source
from tests.batch.test_run import TRAINS, encoded, lines

ROWS = [{"id": n, "title": "ML Engineer", "text": f"{TRAINS}- Number {n}\n"} for n in range(6)]


class Model:
    """A model that costs a cent a posting, fails in turn as it is told, and answers only so many calls together."""

    provenance = Provenance("stub/model", "1", "stub", "model", "f")

    def __init__(self, *failures: AuditorError, usd: float | None = 0.01, together: int = 1) -> None:
        self.failures = list(failures)
        self.usd = usd
        self.calls = 0
        self._lock = threading.Lock()
        self._together = threading.Barrier(together, timeout=300)

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        with self._lock:
            self.calls += 1
            failure = self.failures.pop(0) if self.failures else None
        self._together.wait()
        if failure:
            raise failure
        return ReaderAnswer(OfflineReader().read(posting, segmentation).draft, Usage(10, 5, 0, self.usd, time.time()))


class Cacheable(Model):
    parameters: ClassVar[dict[str, str | int | float | None]] = {}


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.001)


def run(directory: Path, model: Reader, rows: list[dict[str, Any]] = ROWS, **options: Any) -> SummaryDocument:
    directory.mkdir(exist_ok=True)
    path = directory / "jobs.jsonl"
    path.write_bytes(encoded(*rows))
    interrupt = options.pop("interrupt", None)
    chosen = BatchOptions(**{"workers": 3, **options})
    return run_batch(open_source(path), BatchFiles(directory / "out"), model, chosen, interrupt=interrupt)


def ledger(directory: Path) -> list[dict[str, Any]]:
    return lines(directory / "out" / "ledger.jsonl")


def test_calls_run_at_once_and_the_files_are_in_order(tmp_path: Path) -> None:
    model = Model(together=3)
    summary = run(tmp_path, model)
    assert (summary["statuses"]["ok"], model.calls) == (6, 6)
    assert [line["row"] for line in ledger(tmp_path)] == list(range(6))
    assert summary["usd"] == 0.06


def test_the_bytes_do_not_depend_on_how_long_calls_take(tmp_path: Path) -> None:
    for name, workers in (("a", 1), ("b", 4)):
        run(tmp_path / name, Model(), workers=workers)
    for file in ("audits.jsonl", "ledger.jsonl", "results.csv", "findings.csv", "summary.json"):
        assert (tmp_path / "a" / "out" / file).read_bytes() == (tmp_path / "b" / "out" / file).read_bytes()


def test_the_same_posting_is_read_once(tmp_path: Path) -> None:
    model = Model()
    summary = run(tmp_path, model, [ROWS[0]] * 5 + [ROWS[1]])
    assert (summary["statuses"]["duplicate"], model.calls) == (4, 2)
    audits = lines(tmp_path / "out" / "audits.jsonl")
    assert [audit["usage"] is None for audit in audits] == [False, True, True, True, True, False]
    assert audits[4]["role"] == audits[0]["role"]


def test_a_failure_that_may_pass_is_tried_again(tmp_path: Path) -> None:
    model = Model(*(OverloadedError("busy") for _ in range(4)))
    assert run(tmp_path, model)["statuses"]["ok"] == 6
    assert model.calls == 10


def test_what_stays_failed_is_named_and_the_offline_reader_stands_in_on_request(tmp_path: Path) -> None:
    assert run(tmp_path / "a", Model(RefusedError("no")), workers=1)["reasons"] == {"refused": 1}
    summary = run(tmp_path / "b", Model(RefusedError("no")), workers=1, falls_back=True)
    assert (summary["statuses"]["ok"], summary["fallbacks"]) == (6, 1)
    assert ledger(tmp_path / "b")[0]["reason"] == "fallback"
    provenance = summary["provenance"]
    assert provenance is not None
    assert provenance["reader"] == "stub/model"


def test_a_refused_key_ends_the_run_at_once(tmp_path: Path) -> None:
    model = Model(*(BadKeyError("wrong key") for _ in range(6)))
    with pytest.raises(BadKeyError):
        run(tmp_path, model)
    assert model.calls <= 3
    assert run(tmp_path, Model())["statuses"]["ok"] == 6


def test_the_budget_stops_cleanly_and_a_higher_one_goes_on(tmp_path: Path) -> None:
    first, second = Model(), Model()
    summary = run(tmp_path, first, budget=0.035)
    assert (first.calls, summary["statuses"]["ok"], summary["reasons"]) == (3, 3, {"not_done": 3})
    assert not summary["complete"]
    assert {line["reason"] for line in ledger(tmp_path)} == {None, "not_done"}
    summary = run(tmp_path, second, budget=1.0)
    assert (second.calls, summary["complete"], summary["usd"]) == (3, True, 0.06)


def test_kept_drafts_are_not_counted_against_the_budget(tmp_path: Path) -> None:
    first, second = Cacheable(), Cacheable()
    run(tmp_path / "a", CachedReader(first, DraftCache(tmp_path / "cache")), ROWS[:4], budget=1.0)
    summary = run(tmp_path / "b", CachedReader(second, DraftCache(tmp_path / "cache")), ROWS, budget=0.025)
    assert (first.calls, second.calls, summary["complete"]) == (4, 2, True)


def test_answers_that_were_no_use_are_counted_against_the_budget(tmp_path: Path) -> None:
    failure = RefusedError("no")
    failure.input_tokens, failure.usd = 3000, 0.03
    model = Model(failure)
    summary = run(tmp_path, model, budget=0.035, workers=1)
    assert (model.calls, summary["reasons"]) == (1, {"not_done": 5, "refused": 1})


def test_a_budget_needs_a_price(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="price"):
        run(tmp_path, Model(usd=None), budget=1.0)


def test_an_interrupted_run_waits_for_its_calls_and_goes_on(tmp_path: Path) -> None:
    interrupt, first, second = Interrupt(), Model(), Model()
    interrupt.request()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, first, interrupt=interrupt)
    assert first.calls == 0
    assert run(tmp_path, second)["complete"]
    assert second.calls == 6


def test_closed_jobs_are_left_out_on_request(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "status": " Closed "}, {**ROWS[1], "status": "open"}]
    model = Model()
    summary = run(tmp_path, model, rows, skip_closed=True)
    assert (summary["reasons"], model.calls) == ({"closed": 1}, 1)
    assert json.loads((tmp_path / "out" / "audits.jsonl").read_text())["posting"]["row"] == 1
