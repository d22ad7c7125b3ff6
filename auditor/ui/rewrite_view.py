"""What the page shows of a draft, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reports.rewrite_text import outcome_words, reasons_of, render_rewrite
from auditor.rewrite import Rewrite
from auditor.ui.wording import capitalised

__all__ = ["RewriteView", "rewrite_view"]


@dataclass(frozen=True, slots=True)
class RewriteView:
    """A draft in page order. `posting` is title and text to copy, the title first unless it stands in the text."""

    outcome: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    diff: str
    posting: str


def rewrite_view(draft: Rewrite) -> RewriteView:
    """The view of a draft; `diff` and `posting` are empty when nothing was changed."""
    stands = draft.after.segmentation.title is not None or draft.title is None
    return RewriteView(
        outcome=f"Before: {outcome_words(draft.before)}. After: {outcome_words(draft.after)}.",
        notes=draft.notes,
        reasons=tuple(f"{capitalised(reason)}." for reason in reasons_of(draft)),
        diff=_of_the_text(draft) if stands else render_rewrite(draft, "diff").rstrip("\n"),
        posting=(draft.text if stands else f"{draft.title}\n\n{draft.text}") if draft.changed else "",
    )


def _of_the_text(draft: Rewrite) -> str:
    """The diff without the line for the title that stands above the text, which shows the same change itself."""
    lines = render_rewrite(draft, "diff").rstrip("\n").split("\n")
    headings = {
        f"-Title: {draft.before.title or 'none'}",
        f"+Title: {draft.title or 'none'}",
        f" Title: {draft.title or 'none'}",
    }
    above = [number for number, line in enumerate(lines[:5]) if line in headings]
    if not above:
        return "\n".join(lines)
    return "\n".join([*lines[: above[0]], *lines[above[-1] + 2 :]])
