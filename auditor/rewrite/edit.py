"""A draft of a posting as a list of edits to its numbered statements: what is not named stays, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.posting import Section, Span
from auditor.readers import Usage

__all__ = ["Draft", "Edit", "EditKind", "Problem", "ProblemKind"]


class EditKind(StrEnum):
    """What is done to one place of a posting; a statement without an edit is kept."""

    DROP = "drop"
    MOVE = "move"
    REPLACE = "replace"
    INSERT = "insert"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit and why it is made.

    `statement` is the number of the statement that is dropped, moved, replaced, or that a line is inserted after.
    `text` is the new statement of a replace or insert; `section` the section that a move goes to; `heading` opens a
    new section before an inserted line. A cut takes out `span`, words outside every statement.
    """

    kind: EditKind
    reason: str
    statement: int | None = None
    text: str | None = None
    section: Section | None = None
    heading: str | None = None
    span: Span | None = None

    def __post_init__(self) -> None:
        writes = self.kind in (EditKind.REPLACE, EditKind.INSERT)
        whole = (
            (self.statement is None) == (self.kind is EditKind.CUT)
            and (self.span is not None) == (self.kind is EditKind.CUT)
            and (self.text is not None) == writes
            and (self.section is not None) == (self.kind is EditKind.MOVE)
            and (self.heading is None or self.kind is EditKind.INSERT)
        )
        if not whole:
            raise ValueError(f"not a {self.kind}: {self}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A title (None: it stays as it is) and edits to the text, as somebody proposes them; `remarks` for the reader.

    `usage` is what drafting took of a language model, None offline.
    """

    title: str | None
    edits: tuple[Edit, ...]
    remarks: tuple[str, ...] = ()
    usage: Usage | None = None


class ProblemKind(StrEnum):
    """Why a draft may not be shown."""

    UNKNOWN_STATEMENT = "unknown_statement"
    EDITED_TWICE = "edited_twice"
    PROTECTED = "protected"
    WRONG_PLACE = "wrong_place"
    NO_DUTIES_LEFT = "no_duties_left"
    NOT_AUDITABLE = "not_auditable"
    NOT_PLAIN = "not_plain"
    NEW_NUMBER = "new_number"
    NEW_TOOL = "new_tool"
    NEW_NAME = "new_name"
    NEW_PROMISE = "new_promise"
    NEW_CONTENT = "new_content"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    TITLE_DOES_NOT_FIT = "title_does_not_fit"
    LEVEL_CHANGED = "level_changed"
    RETITLE_ALONE = "retitle_alone"


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of what a draft may do, in words that can be put back to whoever drafted."""

    kind: ProblemKind
    message: str
