"""Sentences of the review page, from what the store says. No Streamlit, no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from auditor.errors import ConflictError
from auditor.review import REVIEW_REASONS
from auditor.rules import ALL_RULES
from auditor.store.model import BulkResult, Decision, DecisionKind, GroupKey, State
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.ui.review_correction import correction_words
from auditor.ui.wording import capitalised

__all__ = [
    "STATE_WORDS",
    "age_words",
    "bulk_sentence",
    "claim_words",
    "conflict_sentence",
    "decision_sentence",
    "policy_proposal",
    "role_words",
    "rows_words",
    "rule_words",
]

STATE_WORDS = {
    State.OPEN: "Open",
    State.CONFIRMED: "Confirmed",
    State.DISMISSED: "Dismissed",
    State.CORRECTED: "Corrected",
    State.SENT_BACK: "Sent back",
    State.APPROVED: "Approved with a waiver",
    State.FIXED: "Fixed",
    State.SUPERSEDED: "Edited since",
}
_DONE = {
    DecisionKind.CONFIRM: "confirmed",
    DecisionKind.DISMISS: "dismissed",
    DecisionKind.CORRECT: "corrected",
    DecisionKind.SEND_BACK: "sent back",
    DecisionKind.APPROVE: "approved with a waiver",
    DecisionKind.FIXED: "marked as fixed",
    DecisionKind.UNDO: "taken back",
}
_NONE = "none"
_RULE_NAMES = {
    rule.code: " ".join("AI" if word == "ai" else word for word in re.split("[-_]", rule.name)) for rule in ALL_RULES
}
_WEEK, _MONTH = 7, 30


def role_words(role: str) -> str:
    """A role's name as a label."""
    if role == _NONE:
        return "Role not known"
    if role == RoleId.OTHER:
        return "Another profession"
    known = load_taxonomy().roles.get(RoleId(role)) if role in set(RoleId) else None
    name = known.name if known else role
    return capitalised(name)


def claim_words(claim: str) -> str:
    """What a title claims, as a label: role ids joined by `+`, or `none`."""
    if claim == _NONE:
        return "No AI role"
    return " or ".join(role_words(role) for role in claim.split("+"))


def rule_words(code: str) -> str:
    """A rule's code with its name, or a review reason as a sentence."""
    if code in REVIEW_REASONS:
        return REVIEW_REASONS[code]
    return f"{code} {_RULE_NAMES[code]}" if code in _RULE_NAMES else code


def _done_words(kind: DecisionKind) -> str:
    """A decision as a participle."""
    return _DONE[kind]


def rows_words(count: int) -> str:
    """So many postings."""
    return f"{count:,} posting{'' if count == 1 else 's'}"


def age_words(saved_at: datetime, now: datetime) -> str:
    """How long something has waited, in the unit in which people say it."""
    days = (now - saved_at).days
    if days < 1:
        return "today"
    if days < 2 * _WEEK:
        return f"{days} day{'' if days == 1 else 's'}"
    if days < 2 * _MONTH:
        return f"{days // _WEEK} weeks"
    return f"{days // _MONTH} months"


def decision_sentence(decision: Decision) -> str:
    """Who decided what, when and why, as one line of a log."""
    about = f" {decision.code}" if decision.code else " the posting"
    reason = f": {decision.reason}" if decision.reason else ""
    at = decision.decided_at.strftime("%Y-%m-%d %H:%M")
    number = f" (decision {decision.undoes})" if decision.undoes else ""
    return f"{at} {decision.reviewer}: {_done_words(decision.kind)}{about}{number}{reason}{_corrected(decision)}"


def conflict_sentence(error: ConflictError) -> str:
    """What somebody else did before one's own decision, which was not written."""
    done = _done_words(DecisionKind(error.kind)) if error.kind in set(DecisionKind) else error.kind.replace("_", " ")
    reason = f" ({error.reason})" if error.reason else ""
    return f"{error.reviewer} was faster: {done}{reason}. Your decision was not written"


def bulk_sentence(kind: DecisionKind, result: BulkResult, exceptions: int = 0) -> str:
    """What a decision about a group did, and what it left alone."""
    parts = [f"{rows_words(result.rows)} {_done_words(kind)}"]
    if exceptions:
        parts.append(f"{exceptions} left out by you")
    if result.taken:
        parts.append(f"{len(result.taken)} left as others decided: {_others(result)}")
    return "; ".join(parts)


def policy_proposal(key: GroupKey) -> str:
    """A first wording of the house policy for a group."""
    return f"Here a title that claims {claim_words(key.claim)} is also used for {role_words(key.role)} work."


def _others(result: BulkResult, shown: int = 3) -> str:
    names: Sequence[str] = sorted({f"{t.decision.reviewer} {_done_words(t.decision.kind)}" for t in result.taken})
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more


def _corrected(decision: Decision) -> str:
    if not decision.correction:
        return ""
    return f" [{correction_words(decision.correction)}]"
