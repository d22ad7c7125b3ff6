"""What a file is: by its first bytes where they tell, by its name where they do not."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from auditor.errors import BinaryInputError, EmptyInputError, UnreadableInputError
from auditor.sources.archive import opened_archive

__all__ = ["TABLES", "Kind", "kind_of"]


class Kind(StrEnum):
    """The kinds of files that postings are read from."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ZIP = "zip"


TABLES = frozenset({Kind.CSV, Kind.XLSX, Kind.JSON, Kind.JSONL, Kind.PARQUET})
"""Kinds with many postings in a file."""
_BY_NAME = {
    ".csv": Kind.CSV, ".tsv": Kind.CSV, ".tab": Kind.CSV, ".json": Kind.JSON, ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL, ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".txt": Kind.TEXT,
    ".text": Kind.TEXT, ".md": Kind.TEXT, ".markdown": Kind.TEXT,
}  # fmt: skip
_HEAD = 64 * 1024
_PDF = re.compile(rb"\A.{0,1024}?%PDF-", re.S)
_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_REFUSED = {
    b"{\\rtf": "RTF", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image", b"GIF8": "an image",
    b"\x1f\x8b": "a gzip file", b"7z\xbc\xaf": "a 7-Zip archive", b"Rar!": "a RAR archive", b"BZh": "a bzip2 file",
    b"SQLite format 3": "a database",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path, name: str) -> Kind:
    """The file's kind; a PDF named .docx is a PDF.

    Raises:
        EmptyInputError: the file has no bytes.
        BinaryInputError: a known kind that postings are not read from.
        UnreadableInputError: an archive that cannot be opened, or a document with a password.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise EmptyInputError(f"{name}: the file is empty", "Name a file that holds postings.")
    if _PDF.match(head):
        return Kind.PDF
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path, name)
    if head.startswith(_OLE):
        raise _old_office(path, name)
    for magic, what in _REFUSED.items():
        if head.startswith(magic):
            raise BinaryInputError(f"{name}: {what}", "Save it as text, PDF, DOCX, XLSX or CSV.")
    return _text_kind(head, Path(name).suffix.lower())


def _packed(path: Path, name: str) -> Kind:
    with opened_archive(path, name) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise BinaryInputError(f"{name}: an Office file of another kind", "Save it as DOCX, XLSX or CSV.")
    return Kind.ZIP


def _old_office(path: Path, name: str) -> UnreadableInputError | BinaryInputError:
    with path.open("rb") as stream:
        while chunk := stream.read(16 * 1024 * 1024):
            if _ENCRYPTED in chunk:
                return UnreadableInputError(f"{name}: encrypted", "Save it again without a password.")
    return BinaryInputError(f"{name}: an old Office file", "Save it as DOCX, XLSX or CSV.")


def _text_kind(head: bytes, suffix: str) -> Kind:
    named = _BY_NAME.get(suffix)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if named is Kind.JSON:
        return Kind.JSONL if _is_lines(start) else Kind.JSON
    if named is not None and not (named is Kind.TEXT and _PAGE.match(head)):
        return named
    if _PAGE.match(head):
        return Kind.HTML
    if start.startswith(b"{"):
        return Kind.JSONL if _is_lines(start) or suffix == "" else Kind.JSON
    return Kind.JSON if start.startswith(b"[") else Kind.TEXT


def _is_lines(start: bytes) -> bool:
    """Whether the first line is an object by itself and another follows."""
    first, _, rest = start.partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
