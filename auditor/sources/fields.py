"""From what a row states by field to a posting, the same for every kind of table."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.errors import InputError, MalformedRowError
from auditor.posting import Posting
from auditor.sources.columns import PARTS
from auditor.sources.row import SourceRow

__all__ = ["refused_row", "stated_row"]

_HEADINGS = {"responsibilities": "Responsibilities", "requirements": "Requirements", "benefits": "Benefits"}


def stated_row(
    stated: Mapping[str, str | None], cells: tuple[str, ...], row: int, line: int | None, name: str
) -> SourceRow:
    """The row that states these fields (see columns.FIELDS); refused when none of them is the posting's text.

    Cells may have white space around them: id and title stay verbatim, as the posting's own id needs the
    title untouched; the rest is trimmed. Empty is not stated.
    """
    return SourceRow(
        row,
        line,
        stated.get("id") or None,
        _content(stated, row, line, name),
        cells,
        *(_trimmed(stated, wanted) for wanted in ("requisition", "owner", "status", "url")),
    )


def refused_row(
    error: InputError, row: int, line: int | None, cells: tuple[str, ...] = (), source_id: str | None = None
) -> SourceRow:
    """The row that is no posting, and why."""
    return SourceRow(row, line, source_id, error, cells)


def _content(stated: Mapping[str, str | None], row: int, line: int | None, name: str) -> Posting | InputError:
    text = _text(stated)
    if text is None:
        where = f"line {line}" if line is not None else f"row {row + 1}"
        return MalformedRowError(f"{where}: no description", "Fill the column of the posting's text.")
    return Posting(
        title=title if (title := stated.get("title")) and title.strip() else None,
        text=text,
        source_id=stated.get("id") or None,
        row=row,
        input=name,
        company=_trimmed(stated, "company"),
        location=_trimmed(stated, "location"),
        salary=_trimmed(stated, "salary"),
    )


def _text(stated: Mapping[str, str | None]) -> str | None:
    """The parts of the text under each other; an only part stays untouched. None when no part is stated."""
    parts = [(part, text) for part in PARTS if (text := stated.get(part)) is not None]
    filled = [(part, text) for part, text in parts if text.strip()]
    if len(filled) < 2 and not (filled and filled[0][0] in _HEADINGS):
        return filled[0][1] if filled else parts[0][1] if parts else None
    return "\n\n".join(f"{_HEADINGS[part]}:\n{text}" if part in _HEADINGS else text for part, text in filled)


def _trimmed(stated: Mapping[str, str | None], wanted: str) -> str | None:
    return (stated.get(wanted) or "").strip() or None
