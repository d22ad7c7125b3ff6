"""The public JSON of a drafted posting, schema `auditor.rewrite/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.posting import Section
from auditor.reports.document import AuditDocument, SpanDocument, audit_document
from auditor.rewrite import Edit, EditKind, Rewrite

__all__ = ["REWRITE_SCHEMA", "RewriteDocument", "rewrite_document"]

REWRITE_SCHEMA: Literal["auditor.rewrite/1"] = "auditor.rewrite/1"


@with_config(extra="forbid")
class EditDocument(TypedDict):
    """One edit of a numbered statement of `before`, or (a cut) of `span`, outside every statement, and its reason."""

    kind: EditKind
    statement: int | None
    text: str | None
    section: Section | None
    heading: str | None
    span: SpanDocument | None
    reason: str


@with_config(extra="forbid")
class RewriteDocument(TypedDict):
    """A drafted title and text, how they came about, and the full audits before and after.

    `placeholders` are marked places that the owner has to fill in; `diff` is a unified diff of title and text, empty
    when nothing was changed; `drafter` is `offline` or a model's name.
    """

    schema: Literal["auditor.rewrite/1"]
    title: str | None
    text: str
    changed: bool
    passes: bool
    notes: list[str]
    placeholders: list[str]
    edits: list[EditDocument]
    diff: str
    drafter: str
    before: AuditDocument
    after: AuditDocument


def rewrite_document(draft: Rewrite) -> RewriteDocument:
    """The rewrite as its public document."""
    return {
        "schema": REWRITE_SCHEMA,
        "title": draft.title,
        "text": draft.file_text,
        "changed": draft.changed,
        "passes": draft.passes,
        "notes": list(draft.notes),
        "placeholders": list(draft.placeholders),
        "edits": [_edit(edit) for edit in draft.edits],
        "diff": draft.diff,
        "drafter": draft.drafter,
        "before": audit_document(draft.before),
        "after": audit_document(draft.after),
    }


def _edit(edit: Edit) -> EditDocument:
    return {
        "kind": edit.kind,
        "statement": edit.statement,
        "text": edit.text,
        "section": edit.section,
        "heading": edit.heading,
        "span": {"start": edit.span.start, "end": edit.span.end} if edit.span else None,
        "reason": edit.reason,
    }
