"""The insight page as HTML: every bar has its number beside it, and a table says the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.ui.insight_series import ROLES, Tally
from auditor.ui.markup import text_of
from auditor.ui.review_words import role_words, rows_words

__all__ = ["compared_html", "empty_html", "flags_html", "mix_html", "summary_html"]

_FULL_BARS = (0.1, 0.25, 0.5, 1.0)
"""What a full bar can stand for: a scale that the highest rate alone would set makes 2% look like all of them."""


def summary_html(whole: Tally) -> str:
    """What all of it comes to, in a sentence."""
    most = max(ROLES, key=lambda role: whole.roles[role])
    said = (
        f"<b>{rows_words(whole.postings)}</b>, each counted once by its newest audit. "
        f"<b>{whole.flagged:,} flagged ({whole.flag_rate:.1%})</b>: to fix {whole.actions['fix']:,}, to decide "
        f"{whole.actions['decide']:,}. In doubt {whole.actions['review']:,}, not counted as flagged. "
        f"Described most often: {text_of(role_words(most))} ({whole.share(most):.0%})."
    )
    return f'<p class="pa-insum">{said}</p>'


def empty_html(narrowed: bool) -> str:
    """What stands where there is nothing to count."""
    if narrowed:
        return '<p class="pa-nothing">No saved posting fits these filters.</p>'
    return '<p class="pa-nothing">No posting is saved yet: there is nothing to count.</p>'


def flags_html(tallies: Sequence[Tally], step: str) -> str:
    """The flag rate of each period, as bars and as a table."""
    highest = max((tally.flag_rate for tally in tallies), default=0.0)
    full = next(step for step in _FULL_BARS if highest <= step)
    bars = "".join(
        f'<li><span class="pa-when">{tally.of}</span><span class="pa-track">'
        f'<i style="width:{tally.flag_rate / full:.1%}"></i></span><b>{_rate(tally)}</b></li>'
        for tally in tallies
    )
    rows = "".join(
        f'<tr><th scope="row">{tally.of}</th><td>{tally.postings:,}</td><td>{tally.flagged:,}</td>'
        f"<td>{_rate(tally)}</td><td>{tally.actions['fix']:,}</td><td>{tally.actions['decide']:,}</td>"
        f"<td>{tally.actions['review']:,}</td></tr>"
        for tally in tallies
    )
    head = _head(step.capitalize(), "Postings", "Flagged", "Rate", "Fix", "Decide", "In doubt")
    scale = f'<p class="pa-source">A full bar is {full:.0%} of the postings.</p>'
    chart = f'<div><ol class="pa-bars" aria-label="Flag rate by {step}">{bars}</ol>{scale}</div>'
    return _section("Flagged postings over time", chart, _table(f"Flagged postings by {step}", head, rows))


def mix_html(tallies: Sequence[Tally], step: str) -> str:
    """The share of each role by period: a row of bars a role, and a table."""
    roles = [role for role in ROLES if any(tally.roles[role] for tally in tallies)]
    charts = "".join(_role_bars(role, tallies) for role in roles)
    rows = "".join(
        f'<tr><th scope="row">{tally.of}</th>{"".join(f"<td>{_share(tally, role)}</td>" for role in roles)}</tr>'
        for tally in tallies
    )
    head = _head(step.capitalize(), *map(role_words, roles))
    return _section(
        "What the work was",
        f'<div class="pa-mix">{charts}</div>',
        _table(f"Share of postings by role and {step}", head, rows),
    )


def compared_html(tallies: Sequence[Tally], by: str) -> str:
    """The companies, sources or titles with most postings beside each other."""
    roles = [role for role in ROLES if any(tally.roles[role] for tally in tallies)]
    rows = "".join(
        f'<tr><th scope="row">{text_of(tally.of)}</th><td>{tally.postings:,}</td>'
        f'<td class="pa-barcell"><span class="pa-track"><i style="width:{tally.flag_rate:.1%}"></i></span>'
        f"{_rate(tally)}</td>{''.join(f'<td>{_share(tally, role)}</td>' for role in roles)}</tr>"
        for tally in tallies
    )
    head = _head(by.capitalize(), "Postings", "Flag rate", *map(role_words, roles))
    name = f"The {len(tallies)} {_many(by)} with most postings" if len(tallies) > 1 else f"By {by}"
    return f'<section class="pa-insight"><h2>{name}</h2>{_table(name, head, rows)}</section>'


def _many(by: str) -> str:
    return "companies" if by == "company" else f"{by}s"


def _role_bars(role: str, tallies: Sequence[Tally]) -> str:
    bars = "".join(
        f'<li title="{tally.of}"><i style="height:{max(tally.share(role), 0.004):.1%}"></i>'
        f'<span class="pa-hidden">{tally.of}: {_share(tally, role)}</span></li>'
        for tally in tallies
    )
    name, accent = text_of(role_words(role)), role if role != "none" else "other"
    ends = f"{_share(tallies[0], role)} → {_share(tallies[-1], role)}" if len(tallies) > 1 else _share(tallies[0], role)
    return (
        f'<div class="pa-mixrow" style="--pa-accent:var(--pa-{accent})"><p><b>{name}</b> {ends}</p>'
        f'<ol aria-label="{name}, share by period">{bars}</ol></div>'
    )


def _rate(tally: Tally) -> str:
    return f"{tally.flag_rate:.1%}" if tally.postings else "none"


def _share(tally: Tally, role: str) -> str:
    return f"{tally.share(role):.0%}" if tally.postings else "none"


def _head(*names: str) -> str:
    return "".join(f'<th scope="col">{text_of(name)}</th>' for name in names)


def _table(name: str, head: str, rows: str) -> str:
    return (
        f'<div class="pa-scroll" role="region" tabindex="0" aria-label="{text_of(name)}"><table class="pa-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _section(name: str, chart: str, table: str) -> str:
    return f'<section class="pa-insight"><h2>{name}</h2><div class="pa-beside">{chart}{table}</div></section>'
