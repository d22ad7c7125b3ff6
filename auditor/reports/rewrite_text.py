"""A drafted posting for people: terminal, Markdown, or the bare unified diff."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.errors import UsageError
from auditor.judgement import Audit
from auditor.reports.escape import markdown_text, one_line, visible
from auditor.reports.rewrite_document import rewrite_document
from auditor.rewrite import Rewrite

__all__ = ["REWRITE_FORMATS", "outcome_words", "reasons_of", "render_rewrite"]


def render_rewrite(draft: Rewrite, format_name: str) -> str:
    """The rewrite in a format, ending in a line feed unless it is empty; always encodable as UTF-8.

    Raises:
        UsageError: no format has this name.
    """
    if format_name not in REWRITE_FORMATS:
        raise UsageError(f"no format is called {format_name!r}", f"Use one of: {', '.join(REWRITE_FORMATS)}.")
    return REWRITE_FORMATS[format_name](draft)


def outcome_words(audit: Audit) -> str:
    """Action and verdict in a few words: "Fix, mismatch"."""
    return f"{audit.action.capitalize()}, {audit.verdict.value if audit.verdict else 'no verdict'}"


def reasons_of(draft: Rewrite) -> tuple[str, ...]:
    """Why each edit was made, one line a reason, with the numbers of the statements."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for edit in draft.edits:
        where = "at the end" if edit.text and edit.statement and edit.kind == "insert" else str(edit.statement or "")
        numbers.setdefault((edit.kind.value, edit.reason), []).append(where)
    return tuple(
        " ".join((kind, ", ".join(dict.fromkeys(filter(None, where))))).strip() + f": {reason}"
        for (kind, reason), where in numbers.items()
    )


def _diff(draft: Rewrite) -> str:
    return "".join(f"{visible(line)}\n" for line in draft.diff.split("\n")[:-1])


def _terminal(draft: Rewrite) -> str:
    blocks = [
        f"BEFORE: {outcome_words(draft.before)}. {one_line(draft.before.summary)}\n"
        f"AFTER:  {outcome_words(draft.after)}. {one_line(draft.after.summary)}",
        "\n".join(one_line(note) for note in draft.notes),
    ]
    if draft.edits:
        blocks.append("Edits\n" + "\n".join(f"  {one_line(reason)}" for reason in reasons_of(draft)))
    if draft.changed:
        blocks.append(_diff(draft).rstrip("\n"))
    return "\n\n".join(blocks) + "\n"


def _markdown(draft: Rewrite) -> str:
    name = markdown_text(draft.title or "posting without a title")
    blocks = [
        f"# Draft: {name}",
        f"**Before:** {outcome_words(draft.before)}. {markdown_text(draft.before.summary)}",
        f"**After:** {outcome_words(draft.after)}. {markdown_text(draft.after.summary)}",
        "\n".join(f"- {markdown_text(note)}" for note in draft.notes),
    ]
    if draft.edits:
        blocks += ["## Edits", "\n".join(f"- {markdown_text(reason)}" for reason in reasons_of(draft))]
    if draft.changed:
        blocks += ["## Changes", _indented(_diff(draft)), "## The draft", _indented(visible(draft.file_text))]
    return "\n\n".join(blocks) + "\n"


def _indented(text: str) -> str:
    """The text as an indented code block, which nothing in it can end."""
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _json(draft: Rewrite) -> str:
    from auditor.reports.document import encode

    return encode(rewrite_document(draft)) + "\n"


REWRITE_FORMATS: Mapping[str, Callable[[Rewrite], str]] = {
    "terminal": _terminal,
    "diff": _diff,
    "json": _json,
    "markdown": _markdown,
}
