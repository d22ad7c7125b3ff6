"""Measures a reader on labelled postings: scores with intervals, the worst errors, and what flipped between runs."""

from auditor.evaluation.compare import Comparison, compare_runs
from auditor.evaluation.document import EVAL_SCHEMA, EvalDocument
from auditor.evaluation.labels import LabelledPosting, read_labelled
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.report import eval_report
from auditor.evaluation.run import match_predictions, run_reader
from auditor.evaluation.saved import load_run, save_run
from auditor.evaluation.score import eval_document

__all__ = [
    "EVAL_SCHEMA",
    "Comparison",
    "EvalDocument",
    "LabelledPosting",
    "Outcome",
    "Run",
    "compare_runs",
    "eval_document",
    "eval_report",
    "load_run",
    "match_predictions",
    "read_labelled",
    "run_reader",
    "save_run",
]
