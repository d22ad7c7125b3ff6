from pathlib import Path

import pytest

from auditor.batch import BatchOptions
from auditor.batch.forecast import Forecast, dollars, forecast
from auditor.readers.offline import OfflineReader
from auditor.readers.select import reader_named
from auditor.sources import open_source
from tests.batch.test_run import TRAINS, encoded

ROWS = [{"title": "ML Engineer", "text": f"{TRAINS}- Number {n}\n"} for n in range(4)]


def made(directory: Path, reader: str, **options: object) -> Forecast:
    path = directory / "jobs.jsonl"
    path.write_bytes(encoded(*ROWS, {**ROWS[0], "status": "closed"}, "{broken"))
    named = reader_named(reader, environment={"OPENAI_API_KEY": "none"}) if reader != "offline" else OfflineReader()
    return forecast(open_source(path), named, BatchOptions(skip_closed=True, workers=2, **options))  # type: ignore[arg-type]


def test_offline_it_says_rows_and_time_and_no_money(tmp_path: Path) -> None:
    found = made(tmp_path, "offline")
    assert (found.rows, found.skipped, found.sampled, found.usd) == (4, 2, 4, None)
    assert 0 < found.seconds < 60
    assert "tokens" not in found.words()


def test_a_models_tokens_and_money_grow_with_the_rows(tmp_path: Path) -> None:
    found = made(tmp_path, "openai/gpt-5.4-mini", calls_a_minute=2.0)
    assert found.seconds == 120
    assert found.input_tokens is not None
    assert found.input_tokens > 4 * 500
    assert found.usd is not None
    assert found.usd > 0
    assert "USD" in found.words()


def test_an_unknown_price_is_said(tmp_path: Path) -> None:
    assert "price not known" in made(tmp_path, "openai/homegrown").words()


@pytest.mark.parametrize(("usd", "words"), [(12.345, "about 12.35 USD"), (0.003, "less than 0.01 USD")])
def test_little_money_is_not_told_as_none(usd: float, words: str) -> None:
    assert dollars(usd) == words
