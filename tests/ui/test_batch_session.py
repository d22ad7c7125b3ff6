"""What the batch page does, without the page."""

import csv
import gc
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from auditor.batch import BatchOptions, processes
from auditor.batch.journal import Entry
from auditor.batch.row import audit_row
from auditor.batch.terms import Terms
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.sources import SourceRow, named_sources
from auditor.ui.batch_results import counts, filtered
from auditor.ui.batch_run import BatchRun, RunProgress, RunState
from auditor.ui.batch_session import BatchChoice, BatchSession
from auditor.ui.batch_words import files_sentence, forecast_sentence, lines_sentence, progress_sentence
from auditor.ui.examples import EXAMPLES, example_text
from auditor.ui.session import PageSession

HOSTILE = "../../outside/=cmd|.csv"


def table(rows: int, header: tuple[str, ...] = ("Job ID", "Job Title", "Job Description", "Status")) -> bytes:
    """A CSV of the page's examples, every fourth posting closed."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    for row in range(rows):
        title, text = example_text(EXAMPLES[row % len(EXAMPLES)].key).split("\n", 1)
        writer.writerow([f"{row:04}", title, f"{text}\n- Ticket {row}", "Closed" if row % 4 == 3 else "Open"])
    return written.getvalue().encode()


def received(*files: tuple[str, bytes]) -> BatchSession:
    batch = BatchSession()
    batch.receive((name, io.BytesIO(content)) for name, content in files)
    return batch


def finished(batch: BatchSession) -> BatchSession:
    batch.begin()
    assert batch.run is not None
    batch.run.wait(120)
    return batch


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_columns_and_first_rows_are_shown_before_anything_is_judged():
    batch = received(("roles.csv", table(8)))
    assert batch.problem is None
    assert batch.source is not None
    assert batch.source.mapping["description"] == "Job Description"
    assert [row.source_id for row in batch.preview()] == ["0000", "0001", "0002", "0003", "0004"]
    assert forecast_sentence(batch.forecast()).startswith("8 postings to read: about ")


def test_a_name_never_becomes_a_path_and_is_shown_in_the_results():
    batch = received((HOSTILE, table(2)), ("CON", b"AI Engineer\n\nDuties\n- Build agents on LLM APIs\n"))
    assert batch.folder is not None
    assert sorted(path.name for path in (batch.folder / "received").iterdir()) == ["0", "1"]
    assert batch.folder.stat().st_mode & 0o077 == 0
    finished(batch)
    assert batch.run is not None
    assert HOSTILE in batch.run.files.summary.read_text("utf-8")
    assert len(batch.results()) == 3


def test_a_column_that_is_not_recognised_can_be_named():
    batch = received(("roles.csv", table(2, ("Nr", "Was", "Inhalt der Seite", "Stand"))))
    assert batch.problem is not None
    assert batch.columns == ("Nr", "Was", "Inhalt der Seite", "Stand")
    batch.correct({"description": "Inhalt der Seite", "title": "Was"})
    assert batch.problem is None
    assert len(finished(batch).results()) == 2


def test_an_archive_is_unpacked_inside_the_sessions_folder():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("roles.csv", table(3))
    batch = received(("roles.zip", packed.getvalue()))
    assert batch.folder is not None
    assert [path.name for path in (batch.folder / "unpacked" / "0").iterdir()] == ["0"]
    assert len(finished(batch).results()) == 3


def test_results_are_filtered_by_action_and_by_words():
    lines = finished(received(("roles.csv", table(6)))).results()
    assert counts(lines) == {"fix": 2, "decide": 2, "ready": 2}
    assert {line.group for line in filtered(lines, ("fix",), "")} == {"fix"}
    assert [line.row for line in filtered(lines, (), "0004")] == [4]
    assert filtered(lines, ("ready",), "no such words") == []


def test_what_is_no_ai_posting_is_not_counted_as_ready():
    text = b"Backend Developer\n\nResponsibilities\n- Write REST endpoints in Java\n- Maintain the billing database\n"
    lines = finished(received(("roles.csv", table(3)), ("backend.txt", text))).results()
    assert counts(lines) == {"fix": 1, "decide": 1, "ready": 1, "apart": 1}


def test_a_row_opens_as_the_audit_that_the_batch_made_of_it():
    batch, session = finished(received(("roles.csv", table(3)))), PageSession()
    for line in batch.results():
        posting = batch.posting(line.row)
        assert posting is not None
        session.open(posting)
        assert session.title == line.title == session.found_title
        assert session.audit().action.value == line.group
        assert session.audit().summary == line.sentence


def test_closed_jobs_are_left_out_on_request():
    batch = received(("roles.csv", table(8)))
    batch.choose(BatchChoice(skip_closed=True))
    assert "6 postings to read, 2 rows to leave out" in forecast_sentence(batch.forecast())
    assert counts(finished(batch).results())["not_audited"] == 2


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Holds every run back at its row 20 until it is set."""
    set_free = Event()

    def held_back(row: SourceRow, reader: Reader, terms: Terms) -> Entry:
        assert row.row != 20 or set_free.wait(120)
        return audit_row(row, reader, terms)

    monkeypatch.setattr(processes, "audit_row", held_back)
    return set_free


