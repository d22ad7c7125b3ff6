"""The review as HTML. Every value that comes from outside passes through `text_of`; the rest is written here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from auditor.store.model import Group, HousePolicy, QueueRow
from auditor.taxonomy import RoleId
from auditor.ui.markup import chip_html, text_of
from auditor.ui.review_posting import Matter, PostingView
from auditor.ui.review_words import STATE_WORDS, age_words, claim_words, role_words, rule_words
from auditor.ui.sides import RoleChip
from auditor.ui.wording import ACTION_MARKS

__all__ = [
    "done_html",
    "empty_html",
    "group_html",
    "head_html",
    "log_html",
    "matter_html",
    "policy_html",
    "posting_head_html",
    "row_html",
]

_COMMANDS = "auditor batch postings.csv --out results --save"


def head_html(title: str, sentence: str) -> str:
    """The opening of a page of the review."""
    return f'<div class="pa-opening pa-rhead"><h1>{text_of(title)}</h1><p>{text_of(sentence)}</p></div>'


def done_html(text: str, *, loud: bool = False) -> str:
    """What was done; `loud` where it is news."""
    if loud:
        return f'<div class="pa-done" role="status">{text_of(text.removesuffix("."))}.</div>'
    return f'<span class="pa-source">{text_of(text)}</span>'


def empty_html(title: str = "Nothing to review yet") -> str:
    """What stands where nothing was ever saved: how postings get here."""
    return (
        f'<div class="pa-opening"><h1>{text_of(title)}</h1>'
        "<p>Postings come here only when somebody saves them. Nothing that is pasted into the audit page or run as a"
        " batch is kept otherwise.</p></div>"
        '<ol class="pa-steps pa-ways"><li><b>One posting</b> Audit it, then open “Save to the review queue” below the'
        " verdict.</li>"
        f"<li><b>A whole file</b> Run <code>{_COMMANDS}</code> on this machine.</li>"
        "<li><b>A shared database</b> Name it in <code>auditor.toml</code> as <code>store</code>, or in"
        " <code>AUDITOR_STORE</code>; without one it is a file of yours.</li></ol>"
    )


def group_html(group: Group, policy: HousePolicy | None, now: datetime) -> str:
    """A group of the queue: how many, what the title claims, what the work is, which rule, how long it waits."""
    house = f'<p class="pa-house">House policy: {text_of(policy.sentence)}</p>' if policy else ""
    return (
        f'<div class="pa-group"><p class="pa-count">{group.rows:,}</p><div>'
        f'<p class="pa-pair">{_claim(group.key.claim)} <span class="pa-arrow" aria-label="but the work is">→</span> '
        f"{_role(group.key.role)}</p>"
        f'<p class="pa-code">{text_of(rule_words(group.key.rule))} · oldest {text_of(age_words(group.oldest, now))}</p>'
        f"{house}</div></div>"
    )


def row_html(row: QueueRow, quote: str, now: datetime, remark: str = "") -> str:
    """A row: the posting, where it is from, where it stands, the line that decides or a remark of ours in its place."""
    about = [row.company, row.location, row.owner and f"owner {row.owner}", row.assignee and f"with {row.assignee}"]
    said = " · ".join(text_of(part) for part in (*about, age_words(row.saved_at, now)) if part)
    state = f" · <b>{text_of(STATE_WORDS[row.state])}</b>" if row.state != "open" else ""
    quoted = f'<p class="pa-quote"><q>{text_of(quote)}</q></p>' if quote else ""
    quoted += f'<p class="pa-source">{text_of(remark)}</p>' if remark else ""
    title = text_of(row.title or "Posting without a title")
    return f'<div class="pa-row"><p class="pa-rowtitle">{title}</p><p class="pa-code">{said}{state}</p>{quoted}</div>'


def policy_html(policy: HousePolicy) -> str:
    """The house's sentence for a group, with who decided it."""
    by = f"{policy.decided_by}, {policy.decided_at:%Y-%m-%d}"
    return f'<p class="pa-house">House policy: {text_of(policy.sentence)} <small>({text_of(by)})</small></p>'


def posting_head_html(view: PostingView) -> str:
    """The band of one posting: action, title, sentence, claim and work, state and sign-off."""
    word = view.action.value
    signed = f'<p class="pa-signed">{text_of(view.signed)}</p>' if view.signed else ""
    about = "".join(f"<span>{text_of(part)}</span>" for part in view.about)
    return (
        f'<section class="pa-verdict pa-rverdict pa-action--{word}" aria-label="Verdict">'
        f'<p class="pa-word"><span aria-hidden="true">{ACTION_MARKS[view.action]}</span> {word.capitalize()}</p>'
        f'<div><h1 class="pa-rtitle">{text_of(view.title)}</h1><p class="pa-sentence">{text_of(view.sentence)}</p>'
        f'<p class="pa-pair">{_chips(view.claimed, "No AI role")} <span class="pa-arrow">→</span>'
        f" {_chips(view.described, 'Role not known')}</p>"
        f'<p class="pa-meta"><span>State: <b>{text_of(view.state_words)}</b></span>{about}</p>{signed}</div></section>'
    )


def matter_html(matter: Matter) -> str:
    """A finding or a doubt, with its quotes and where it stands."""
    quotes = "".join(f"<li>{_link(number, text)}</li>" for number, text in matter.quotes)
    step = "Next" if matter.severity == "review" else "Fix"
    fix = f'<p class="pa-fix"><b>{step}:</b> {text_of(matter.fix)}</p>' if matter.fix else ""
    severity = text_of(matter.severity)
    code = "" if matter.severity == "review" else f" · {text_of(rule_words(matter.code))}"
    return (
        f'<div class="pa-matter pa-severity--{severity}"><p class="pa-message">{text_of(matter.message)}'
        f"</p>{fix}{f'<ul>{quotes}</ul>' if quotes else ''}"
        f'<p class="pa-code"><b class="pa-state">{text_of(matter.state_words)}</b> · {severity}{code}</p>'
        "</div>"
    )


def log_html(name: str, lines: Iterable[str]) -> str:
    """Lines of a log, newest first."""
    items = "".join(f"<li>{text_of(line)}</li>" for line in lines)
    return f'<section class="pa-log"><h2>{text_of(name)}</h2><ul>{items}</ul></section>'


def _link(statement: int | None, text: str) -> str:
    quoted = f"<q>{text_of(text)}</q>"
    return quoted if statement is None else f'<a href="#pa-line-{statement}">{quoted}</a>'


def _claim(claim: str) -> str:
    roles = [role for role in claim.split("+") if role in set(RoleId)]
    return _chips(tuple(RoleChip(RoleId(role), role_words(role)) for role in roles), claim_words(claim))


def _role(role: str) -> str:
    chips = (RoleChip(RoleId(role), role_words(role)),) if role in set(RoleId) else ()
    return _chips(chips, role_words(role))


def _chips(chips: tuple[RoleChip, ...], otherwise: str) -> str:
    return " ".join(chip_html(chip) for chip in chips) or f'<span class="pa-nochip">{text_of(otherwise)}</span>'
