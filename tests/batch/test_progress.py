import io

from auditor.batch.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_says_rows_rate_and_time_left() -> None:
    now = iter([0.0, 0.1, 10.0])
    out = Terminal()
    progress = Progress(out, lambda: 0.25, lambda: next(now))
    progress(1)
    assert out.getvalue() == ""
    progress(5000)
    assert "5,000 rows, 500 a second, 25%, about 30 s left" in out.getvalue()
    progress.close()
    assert out.getvalue().endswith("\r\x1b[K")


def test_without_a_size_there_is_no_estimate() -> None:
    now = iter([0.0, 10.0])
    out = Terminal()
    Progress(out, lambda: None, lambda: next(now))(20)
    assert out.getvalue().endswith("20 rows, 2 a second")


def test_a_file_gets_no_progress() -> None:
    out = io.StringIO()
    progress = Progress(out, lambda: 0.5)
    progress(10**6)
    progress.close()
    assert out.getvalue() == ""
