"""Short drafts made of the annotated statements of a posting, laid out as people type them before anybody formats them.

Published postings are long and have headings; what a manager pastes is often neither. A posting's own statements, fewer
of them, under a lead-in or none, as bullets, lines or running text, teach the difference where the labels stay true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

__all__ = ["Span", "shortened"]

Span = tuple[int, int, str]
"""Start, end and section of an annotated span."""

_LONGEST, _SHORTEST, _SHORTEST_CLAUSE = 260, 12, 24
_MARK = re.compile(r"(?:[-*•–·]+|\d{1,2}[.)])\s*")
_TERSE = 0.3
_FEWEST_DUTIES = 2
_BULLETS = ("- ", "- ", "* ", "• ", "– ", "-", "1. ", "+ ")
_LEAD_INS = {
    "duties": (
        "You will", "you'd be", "You will:", "What you do", "What you'll do:", "Your tasks:", "Your week", "The job",
        "Main things:", "The work:", "To do:", "In the first months you will", "You'd", "What we need done:", "Tasks",
        "Work:", "Day to day you", "Your job is to", "What you would do:", "First 90 days:", "You'll mostly",
        "The role:",
    ),
    "requirements": (
        "We look for", "Looking for:", "You bring", "Must:", "Musts:", "Must have:", "must have", "Needed:", "Wanted:",
        "You need", "What you need:", "Skills:", "You have", "you", "You are", "We want", "Requirements", "You know:",
        "Your profile", "What we expect", "To apply you need", "We need:", "Ideal:", "The person:",
    ),
    "nice_to_have": (
        "Nice:", "Nice to have:", "Would be great:", "Plus:", "Bonus:", "nice to have", "Great if you have",
    ),
    "benefits": ("We offer", "We offer:", "You get:", "What you get", "Perks:"),
    "company": ("About us", "Who we are", "Us:"),
}  # fmt: skip
_PLENTY = {
    "company": (0, 3), "summary": (0, 2), "duties": (2, 7), "requirements": (1, 6), "nice_to_have": (0, 2),
    "benefits": (0, 2), "pay": (0, 1), "other": (0, 1), "legal": (0, 1),
}  # fmt: skip
"""Fewest and most statements of a section that a draft has, in the usual order."""
_WITH_TITLE, _WITH_LEAD_IN, _SWAPPED, _COMPANY_LAST, _SMALL = 0.65, 0.6, 0.06, 0.25, 0.12


@dataclass(slots=True)
class _Draft:
    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, said: str, section: str) -> None:
        self.spans.append((len(self.text), len(self.text) + len(said), section))
        self.text += said


def shortened(
    text: str, title: str, spans: Sequence[Sequence[Any]], random: np.random.Generator
) -> tuple[str, list[Span]] | None:
    """A short draft of the posting with its own spans; None where the posting shows too few duties.

    Of the annotated `spans` start, end and section count, whatever follows them.
    """
    by_section: dict[str, list[str]] = {}
    for start, end, section, *_ in spans:
        said = _unmarked(" ".join(text[start:end].split()))
        if _SHORTEST <= len(said) <= _LONGEST:
            by_section.setdefault(section, []).append(said)
    if len(by_section.get("duties", ())) < _FEWEST_DUTIES:
        return None
    draft = _Draft(title + "\n" if title and random.random() < _WITH_TITLE else "")
    order = [*_PLENTY]
    if random.random() < _SWAPPED:
        order[2], order[3] = order[3], order[2]
    if random.random() < _COMPANY_LAST:
        order.append(order.pop(0))
    layout = random.choice(["bullets", "lines", "running"], p=[0.55, 0.15, 0.3])
    bullet = str(random.choice(_BULLETS)) if layout == "bullets" else ""
    for section in order:
        fewest, most = _PLENTY[section]
        pool = by_section.get(section, [])
        count = min(len(pool), int(random.integers(fewest, most + 1)))
        if count:
            chosen = [pool[n] for n in sorted(random.choice(len(pool), count, replace=False))]
            _block(draft, section, chosen, layout, bullet, random)
    if random.random() < _SMALL:
        draft.text = draft.text.lower() if len(draft.text.lower()) == len(draft.text) else draft.text
    return draft.text, draft.spans


def _unmarked(said: str) -> str:
    mark = _MARK.match(said)
    return said[mark.end() :] if mark else said


def _block(
    draft: _Draft,
    section: str,
    chosen: list[str],
    layout: str,
    bullet: str,
    random: np.random.Generator,
) -> None:
    """The statements of one section, after a lead-in or none, in the draft's layout."""
    listed = section in ("duties", "requirements", "nice_to_have")
    if draft.text and not draft.text.endswith("\n"):
        draft.text += "\n"
    if random.random() < (0.4 if listed else 0.15):
        draft.text += "\n"
    if section in _LEAD_INS and random.random() < (_WITH_LEAD_IN if listed else _WITH_LEAD_IN / 3):
        lead_in = str(random.choice(_LEAD_INS[section]))
        one_line = layout == "running" or (section != "duties" and random.random() < 1 / 4)
        layout = "running" if one_line else layout
        draft.text += f"{lead_in.rstrip(':')}: " if one_line else f"{lead_in}\n"
    running = layout == "running" or not listed
    for said in chosen:
        clause = said.partition(", ")[0]
        terse = (listed or section == "company") and random.random() < _TERSE and len(clause) >= _SHORTEST_CLAUSE
        kept = clause if terse else said
        bare = kept.rstrip(" .;") if random.random() < 1 / 2 or running else kept
        if not running:
            draft.text += bullet
        draft.add(bare + ("." if running else ""), section)
        draft.text += " " if running else "\n"
    draft.text = draft.text.rstrip(" ") + ("\n" if running else "")
