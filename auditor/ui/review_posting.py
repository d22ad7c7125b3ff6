"""One stored posting as the review page shows it: its text with the evidence marked, what was found and decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditor.action import Action
from auditor.posting import Section
from auditor.reports.document import AuditDocument, FindingDocument
from auditor.rules.shown import WORDING
from auditor.store.model import Decision, DecisionKind, State, StoredPosting
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.ui.marked_text import Piece, PieceKind
from auditor.ui.note import NOTHING_TO_CHANGE, note_of, quote_sentence
from auditor.ui.review_words import STATE_WORDS, age_words, decision_sentence, role_words
from auditor.ui.sides import RoleChip
from auditor.ui.wording import ask_about, next_step, reason_sentence, reasons_shown, shortened

__all__ = ["Matter", "PostingView", "first_quote", "posting_view"]

_QUOTE_LIMIT = 140
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Matter:
    """What a reviewer decides about: a finding, or a reason for doubt (severity `review`).

    `quotes` are (statement number or None, shortened text).
    """

    code: str
    severity: str
    message: str
    fix: str
    quotes: tuple[tuple[int | None, str], ...]
    state: State
    state_words: str


@dataclass(frozen=True, slots=True)
class PostingView:
    """Everything about a stored posting, in page order. `pieces` is empty when its text was not kept.

    `lines` are the statements' numbers with their shortened text; `held` the numbers of decisions that can be taken
    back, newest first; `signed` says who signed off, `overtaken` is the id of a later version.
    """

    posting_id: str
    head: int
    title: str
    action: Action
    sentence: str
    about: tuple[str, ...]
    claimed: tuple[RoleChip, ...]
    described: tuple[RoleChip, ...]
    matters: tuple[Matter, ...]
    pieces: tuple[Piece, ...]
    note: str
    lines: tuple[tuple[int, str], ...]
    log: tuple[tuple[int, str], ...]
    held: tuple[int, ...]
    remarks: tuple[tuple[str, str], ...]
    assignee: str | None
    state_words: str
    signed: str
    overtaken: str | None
    last: Decision | None


def posting_view(stored: StoredPosting, now: datetime) -> PostingView:
    """The view of a stored posting."""
    document = stored.document
    return PostingView(
        posting_id=stored.posting_id,
        head=stored.head,
        title=document["posting"]["title"] or "Posting without a title",
        action=Action(document["action"]),
        sentence=document["summary"],
        about=_about(stored, now),
        claimed=_chips(document["title_claims"]),
        described=_chips([document["role"], document["secondary_role"]]),
        matters=_matters(stored),
        pieces=_marked_pieces(stored),
        note=_note(document),
        lines=_lines(stored),
        log=tuple((d.number, decision_sentence(d)) for d in reversed(stored.decisions)),
        held=_held(stored.decisions),
        remarks=tuple((f"{c.author}, {c.written_at:%Y-%m-%d %H:%M}", c.text) for c in stored.comments),
        assignee=stored.rows[0].assignee if stored.rows else None,
        state_words=_posting_state(stored),
        signed=_signed(stored),
        overtaken=stored.superseded_by,
        last=stored.decisions[-1] if stored.decisions else None,
    )


def _about(stored: StoredPosting, now: datetime) -> tuple[str, ...]:
    said = stored.document["posting"]
    named = (("requisition", stored.requisition), ("owner", stored.owner), ("from", stored.source))
    waited = age_words(stored.saved_at, now)
    return tuple(
        part
        for part in (
            said["company"],
            said["location"],
            *(f"{name} {value}" for name, value in named if value),
            f"saved {waited if waited == 'today' else waited + ' ago'} by {stored.saved_by}",
        )
        if part
    )


def _chips(roles: list[RoleId] | list[RoleId | None]) -> tuple[RoleChip, ...]:
    return tuple(RoleChip(RoleId(role), role_words(role)) for role in roles if role)


def _matters(stored: StoredPosting) -> tuple[Matter, ...]:
    document = stored.document
    queued = {row.code for row in stored.rows}
    shown = [f for f in document["findings"] if f["waived"] is None and not f["code"].startswith(WORDING)]
    found: dict[str, Matter] = {}
    for finding in shown:
        found.setdefault(finding["code"], _matter(stored, finding))
    ordered = sorted(found, key=lambda code: code not in queued)
    doubts = [reason for reason in document["review_reasons"] if reason in queued]
    return (*(_doubt(stored, reason) for reason in doubts), *(found[code] for code in ordered))


def _doubt(stored: StoredPosting, reason: str) -> Matter:
    state = _state(stored, reason)
    return Matter(reason, "review", reason_sentence(reason), next_step(reason), (), state, STATE_WORDS[state])


def _matter(stored: StoredPosting, finding: FindingDocument) -> Matter:
    state = _state(stored, finding["code"])
    return Matter(
        code=finding["code"],
        severity=finding["severity"],
        message=finding["message"],
        fix=finding["fix"],
        quotes=tuple((e["statement"], shortened(e["text"], _QUOTE_LIMIT)) for e in finding["evidence"][:_QUOTES]),
        state=state,
        state_words=STATE_WORDS[state],
    )


def _state(stored: StoredPosting, code: str) -> State:
    return stored.states.get(code, stored.states.get("", State.OPEN))


def _posting_state(stored: StoredPosting) -> str:
    if stored.superseded_by:
        return STATE_WORDS[State.SUPERSEDED]
    found = {row.state for row in stored.rows} or {stored.states.get("", State.OPEN)}
    if State.OPEN in found:
        return STATE_WORDS[State.OPEN]
    return STATE_WORDS[found.pop()] if len(found) == 1 else "Decided"


def _signed(stored: StoredPosting) -> str:
    by = stored.signed_off
    if by is None:
        return ""
    reason = by.reason.removesuffix(".")
    return (
        f"Signed off by {by.reviewer} on {by.decided_at:%Y-%m-%d %H:%M}: {reason}. It holds for this text alone "
        f"({stored.posting_id[:12]}): an edit voids it."
    )


def _held(log: tuple[Decision, ...]) -> tuple[int, ...]:
    undone = {decision.undoes for decision in log}
    return tuple(d.number for d in reversed(log) if d.kind is not DecisionKind.UNDO and d.number not in undone)


def _lines(stored: StoredPosting) -> tuple[tuple[int, str], ...]:
    if stored.posting is None:
        return ()
    text = stored.posting.text
    return tuple((s["number"], shortened(text[s["start"] : s["end"]], 90)) for s in stored.document["statements"])


def _marked_pieces(stored: StoredPosting) -> tuple[Piece, ...]:
    """The untouched text as pieces, the lines that the audit's findings rest on marked as deciding."""
    if stored.posting is None:
        return ()
    text, known = stored.posting.text, _known_pieces(stored.document, stored.posting.text)
    pieces: list[Piece] = []
    at = 0
    for start, end, piece in known:
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], PieceKind.PLAIN))
        pieces.append(piece)
        at = end
    return (*pieces, Piece(text[at:], PieceKind.PLAIN)) if at < len(text) else tuple(pieces)