def test_a_run_is_stopped_keeps_what_is_done_and_goes_on_to_the_same_end(tmp_path: Path, released: Event):
    (tmp_path / "0").write_bytes(table(60))
    source = named_sources([("roles.csv", tmp_path / "0")], tmp_path / "unpacked")

    def run(name: str) -> BatchRun:
        return BatchRun(source, tmp_path / name, OfflineReader(), BatchOptions(), 60)

    stopped, whole = run("stopped"), run("whole")
    stopped.begin()
    until(lambda: stopped.progress.done > 5)
    stopped.stop()
    released.set()
    stopped.wait(120)
    assert stopped.state is RunState.STOPPED
    kept = stopped.progress.done
    assert 5 < kept < 60
    stopped.begin()
    whole.begin()
    stopped.wait(120)
    whole.wait(120)
    assert stopped.state is whole.state is RunState.DONE
    assert (stopped.progress.earlier, stopped.progress.done) == (kept, 60 - kept)
    for mine, other in zip(stopped.files.all(), whole.files.all(), strict=True):
        assert mine.exists() == other.exists()
        assert not mine.exists() or mine.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("leave", ["delete", "forget"])
def test_everything_is_deleted_on_demand_and_with_the_session(leave: str, released: Event):
    batch: BatchSession | None = received(("roles.csv", table(300)))
    assert batch is not None
    batch.begin()
    folder, run = batch.folder, batch.run
    assert folder is not None
    assert run is not None
    until(lambda: run.progress.done > 0)
    if leave == "delete":
        batch.delete()
    batch = None
    gc.collect()
    released.set()
    run.wait(120)
    assert not run.active
    assert run.progress.done < 300
    until(lambda: not folder.exists())


def test_progress_says_rows_rate_and_remaining_time():
    assert progress_sentence(RunProgress(0, 0, 500, 0.0)) == "0 of 500 rows"
    assert progress_sentence(RunProgress(100, 50, 500, 2.0)) == "150 of 500 rows, 50 a second, about 7 s left"
    assert progress_sentence(RunProgress(10, 0, 20, 20.0)) == "10 of 20 rows, 0.5 a second, about 20 s left"


def test_progress_says_that_the_files_are_being_written():
    assert progress_sentence(RunProgress(12, 0, 12, 2.0)) == "12 of 12 rows. The files are being written…"
    stopping = progress_sentence(RunProgress(5, 2, 12, 2.0), stopping=True)
    assert stopping == "7 of 12 rows. Stopping; the files of the rows done are being written…"


def test_a_filter_that_leaves_nothing_says_how_to_go_on():
    assert lines_sentence(0) == "No row is left. Take away a filter or a word."
    assert lines_sentence(1) == "1 row. Tick a row to open its audit."


def test_many_files_are_named_by_the_first():
    assert files_sentence(["a.pdf", "b.pdf"]) == "a.pdf, b.pdf"
    assert files_sentence(["a.pdf", "b.pdf", "c.pdf", "d.pdf"]) == "a.pdf, b.pdf, c.pdf and 1 more"
