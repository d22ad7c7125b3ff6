"""A rewrite: the drafted posting with what was edited, the audits before and after, and whether it passes."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from auditor.action import Action
from auditor.judgement import Audit
from auditor.readers import Usage
from auditor.rewrite.edit import Edit
from auditor.rewrite.vocabulary import load_placeholders

__all__ = ["PASSING", "Rewrite", "in_its_file"]

PASSING = frozenset({Action.NOTE, Action.READY})
"""Actions that ask nobody to change anything before the posting goes out."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """`title` and `text` are the drafted posting (as they were when nothing was changed), `after` its own audit.

    `notes` say in plain words what was done, what is left to the owner, and why it does not pass when it does not.
    `drafter` is `offline` or the name of the model, `usage` what it took to draft (not to read), None offline.
    `front_matter` is what stands in a file where `text` begins with as many blank characters; it is no part of the
    posting and never edited.
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
    front_matter: str = ""

    @property
    def file_text(self) -> str:
        """The text as it stands in its file: with its front matter, character for character."""
        return self.front_matter + self.text[len(self.front_matter) :]

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
        was = self.front_matter + self.before.posting.text[len(self.front_matter) :]
        old, new = _lines(self.before.title, was), _lines(self.title, self.file_text)
        return "".join(difflib.unified_diff(old, new, "before", "after"))


def in_its_file(draft: Rewrite, front_matter: str, stated_title: str | None) -> Rewrite:
    """The rewrite of a file that begins with this front matter, which stays as it is, also where it states a title.

    A title that the draft has no longer is said in a note, for whoever keeps the file.
    """
    if not front_matter:
        return draft
    kept = replace(draft, front_matter=front_matter)
    if stated_title is None or draft.title in (None, stated_title):
        return kept
    note = f"The file's front matter is left as it is, with its title “{stated_title}”: write “{draft.title}” there."
    return replace(kept, notes=(*draft.notes, note))


def _lines(title: str | None, text: str) -> list[str]:
    """The lines of a posting under a line for its title, each with its line end."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return [f"Title: {title or 'none'}\n", "\n", *lines]
