"""A rewrite: the drafted posting with what was edited, the audits before and after, and whether it passes."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from auditor.action import Action
from auditor.judgement import Audit
from auditor.readers import Usage
from auditor.rewrite.edit import Edit
from auditor.rewrite.vocabulary import load_placeholders

__all__ = ["PASSING", "Rewrite"]

PASSING = frozenset({Action.NOTE, Action.READY})
"""Actions that ask nobody to change anything before the posting goes out."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """`title` and `text` are the drafted posting (as they were when nothing was changed), `after` its own audit.

    `notes` say in plain words what was done, what is left to the owner, and why it does not pass when it does not.
    `drafter` is `offline` or the name of the model, `usage` what it took to draft (not to read), None offline.
    """

    title: str | None
    text: str
    edits: tuple[Edit, ...]
    before: Audit
    after: Audit
    passes: bool
    notes: tuple[str, ...]
    drafter: str
    usage: Usage | None = None

    @property
    def changed(self) -> bool:
        """Whether the draft differs from the posting at all."""
        return self.title != self.before.title or self.text != self.before.posting.text

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The marked places that the draft has and the posting had not, in text order."""
        marked = (m for m in load_placeholders().all if m in self.text and m not in self.before.posting.text)
        return tuple(sorted(marked, key=self.text.index))

    @property
    def diff(self) -> str:
        """The unified diff of title and text, `before` to `after`; empty when nothing was changed."""
        old, new = _lines(self.before.title, self.before.posting.text), _lines(self.title, self.text)
        return "".join(difflib.unified_diff(old, new, "before", "after"))


def _lines(title: str | None, text: str) -> list[str]:
    """The lines of a posting under a line for its title, each with its line end."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return [f"Title: {title or 'none'}\n", "\n", *lines]
