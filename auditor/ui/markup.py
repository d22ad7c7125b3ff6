"""The view as HTML. Every value that comes from outside passes through `text_of`; the rest is written here."""

from __future__ import annotations

import html
from collections.abc import Iterable

from auditor.action import Action
from auditor.advice.model import Need
from auditor.reading import Answer
from auditor.reports.escape import visible
from auditor.taxonomy import RoleId
from auditor.ui.marked_text import Piece, PieceKind
from auditor.ui.section import Detail, Row
from auditor.ui.sides import QuotedLine, RoleChip, Side
from auditor.ui.view import AuditView, FindingView, ReviewReason
from auditor.ui.wording import ACTION_MARKS, capitalised

__all__ = [
    "changes_html",
    "chip_html",
    "details_html",
    "diff_html",
    "findings_html",
    "needs_html",
    "posting_html",
    "problem_html",
    "sides_html",
    "text_of",
    "verdict_html",
]

_DIFF_TAGS = {"-": "del", "+": "ins", " ": "span"}
_ANSWERS = {Answer.YES: "Yes.", Answer.NO: "No.", Answer.UNCLEAR: "Not said."}


def text_of(value: str) -> str:
    """Untrusted text as HTML text or attribute value: invisible characters shown, markup escaped."""
    return html.escape(visible(value), quote=True)


def verdict_html(view: AuditView, arrival: int = 0, room: tuple[str, str] = ("", "")) -> str:
    """The band above the fold: action, sentence, confidence, reader, profile, and where the profiles differ.

    It is no lower than with `room` for sentence and difference, the longest that this posting had: what stands below
    keeps its place then.
    """
    word = view.action.value
    other = f'<p class="pa-other">{text_of(view.other_profile)}</p>' if view.other_profile else ""
    return (
        f'<section class="pa-verdict pa-action--{word}" tabindex="-1" data-arrival="{arrival}" aria-live="polite"'
        f' aria-label="Verdict">'
        f'<h1 class="pa-word"><span aria-hidden="true">{ACTION_MARKS[view.action]}</span> {word.capitalize()}</h1>'
        f'<div><p class="pa-sentence">{text_of(view.sentence)}</p>{other}'
        f'<p class="pa-meta"><span>Confidence: <b>{view.confidence}</b></span><span>{text_of(view.reader)}</span>'
        f"<span>judged by {text_of(view.profile)}</span></p></div>{_room(room) if any(room) else ''}</section>"
    )


def _room(words: Iterable[str]) -> str:
    """Unseen words that take their place: for the style sheet alone, no text of the page."""
    lines = "".join(f'<div data-words="{text_of(said)}"></div>' for said in words)
    return f'<div class="pa-room" aria-hidden="true">{lines}</div>'


def problem_html(message: str, hint: str) -> str:
    """An error that the user can do something about."""
    first = text_of(capitalised(message))
    return f'<div class="pa-problem" role="alert"><b>{first}.</b> {text_of(hint)}</div>'


def changes_html(sentences: Iterable[str], version: int) -> str:
    """What changed since the version before."""
    items = "".join(f"<li>{text_of(sentence)}</li>" for sentence in sentences)
    name = f"Version {version}: what changed"
    return f'<section class="pa-changes" aria-label="{name}"><h2>{name}</h2><ul>{items}</ul></section>'


def diff_html(diff: str) -> str:
    """A unified diff as lines taken out, put in and kept; of its headings only the gap between two places is left."""
    pieces: list[str] = []
    for line in diff.rstrip("\n").split("\n")[2:]:
        tag = _DIFF_TAGS.get(line[:1])
        if tag:
            pieces.append(f"<{tag}>{text_of(line[1:])}</{tag}>")
        elif pieces:
            pieces.append("<hr>")
    return f'<div class="pa-diff" role="group" aria-label="Changes">{"".join(pieces)}</div>'


def sides_html(view: AuditView) -> str:
    """What the title promises beside the work described, by each of two readers when they differ; on a phone below."""
    described = [("The work described", view.work)]
    if view.readers:
        described = [(text_of(name), side) for name, side in zip(view.readers.names, view.readers.sides, strict=True)]
    columns = "".join(_side(heading, side) for heading, side in [("The title promises", view.promise), *described])
    return f'<div class="pa-sides{" pa-sides--three" if view.readers else ""}">{columns}</div>'


def _side(heading: str, side: Side) -> str:
    chips = "".join(chip_html(chip) for chip in side.chips)
    lines = "".join(_quoted(line, side.chips) for line in side.lines)
    remark = f'<p class="pa-remark">{text_of(side.remark)}</p>' if side.remark else ""
    return (
        f'<section class="pa-side"><h2>{heading}</h2><p class="pa-chips">{chips}'
        f"<span>{text_of(side.explanation)}</span></p>"
        f"{f'<ol>{lines}</ol>' if lines else ''}{remark}</section>"
    )


def chip_html(chip: RoleChip) -> str:
    """A role's label with its accent."""
    return f'<span class="pa-chip {_accent(chip.role)}">{text_of(chip.name)}</span>'


