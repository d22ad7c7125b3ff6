"""Words of the page that depend on nothing but a code: actions, confidence, roles, review reasons, questions."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.action import Action
from auditor.assessment import Assessment
from auditor.judgement import Audit
from auditor.posting import VACANCIES, PostingKind
from auditor.reading import Reading
from auditor.review import REVIEW_REASONS
from auditor.rules.wording import profession
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = [
    "ACTION_MARKS",
    "VERDICT_WORDS",
    "ask_about",
    "ask_back",
    "capitalised",
    "confidence_words",
    "failure_advice",
    "next_step",
    "reason_sentence",
    "reasons_shown",
    "role_label",
    "shortened",
]

ACTION_MARKS = {
    Action.FIX: "■",
    Action.DECIDE: "◆",
    Action.REVIEW: "▲",
    Action.NOTE: "●",
    Action.READY: "✓",
}
"""A shape beside each action word, so that colour is never the only sign."""

VERDICT_WORDS = {
    Verdict.MATCH: "title and work match",
    Verdict.PARTIAL: "the title covers part of the work",
    Verdict.MISMATCH: "title and work differ",
    Verdict.UNCLAIMED: "the title promises none of the AI work",
    None: "no verdict",
}

_VERY_SURE = 0.9
_NOTE_QUESTIONS: dict[Verdict | None, str] = {
    Verdict.PARTIAL: "which of the two jobs should decide the hire?",
    Verdict.UNCLAIMED: "would the people you want search for this title?",
}

_NEXT_STEPS = {
    "too_short": "Paste the whole posting, with its duties and requirements.",
    "unsupported_language": "Paste an English version; only English is judged.",
    "injection_suspected": "Read the marked lines and take them out, then paste again.",
    "no_title": "Type the title into the field above.",
    "role_unclear": "Add what the person will do in a week, then paste again.",
    "no_duties": "Add the duties: five lines on what the person will do.",
    "few_duties": "Add the duties: five lines on what the person will do.",
    "low_confidence": "Ask the hiring manager what fills most of the week.",
    "contested": "Ask the hiring manager which of the two roles fills most of the week.",
    "readers_disagree": "Read the deciding lines of both and choose.",
}
_FAILURE_ADVICE = {
    "no_key": "Type a key below.",
    "bad_key": "Check the key; type it again below.",
    "unknown_model": "Check the model's name below.",
    "rate_limited": "Wait a minute, or check the account's credit.",
    "overloaded": "Try again later.",
    "timeout": "Try again, or let whoever runs this page allow more time.",
    "connection": "Check that the server runs and the network reaches it.",
    "context_too_long": "Use a model with a larger context.",
    "rejected": "The model may not know structured output; use another.",
    "invalid_answer": "Use a more capable model.",
    "ungrounded": "Use a more capable model.",
}
_QUESTIONS = {
    Action.FIX: "which is right, the title or the duties?",
    Action.DECIDE: "shall we rename it, or keep the title and write down why?",
    Action.REVIEW: "what will this person spend most of the week on?",
    Action.NOTE: "is this what you meant?",
    Action.READY: "what must be true after 90 days for the hire to have been right?",
}


def confidence_words(reading: Reading | None, sure: float, doubtful: float) -> str:
    """How certain the role is, in words; the thresholds are the profile's."""
    if reading is None or reading.role is None:
        return "cannot tell"
    if reading.confidence >= max(_VERY_SURE, sure):
        return "very sure"
    if reading.confidence >= sure:
        return "sure"
    return "fairly sure" if reading.confidence >= doubtful else "unsure"


def role_label(assessment: Assessment, role: RoleId) -> str:
    """The role's name as a label, by the chosen profile; the profession that the duties show for `other`."""
    name = profession(assessment) if role is RoleId.OTHER else assessment.role_name(role)
    name = name or "another profession"
    return capitalised(name)


def reason_sentence(reason: str) -> str:
    """Why a person should look, as a sentence."""
    return REVIEW_REASONS.get(reason, reason.replace("_", " ").capitalize() + ".")


def reasons_shown(reasons: Sequence[str]) -> tuple[str, ...]:
    """The reasons to look that are told: a role that is contested need not be called uncertain as well."""
    return tuple(r for r in reasons if r != "low_confidence" or "contested" not in reasons)


def next_step(reason: str) -> str:
    """What to do about a review reason."""
    return _NEXT_STEPS.get(reason, "Let a person read the posting before it goes out.")


def failure_advice(code: str) -> str:
    """What a user of the page can do when a language model gave no reading, by the error's stable name."""
    return _FAILURE_ADVICE.get(code, "Try again, or use another model.")


def ask_back(audit: Audit) -> str:
    """The one question that a note to the manager ends with."""
    return ask_about(audit.action, audit.verdict, audit.assessment.facts.kind)


def ask_about(action: Action, verdict: Verdict | None, kind: PostingKind) -> str:
    """The same, from what an audit came to."""
    if action is not Action.NOTE:
        return _QUESTIONS[action]
    if kind not in VACANCIES:
        return "which opening should this text be for?"
    return _NOTE_QUESTIONS.get(verdict, _QUESTIONS[Action.NOTE])


def capitalised(sentence: str) -> str:
    """The sentence with a capital first letter; the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at a word to at most `limit` characters with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:.") + "…"
