"""The encoding of a text file of any size: by mark, as UTF-8, as UTF-16 without a mark, or as 8-bit text."""

from __future__ import annotations

import codecs
from pathlib import Path

from auditor.errors import BinaryInputError, UnreadableInputError

__all__ = ["encoding_of", "has_few_high_bytes", "unmarked_utf16"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_FEW = 0.05


def encoding_of(path: Path) -> str:
    """The name of the codec. The whole file is looked at, a megabyte at a time, because a file may begin in ASCII.

    A file that has letters in UTF-8 and some bytes that are none is UTF-8: the rows with those bytes are faulty.

    Raises:
        BinaryInputError: NUL bytes that no encoding of text explains.
        UnreadableInputError: no encoding fits.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        if b"\0" in head and (unmarked := unmarked_utf16(head)):
            return unmarked
        if head.count(0) > 0.3 * len(head):
            raise BinaryInputError("the input is not text", "Save it as plain text (UTF-8) and try again.")
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        letters = False
        while chunk := stream.read(_CHUNK):
            try:
                text = decoder.decode(chunk)
                letters = letters or not text.isascii()
            except UnicodeDecodeError as error:
                valid = letters or not chunk[: error.start].isascii()
                return "utf-8" if valid else _eight_bit(chunk[max(0, error.start - _SAMPLE // 2) :][:_SAMPLE])
    return "utf-8"


def unmarked_utf16(raw: bytes) -> str | None:
    """The codec of UTF-16 text in a Latin script, in which nearly every other byte is NUL; None for other bytes."""
    half = len(raw) / 2
    if raw[1::2].count(0) > 0.7 * half and raw[0::2].count(0) == 0:
        return "utf-16-le"
    if raw[0::2].count(0) > 0.7 * half and raw[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def has_few_high_bytes(raw: bytes) -> bool:
    """Whether undeclared 8-bit text has so few bytes over 127 that it is taken for English in Windows-1252."""
    return sum(byte > 127 for byte in raw) <= max(2, _FEW * len(raw))


def _eight_bit(sample: bytes) -> str:
    if has_few_high_bytes(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise UnreadableInputError("the input's encoding could not be told", "Save it as UTF-8.")
    return best.encoding
