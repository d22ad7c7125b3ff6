"""A run's outcomes kept in a file, schema `auditor.outcomes/1`, so that a later run can be compared with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from auditor.errors import UnreadableInputError, UsageError
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.rows import in_words
from auditor.reports.escape import json_text
from auditor.sources.text import unreadable
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["OUTCOMES_SCHEMA", "SavedOutcome", "SavedRun", "load_run", "save_run", "saved_run"]

OUTCOMES_SCHEMA: Literal["auditor.outcomes/1"] = "auditor.outcomes/1"


@with_config(extra="forbid")
class SavedOutcome(TypedDict):
    """One posting: what its labels say and what was said; no text of the posting."""

    id: str
    contested: bool
    role: RoleId | None
    verdict: Verdict | None
    title_claims: list[RoleId] | None
    predicted_role: RoleId | None
    predicted_verdict: Verdict | None
    predicted_claims: list[RoleId]
    confidence: float | None
    needs_review: bool


@with_config(extra="forbid")
class SavedRun(TypedDict):
    """The outcomes of a run in the order of the labelled file."""

    schema: Literal["auditor.outcomes/1"]
    input: str
    profile: str
    reader: str | None
    outcomes: list[SavedOutcome]


_ADAPTER = TypeAdapter(SavedRun)


def saved_run(run: Run) -> SavedRun:
    """The run as it is saved."""
    return {
        "schema": OUTCOMES_SCHEMA,
        "input": run.input,
        "profile": run.profile,
        "reader": run.reader,
        "outcomes": [_saved(outcome) for outcome in run.outcomes],
    }


def _saved(outcome: Outcome) -> SavedOutcome:
    labelled, prediction = outcome.labelled, outcome.prediction
    return {
        "id": labelled.id,
        "contested": labelled.contested,
        "role": labelled.role,
        "verdict": outcome.verdict,
        "title_claims": None if outcome.claims is None else list(outcome.claims),
        "predicted_role": prediction.role,
        "predicted_verdict": outcome.predicted_verdict,
        "predicted_claims": list(prediction.title_claims),
        "confidence": prediction.confidence,
        "needs_review": prediction.needs_review,
    }


def save_run(run: Run, path: Path) -> None:
    """Writes the run's outcomes, one a line inside one JSON object; the same run gives the same bytes.

    Raises:
        UsageError: the file cannot be written.
    """
    saved = saved_run(run)
    head = json.dumps({key: value for key, value in saved.items() if key != "outcomes"}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(outcome, ensure_ascii=False) for outcome in saved["outcomes"])
    try:
        path.write_text(json_text(f'{head[:-1]}, "outcomes": [\n{lines}\n]}}\n'), "utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", "Name a file that can be written.") from error


def load_run(path: Path) -> SavedRun:
    """The outcomes that `save_run` wrote.

    Raises:
        UnreadableInputError: the file cannot be opened, or is not a saved run.
    """
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error
    try:
        return _ADAPTER.validate_json(raw)
    except ValidationError as error:
        raise UnreadableInputError(
            f"{path}: not a saved run ({in_words(error)})", "Give a file that auditor eval --save wrote."
        ) from error
