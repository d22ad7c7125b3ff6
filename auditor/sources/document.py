"""Documents that hold one posting each: text, Markdown, HTML pages, PDF, DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.errors import InputError, InputTooLargeError
from auditor.sources.fields import refused_row, stated_row
from auditor.sources.front_matter import read_stated
from auditor.sources.kind import TABLES, Kind, kind_of
from auditor.sources.row import SourceRow
from auditor.sources.text import unreadable

__all__ = ["document_rows"]

_MAX_PAGE_BYTES = 20 * 1024 * 1024


def _read_document(path: Path, name: str) -> tuple[list[dict[str, str | None]], int | None]:
    """The fields (see columns.FIELDS) of the posting in the file; a web page may have several.

    With them the line at which the text begins, from 1, where it stands in the file as it is; else None.

    Raises:
        InputError: the file holds no text that can be read; the error's type says why.
    """
    try:
        kind = kind_of(path, name)
        if kind is Kind.PDF:
            from auditor.sources.pdf import pdf_fields

            return [pdf_fields(path)], None
        if kind is Kind.DOCX:
            from auditor.sources.word import docx_fields

            return [docx_fields(path)], None
        if kind is Kind.HTML:
            from auditor.sources.web_page import page_postings

            return page_postings(_page(path)), None
        if kind in TABLES - {Kind.CSV, Kind.JSON, Kind.JSONL}:
            raise InputError(f"a {kind} table, not a document", "Give it the ending of its kind.")
        stated = read_stated(str(path), name)
        return [{"title": stated.title, "location": stated.location, "description": stated.text}], 1
    except OSError as error:
        raise unreadable(name, error) from error


def document_rows(path: Path, name: str) -> Iterator[SourceRow]:
    """The file's rows; a file that cannot be read is one refused row. The only cell is the file's name."""
    try:
        found, line = _read_document(path, name)
    except InputError as error:
        yield refused_row(error, 0, None, (name,), name)
        return
    for row, fields in enumerate(found):
        yield stated_row({**fields, "id": fields.get("id") or name}, (name,), row, line, name)


def _page(path: Path) -> bytes:
    if path.stat().st_size > _MAX_PAGE_BYTES:
        raise InputTooLargeError(f"more than {_MAX_PAGE_BYTES:,} bytes of HTML", "Save the page without its pictures.")
    return path.read_bytes()
