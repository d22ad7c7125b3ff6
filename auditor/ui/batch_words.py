"""Sentences of the batch page: what was received, what a run will take, how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.batch.forecast import Forecast, dollars, duration
from auditor.ui.batch_run import RunProgress, RunState
from auditor.ui.wording import shortened

__all__ = ["files_sentence", "forecast_sentence", "lines_sentence", "progress_sentence", "state_sentence"]

_NAME = 60
_NAMES = 3


def files_sentence(names: Sequence[str]) -> str:
    """The files by name, the first ones of many."""
    shown = ", ".join(shortened(name, _NAME) for name in names[:_NAMES])
    return f"{shown} and {len(names) - _NAMES:,} more" if len(names) > _NAMES else shown


def forecast_sentence(forecast: Forecast) -> str:
    """What a run takes in time, and in tokens and money when a model reads."""
    left_out = f", {_count(forecast.skipped, 'row')} to leave out" if forecast.skipped else ""
    sentence = f"{_count(forecast.rows, 'posting')} to read{left_out}: about {duration(forecast.seconds)}"
    if forecast.input_tokens is None or forecast.output_tokens is None:
        return f"{sentence}, free of charge."
    money = "at a price that is not known" if forecast.usd is None else dollars(forecast.usd)
    return f"{sentence}, {forecast.input_tokens:,} tokens in and {forecast.output_tokens:,} out, {money}."


def progress_sentence(progress: RunProgress, *, stopping: bool = False) -> str:
    """Rows, rate and remaining time; near the end, that the files are being written, which takes a while too."""
    sentence = f"{progress.done + progress.earlier:,} of {progress.total:,} rows"
    if stopping:
        return f"{sentence}. Stopping; the files of the rows done are being written…"
    if progress.all_read:
        return f"{sentence}. The files are being written…"
    if progress.seconds_left is None:
        return sentence
    return f"{sentence}, {_rate(progress.rate)} a second, about {duration(progress.seconds_left)} left"


def state_sentence(state: RunState, progress: RunProgress) -> str:
    """How a run ended."""
    rows = f"{progress.done + progress.earlier:,} of {progress.total:,} rows"
    if state is RunState.DONE:
        return f"Done: {_count(progress.total, 'row')}."
    return f"Stopped after {rows}. What is done is kept; “Go on” reads the rest."


def lines_sentence(shown: int) -> str:
    """How many rows the filters leave, and what can be done with them."""
    if not shown:
        return "No row is left. Take away a filter or a word."
    return f"{_count(shown, 'row')}. Tick a row to open its audit."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
