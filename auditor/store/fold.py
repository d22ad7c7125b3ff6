"""From a log of decisions to where things stand. Pure: the log alone decides, however it is cut into pages."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.store.model import Decision, DecisionKind, State

__all__ = ["OF_POSTING", "STATE_OF", "approval", "fold", "standing"]

OF_POSTING = ""
"""The code of a decision about the posting as a whole."""

STATE_OF = {
    DecisionKind.CONFIRM: State.CONFIRMED,
    DecisionKind.DISMISS: State.DISMISSED,
    DecisionKind.CORRECT: State.CORRECTED,
    DecisionKind.SEND_BACK: State.SENT_BACK,
    DecisionKind.APPROVE: State.APPROVED,
    DecisionKind.FIXED: State.FIXED,
}


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: those that no undo took back."""
    log = sorted(decisions, key=lambda decision: decision.number)
    undone = {decision.undoes for decision in log if decision.kind is DecisionKind.UNDO}
    return tuple(d for d in log if d.kind is not DecisionKind.UNDO and d.number not in undone)


def fold(decisions: Iterable[Decision]) -> dict[tuple[str, str], State]:
    """(posting id, code) -> state, for all that was decided; the last decision that holds wins.

    A decision about a posting stands under the code "", and takes the place of those about its findings.
    """
    states: dict[str, dict[str, State]] = {}
    for decision in standing(decisions):
        said = {} if decision.code == OF_POSTING else states.get(decision.posting_id, {})
        states[decision.posting_id] = said | {decision.code: STATE_OF[decision.kind]}
    return {(posting_id, code): state for posting_id, said in states.items() for code, state in said.items()}


def approval(decisions: Iterable[Decision]) -> Decision | None:
    """The approval of one posting that holds, None when there is none or something was decided after it."""
    last = next(reversed(standing(decisions)), None)
    return last if last is not None and last.kind is DecisionKind.APPROVE else None