def _accent(role: RoleId | None) -> str:
    return f"pa-role--{role.value}" if role else "pa-role--none"


def _quoted(line: QuotedLine, chips: tuple[RoleChip, ...]) -> str:
    role = f"<small>{text_of(_name_of(line.role, chips))}</small> " if len(chips) > 1 else ""
    return f'<li class="{_accent(line.role)}">{role}{_link(line.statement, line.text)}</li>'


def _name_of(role: RoleId, chips: tuple[RoleChip, ...]) -> str:
    return next((chip.name for chip in chips if chip.role is role), role.value)


def _link(statement: int | None, text: str, *, quoted: bool = True) -> str:
    shown = f"<q>{text_of(text)}</q>" if quoted else text_of(text)
    if statement is None:
        return shown
    return f'<a href="#pa-line-{statement}" title="Show line {statement} in the posting">{shown}</a>'


def findings_html(view: AuditView) -> str:
    """At most three findings with fixes, after the reasons for a person to look, or that nothing has to change.

    Findings that stand whatever a person would decide come first.
    """
    parts = ["".join(map(_reason, view.reasons)), "".join(map(_finding, view.findings))]
    items = "".join(reversed(parts) if view.action is Action.FIX else parts)
    body = f"<ol>{items}</ol>" if items else f'<p class="pa-nothing">{text_of(view.all_clear)}</p>'
    return f'<section class="pa-findings"><h2>What to do</h2>{body}</section>'


def _reason(reason: ReviewReason) -> str:
    return (
        f'<li class="pa-finding pa-severity--review"><p class="pa-message">{text_of(reason.why)}</p>'
        f'<p class="pa-fix"><b>Next:</b> {text_of(reason.next_step)}</p></li>'
    )


def _finding(finding: FindingView) -> str:
    quotes = "".join(f"<li>{_link(number, text)}</li>" for number, text in finding.quotes)
    fix = f'<p class="pa-fix"><b>Fix:</b> {text_of(finding.fix)}</p>' if finding.fix else ""
    return (
        f'<li class="pa-finding pa-severity--{finding.severity}">'
        f'<p class="pa-message">{text_of(finding.message)}</p>{fix}'
        f"{f'<ul>{quotes}</ul>' if quotes else ''}"
        f'<p class="pa-code">{finding.severity} · {text_of(finding.code)}</p></li>'
    )


def posting_html(pieces: Iterable[Piece], *, every_tagged_line: bool) -> str:
    """The posting's text with its deciding lines marked; every tagged line on request."""
    body = "".join(_piece(piece, every_tagged_line) for piece in pieces)
    return f'<div class="pa-posting" role="region" aria-label="The posting, marked" tabindex="0">{body}</div>'


def _piece(piece: Piece, every_tagged_line: bool) -> str:
    body = text_of(piece.text)
    if piece.kind is PieceKind.EVIDENCE:
        return f'<mark class="pa-line pa-role--none">{body}</mark>'
    if piece.kind in (PieceKind.HEADING, PieceKind.TITLE):
        return f'<span class="pa-{piece.kind}">{body}</span>'
    if piece.kind is PieceKind.PLAIN:
        return body
    anchor = f'id="pa-line-{piece.statement}"'
    if not (piece.deciding or (every_tagged_line and piece.chip)):
        return f"<span {anchor}>{body}</span>"
    quiet = "" if piece.deciding else " pa-line--quiet"
    label = f' <small class="pa-label">{text_of(piece.chip.name)}</small>' if piece.chip else ""
    accent = _accent(piece.chip.role if piece.chip else None)
    return f'<mark {anchor} class="pa-line {accent}{quiet}">{body}</mark>{label}'


def needs_html(needs: Iterable[Need]) -> str:
    """What the guide concludes from each of the questions before a hire, as answered so far."""
    rows = "".join(
        f"<div><dt>{text_of(need.question)} <b>{_ANSWERS[need.answer]}</b></dt>"
        f"<dd>{text_of(need.conclusion)} {text_of(need.reason)} ({text_of(need.source)})</dd></div>"
        for need in needs
    )
    return f'<dl class="pa-needs">{rows}</dl>'


def details_html(sections: Iterable[Detail]) -> str:
    """The collapsed sections, each with a one-line summary."""
    return f'<div class="pa-details">{"".join(_detail(section) for section in sections)}</div>'


def _detail(section: Detail) -> str:
    rows = "".join(_row(row) for row in section.rows)
    return (
        f'<details class="pa-detail pa-detail--{section.key}"><summary><b>{text_of(section.name)}</b>'
        f"<span>{text_of(section.summary)}</span></summary><dl>{rows}</dl></details>"
    )


def _row(row: Row) -> str:
    value = _link(row.statement, row.value, quoted=row.quoted) if row.statement else text_of(row.value)
    bar = ""
    if row.share is not None:
        at = f"margin-inline-start:{row.start:.1%};" if row.start else ""
        bar = f'<span class="pa-bar {_accent(row.role)}"><i style="{at}width:{row.share:.1%}"></i></span>'
    return f"<div><dt>{text_of(row.label)}</dt><dd>{bar}{value}</dd></div>"
