"""An evaluation as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.evaluation.bootstrap import Interval
from auditor.evaluation.compare import Comparison, FlipCounts
from auditor.evaluation.document import (
    AnswerDocument,
    AnswerIntervals,
    ErrorDocument,
    EvalDocument,
    FlagDocument,
    FlagIntervals,
)
from auditor.reports.escape import one_line
from auditor.taxonomy import RoleId

__all__ = ["eval_report"]

_QUOTE_LIMIT = 160
_FLIPS_SHOWN = 40


def eval_report(document: EvalDocument) -> str:
    """The evaluation in lines: scores with intervals, confusion, calibration, answers, errors, what flipped."""
    parts = [_head(document), _scores(document), _confusion(document), _calibration(document), _answers(document)]
    if document["comparison"] is not None:
        parts.append(_comparison(document["comparison"]))
    if document["errors"]:
        parts.append(_errors(document["errors"]))
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts) + "\n"


def _head(document: EvalDocument) -> Iterator[str]:
    yield (
        f"{one_line(document['input'])}: {document['n']:,} postings scored, {document['contested']:,} contested apart; "
        f"reader {one_line(document['reader'] or 'not stated')}, profile {document['profile']}"
    )
    yield "Each score with its 95% interval (bootstrap over postings)."


def _scores(document: EvalDocument) -> Iterator[str]:
    bounds = document["intervals"]
    yield _line("role accuracy", document["accuracy"], bounds["accuracy"])
    yield _line("role macro-F1", document["macro_f1"], bounds["macro_f1"])
    for role in RoleId:
        yield _line(f"  F1 {role}", document["f1"][role], bounds["f1"][role])
    yield _line("verdict accuracy", document["verdict_accuracy"], bounds["verdict_accuracy"])
    yield from _flag("mismatch", document["mismatch"], bounds["mismatch"])
    yield from _flag("mismatch or partial", document["any_conflict"], bounds["any_conflict"])
    yield _line("title claims exact", document["claims_exact"], bounds["claims_exact"])
    yield _line("coverage (no review)", document["coverage"], bounds["coverage"])
    yield _line("role accuracy there", document["accuracy_covered"], bounds["accuracy_covered"])
    yield _line("contested to review", document["contested_reviewed"], bounds["contested_reviewed"])


def _line(name: str, value: float | None, bounds: Interval | None, note: str = "") -> str:
    return f"{name:<24}{_number(value)}  {_bounds(bounds)}  {note}"


def _number(value: float | None) -> str:
    return "    -" if value is None else f"{value:.3f}"


def _bounds(bounds: Interval | None) -> str:
    return f"{'-':^14}" if bounds is None else f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def _flag(name: str, scores: FlagDocument, bounds: FlagIntervals) -> Iterator[str]:
    counts = f"{scores['tp']} right, {scores['fp']} false, {scores['fn']} missed"
    yield _line(f"{name} F1", scores["f"], bounds["f"], counts)
    yield _line("  precision", scores["p"], bounds["p"])
    yield _line("  recall", scores["r"], bounds["r"])


def _confusion(document: EvalDocument) -> Iterator[str]:
    said = [*RoleId, "none"]
    yield "Labelled role (rows) taken for (columns)"
    yield f"{'':<16}" + "".join(f"{name:>16}" for name in said)
    for gold, row in document["confusion"].items():
        yield f"{gold:<16}" + "".join(f"{row[name]:>16,}" for name in said)


def _calibration(document: EvalDocument) -> Iterator[str]:
    calibration, bounds = document["calibration"], document["intervals"]["calibration"]
    yield f"Calibration over {calibration['n']:,} roles said"
    yield _line("Brier score", calibration["brier"], bounds["brier"])
    yield _line("calibration error", calibration["ece"], bounds["ece"])
    yield f"  {'confidence':<14}{'postings':>9}{'mean':>8}{'right':>8}"
    for row in calibration["bins"]:
        if row["n"]:
            span = f"{row['low']:.1f} to {row['high']:.1f}"
            yield f"  {span:<14}{row['n']:>9,}{_number(row['confidence']):>8}{_number(row['accuracy']):>8}"


def _answers(document: EvalDocument) -> Iterator[str]:
    yield f"{'Facts and specification':<24}{'F1':<5}  {'95%':<14}  precision  recall  accuracy  postings"
    for name, answer in document["facts"].items():
        yield _answer(name, answer, document["intervals"]["facts"][name])
    for name, answer in document["spec"].items():
        yield _answer(name, answer, document["intervals"]["spec"][name])


def _answer(name: str, answer: AnswerDocument, bounds: AnswerIntervals) -> str:
    others = f"{_number(answer['p']):>9}  {_number(answer['r']):>6}  {_number(answer['accuracy']):>8}"
    return _line(f"  {name}", answer["f"], bounds["f"], f"{others}  {answer['n']:>8,}")


def _comparison(comparison: Comparison) -> Iterator[str]:
    apart = [
        f"{comparison['only_before']:,} only there" if comparison["only_before"] else "",
        f"{comparison['only_after']:,} only here" if comparison["only_after"] else "",
    ]
    beside = "".join(f", {part}" for part in apart if part)
    yield (
        f"Against the saved run (reader {one_line(comparison['reader_before'] or 'not stated')}): "
        f"{comparison['postings']:,} postings in both{beside}"
    )
    yield _flip_counts("role", comparison["role"])
    yield _flip_counts("verdict", comparison["verdict"])
    yield _flip_counts("title claims", comparison["title_claims"])
    yield f"  review: {comparison['to_review']:,} more sent to it, {comparison['from_review']:,} no longer"
    for flip in comparison["flips"][:_FLIPS_SHOWN]:
        label = f" (label {flip['label']})" if flip["kind"] == "changed" and flip["label"] else ""
        yield (
            f"  {flip['kind']:<8}{flip['subject'].replace('_', ' '):<13}{one_line(flip['id'])}: "
            f"{flip['before'] or 'none'} -> {flip['after'] or 'none'}{label}"
        )
    if len(comparison["flips"]) > _FLIPS_SHOWN:
        yield f"  and {len(comparison['flips']) - _FLIPS_SHOWN:,} more; --json lists all"


def _flip_counts(name: str, counts: FlipCounts) -> str:
    return f"  {name}: {counts['fixed']:,} fixed, {counts['broken']:,} broken, {counts['changed']:,} changed"


def _errors(errors: list[ErrorDocument]) -> Iterator[str]:
    yield f"Worst errors, most confident first ({len(errors)})"
    for error in errors:
        sure = "" if error["confidence"] is None else f" at {error['confidence']:.2f}"
        notes = [
            "the label's alternative" if error["defensible"] else "",
            "sent to review" if error["needs_review"] else "",
        ]
        after = "".join(f"; {note}" for note in notes if note)
        title = one_line(error["title"] or "no title")
        yield ""
        yield f"{one_line(error['id'])}  {title}"
        yield f"  labelled {error['role']}, read as {error['predicted_role'] or 'none'}{sure}{after}"
        yield from (_evidence_line(line["role"], line["text"]) for line in error["evidence"])


def _evidence_line(role: RoleId, text: str) -> str:
    quoted = one_line(text)
    short = quoted if len(quoted) <= _QUOTE_LIMIT else quoted[: _QUOTE_LIMIT - 1] + "…"
    return f"    {role}: {short}"
