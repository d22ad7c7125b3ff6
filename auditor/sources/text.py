"""One posting from a text file or standard input, whatever its encoding."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import BinaryIO

from auditor.errors import BinaryInputError, InputTooLargeError, UnreadableInputError
from auditor.intake import MAX_CHARACTERS
from auditor.sources.encoding import has_few_high_bytes, unmarked_utf16

__all__ = ["MAX_BYTES", "decode_text", "read_text", "unreadable"]

MAX_BYTES = 4 * MAX_CHARACTERS + 4
"""Longest file that can hold a posting of MAX_CHARACTERS: four bytes a character and a byte order mark."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "RTF",
}


def read_text(path: str) -> str:
    """The text of a file, or of standard input for `-`; at most MAX_BYTES are read.

    Raises:
        UnreadableInputError: no such file, no permission, a folder, or no known encoding.
        InputTooLargeError: more than MAX_BYTES.
        BinaryInputError: not text.
    """
    if path == "-":
        return decode_text(_bounded(sys.stdin.buffer))
    try:
        with Path(path).open("rb") as file:
            return decode_text(_bounded(file))
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: str, error: Exception) -> UnreadableInputError:
    """The error for a file that could not be opened or read, in words."""
    if isinstance(error, FileNotFoundError):
        return UnreadableInputError(f"{path}: no such file", "Check the path, or use - for standard input.")
    if isinstance(error, IsADirectoryError):
        return UnreadableInputError(f"{path}: is a folder", "Name a file, or use - for standard input.")
    if isinstance(error, PermissionError):
        return UnreadableInputError(f"{path}: permission denied", "Check the file's permissions.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return UnreadableInputError(f"{path}: {reason}", "Check the path, or use - for standard input.")


def _bounded(stream: BinaryIO) -> bytes:
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputTooLargeError(
            f"the input has more than {MAX_BYTES:,} bytes; a posting has at most {MAX_CHARACTERS:,} characters",
            "Pass one posting at a time; several postings belong in a batch.",
        )
    return raw


def decode_text(raw: bytes) -> str:
    """The bytes as text: by byte order mark, as UTF-8, as UTF-16 without a mark, or as 8-bit text.

    Raises:
        BinaryInputError: a known binary format, or NUL bytes that no encoding of text explains.
        UnreadableInputError: no encoding fits.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding)
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            raise BinaryInputError(f"the input is {kind}, not text", "Copy the text out, or save it as plain text.")
    if b"\0" in raw:
        unmarked = unmarked_utf16(raw)
        if unmarked is None:
            raise BinaryInputError("the input is not text", "Save the posting as plain text (UTF-8) and try again.")
        return _strict(raw, unmarked)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(raw)


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInputError(f"the input is not valid {encoding.upper()}", "Save it as UTF-8.") from error


def _eight_bit(raw: bytes) -> str:
    if has_few_high_bytes(raw):
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return _guessed(raw)


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise UnreadableInputError("the input's encoding could not be told", "Save it as UTF-8.")
    return str(best)