def _known_pieces(document: AuditDocument, text: str) -> list[tuple[int, int, Piece]]:
    evidence = [e for f in document["findings"] if f["waived"] is None for e in f["evidence"]]
    deciding = {e["statement"] for e in evidence}
    found = []
    for statement in document["statements"]:
        start, end, number = statement["start"], statement["end"], statement["number"]
        chip = _line_chip(document, statement["activities"])
        is_deciding = number in deciding or (not evidence and chip is not None and _is_work(statement["section"]))
        found.append((start, end, Piece(text[start:end], PieceKind.STATEMENT, number, chip, is_deciding)))
    loose = [(e["start"], e["end"]) for e in evidence if e["statement"] is None]
    found += [(start, end, Piece(text[start:end], PieceKind.EVIDENCE, deciding=True)) for start, end in loose]
    return sorted(found, key=lambda item: (item[0], item[2].kind is PieceKind.EVIDENCE))


def _is_work(section: str) -> bool:
    return section == Section.DUTIES


def _line_chip(document: AuditDocument, activities: list[str]) -> RoleChip | None:
    """The role that most of a line's activities belong to; the described role where it is among them on a tie."""
    known = load_taxonomy()
    roles = [known.role_of(activity) for activity in activities if activity in known.activities]
    if not roles:
        return None
    role = max(roles, key=lambda each: (roles.count(each), each == document["role"]))
    return RoleChip(role, role_words(role))


def _note(document: AuditDocument) -> str:
    """The note to the manager about a saved audit."""
    findings = [f for f in document["findings"] if f["waived"] is None and not f["code"].startswith(WORDING)]
    quotes = list(dict.fromkeys(e["text"] for finding in findings for e in finding["evidence"]))
    reasons = reasons_shown(document["review_reasons"])
    fix = findings[0]["fix"] if findings else NOTHING_TO_CHANGE
    if reasons and document["action"] == Action.REVIEW:
        fix = next_step(reasons[0])
    question = ask_about(Action(document["action"]), document["verdict"], document["posting"]["kind"])
    said = [quote_sentence(quote) for quote in quotes[:2]]
    return note_of(document["posting"]["title"], document["summary"], said, fix, question)


def first_quote(stored: StoredPosting, code: str) -> str:
    """The first line that a finding rests on, shortened; what is absent where none is, else the verdict sentence."""
    for finding in stored.document["findings"]:
        if finding["code"] == code:
            if finding["evidence"]:
                return shortened(finding["evidence"][0]["text"], _QUOTE_LIMIT)
            break
    return shortened(stored.document["summary"], _QUOTE_LIMIT)
