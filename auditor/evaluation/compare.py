"""What flipped between two runs: fixed, broken, or changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.errors import UsageError
from auditor.evaluation.saved import SavedOutcome, SavedRun
from auditor.taxonomy import RoleId

__all__ = ["Comparison", "Flip", "FlipCounts", "compare_runs"]

Subject = Literal["role", "verdict", "title_claims"]
FlipKind = Literal["fixed", "broken", "changed"]
_KINDS: tuple[FlipKind, ...] = ("fixed", "broken", "changed")


@with_config(extra="forbid")
class FlipCounts(TypedDict):
    """Postings that flipped: wrong before and right now, right before and wrong now, or neither right nor the same.

    A posting that is contested, or has no label, can only change.
    """

    fixed: int
    broken: int
    changed: int


@with_config(extra="forbid")
class Flip(TypedDict):
    """One posting and subject; `label` is null when it is not scored."""

    id: str
    subject: Subject
    kind: FlipKind
    before: str | None
    after: str | None
    label: str | None


@with_config(extra="forbid")
class Comparison(TypedDict):
    """Two runs over the `postings` that both hold, by the labels of the later run.

    `reader_before` is who read in the earlier run; `to_review` postings went to review only in the later run,
    `from_review` only in the earlier one. `flips` are in the order of role, verdict, claims; broken, fixed, changed.
    """

    reader_before: str | None
    postings: int
    only_before: int
    only_after: int
    role: FlipCounts
    verdict: FlipCounts
    title_claims: FlipCounts
    to_review: int
    from_review: int
    flips: list[Flip]


def compare_runs(before: SavedRun, after: SavedRun) -> Comparison:
    """What flipped from one run to the other.

    Raises:
        UsageError: the runs follow different profiles, or have no posting in common.
    """
    if before["profile"] != after["profile"]:
        raise UsageError(
            f"the saved run follows profile {before['profile']!r}, this one {after['profile']!r}",
            "Compare runs under one profile; choose it with --profile.",
        )
    old = {outcome["id"]: outcome for outcome in before["outcomes"]}
    pairs = [(old[outcome["id"]], outcome) for outcome in after["outcomes"] if outcome["id"] in old]
    if not pairs:
        raise UsageError("the two runs have no posting in common", "Compare runs over the same labelled postings.")
    flips = [flip for was, now in pairs for flip in _flips(was, now)]
    order = {"role": 0, "verdict": 1, "title_claims": 2, "broken": 0, "fixed": 1, "changed": 2}
    flips.sort(key=lambda flip: (order[flip["subject"]], order[flip["kind"]]))
    return {
        "reader_before": before["reader"],
        "postings": len(pairs),
        "only_before": len(old) - len(pairs),
        "only_after": len(after["outcomes"]) - len(pairs),
        "role": _counts(flips, "role"),
        "verdict": _counts(flips, "verdict"),
        "title_claims": _counts(flips, "title_claims"),
        "to_review": sum(now["needs_review"] and not was["needs_review"] for was, now in pairs),
        "from_review": sum(was["needs_review"] and not now["needs_review"] for was, now in pairs),
        "flips": flips,
    }


def _counts(flips: list[Flip], subject: Subject) -> FlipCounts:
    kinds = [flip["kind"] for flip in flips if flip["subject"] == subject]
    fixed, broken, changed = (kinds.count(kind) for kind in _KINDS)
    return {"fixed": fixed, "broken": broken, "changed": changed}


def _flips(was: SavedOutcome, now: SavedOutcome) -> Iterator[Flip]:
    subjects: tuple[tuple[Subject, str | None, str | None, str | None], ...] = (
        ("role", was["predicted_role"], now["predicted_role"], now["role"]),
        ("verdict", was["predicted_verdict"], now["predicted_verdict"], now["verdict"]),
        ("title_claims", _set(was["predicted_claims"]), _set(now["predicted_claims"]), _set(now["title_claims"])),
    )
    for subject, before, after, stated in subjects:
        label = None if now["contested"] else stated
        if before != after:
            yield Flip(
                id=now["id"], subject=subject, kind=_kind(before, after, label), before=before, after=after, label=label
            )


def _kind(before: str | None, after: str | None, label: str | None) -> FlipKind:
    if label is None:
        return "changed"
    if after == label:
        return "fixed"
    return "broken" if before == label else "changed"


def _set(claims: list[RoleId] | None) -> str | None:
    return None if claims is None else " + ".join(sorted(claims)) or "none"
