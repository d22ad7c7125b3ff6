"""`auditor eval`: labelled postings in, scores out."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from auditor.batch.progress import Progress
from auditor.cli.exit_codes import ExitCode
from auditor.cli.reader_of import reader_of
from auditor.errors import UsageError
from auditor.evaluation import (
    EvalDocument,
    Run,
    compare_runs,
    eval_document,
    eval_report,
    load_run,
    match_predictions,
    read_labelled,
    run_reader,
    save_run,
)
from auditor.evaluation.prediction import read_predictions
from auditor.evaluation.saved import saved_run
from auditor.pipeline import profile_named
from auditor.reports.document import encode
from auditor.settings import Settings
from auditor.taxonomy import load_taxonomy

__all__ = ["eval_command"]


def eval_command(
    labelled: Path,
    predictions: Path | None,
    as_json: bool,
    errors: int,
    save: Path | None,
    compare: Path | None,
    settings: Settings,
) -> int:
    """Scores a reader, or audits made elsewhere, on labelled postings; writes the scores, returns the exit code."""
    _refuse_overwriting(save, labelled, predictions)
    profile_named(settings.profile, load_taxonomy())
    before = load_run(compare) if compare else None
    run = _run(labelled, predictions, settings)
    comparison = compare_runs(before, saved_run(run)) if before else None
    document = eval_document(run, errors, comparison)
    if save:
        save_run(run, save)
    sys.stdout.flush()
    sys.stdout.buffer.write((encode(document) + "\n" if as_json else eval_report(document)).encode("utf-8"))
    sys.stdout.flush()
    _warn(document, run)
    return ExitCode.SOME_FAILED if run.failed else ExitCode.DONE


def _run(path: Path, predictions: Path | None, settings: Settings) -> Run:
    if predictions:
        labelled = read_labelled(path, texts=False)
        return match_predictions(labelled, path.name, read_predictions(predictions), settings.profile)
    reader = reader_of(settings)
    labelled = read_labelled(path, texts=True)
    done = [0]

    def on_done(count: int) -> None:
        done[0] = count
        progress(count)

    with closing(Progress(sys.stderr, lambda: done[0] / len(labelled))) as progress:
        return run_reader(labelled, path.name, reader, settings.profile, on_done, settings.policy)


def _refuse_overwriting(save: Path | None, *inputs: Path | None) -> None:
    if save and save.resolve() in {path.resolve() for path in inputs if path}:
        raise UsageError(f"{save} would be overwritten", "Name another file with --save.")


def _warn(document: EvalDocument, run: Run) -> None:
    if document["fitted_on_scored"]:
        _say(
            f"{document['fitted_on_scored']:,} of the {document['n']:,} scored postings were fitted on by the offline "
            "reader's weights, which flatters it; for cross-validation run python -m benchmarks.crossval"
        )
    if document["failed"]:
        why = ", ".join(f"{count:,} {code}" for code, count in run.why)
        _say(f"the reader failed on {document['failed']:,} postings ({why}); they count as wrong and sent to review")
    if document["missing"]:
        _say(f"{document['missing']:,} postings have no prediction; they count as wrong and sent to review")
    if document["unmatched"]:
        _say(f"{document['unmatched']:,} predictions are of no labelled posting and were left out")


def _say(message: str) -> None:
    print(f"warning: {message}", file=sys.stderr)
