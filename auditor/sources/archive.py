"""ZIP archives, and the Office files that are such archives, opened without trusting them.

A ZIP bomb is told by what the directory states and, while unpacking, by what really comes out.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from auditor.errors import InputTooLargeError, UnreadableInputError

__all__ = ["check_office_file", "member_fault", "opened_archive", "unpack"]

_MAX_MEMBERS = 100_000
_MAX_UNPACKED = 2 * 1024**3
"""Bytes that an archive may unpack to, all members together."""
_MAX_RATIO = 200
_RATIO_FROM = 10 * 1024 * 1024
"""Members under this size may be packed as tightly as they like."""
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_HINT = "Unpack it, and name the folder or the files."


@contextmanager
def opened_archive(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, its directory read.

    Raises:
        UnreadableInputError: not a ZIP archive, or a damaged one.
        InputTooLargeError: too many members, or more to unpack than is allowed.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _FAILURES as error:
        raise UnreadableInputError(f"{name}: not a ZIP archive that can be read", "Pack or save it again.") from error
    with archive:
        members = archive.infolist()
        if len(members) > _MAX_MEMBERS:
            raise InputTooLargeError(f"{name}: {len(members):,} members; the limit is {_MAX_MEMBERS:,}", _HINT)
        if sum(member.file_size for member in members) > _MAX_UNPACKED:
            raise InputTooLargeError(f"{name}: unpacks to more than {_MAX_UNPACKED:,} bytes", _HINT)
        yield archive


def member_fault(member: zipfile.ZipInfo) -> UnreadableInputError | InputTooLargeError | None:
    """Why the member is not unpacked: its name or path, a link, a password, its ratio; None when nothing is wrong."""
    if not member.filename:
        return UnreadableInputError("a member without a name", _HINT)
    parts = PurePosixPath(member.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in (parts.parts or ("",))[0]:
        return UnreadableInputError("the path leads out of the archive", _HINT)
    if stat.S_ISLNK(member.external_attr >> 16):
        return UnreadableInputError("a link, not a file", _HINT)
    if member.flag_bits & _ENCRYPTED:
        return UnreadableInputError("encrypted", "Remove the password.")
    if member.file_size > max(_RATIO_FROM, _MAX_RATIO * member.compress_size):
        return InputTooLargeError(f"unpacks to {member.file_size:,} bytes, as no text does", _HINT)
    return None


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Writes the member's bytes to a file of ours; the member's own path is never used.

    Raises:
        UnreadableInputError: the member is damaged.
        InputTooLargeError: more comes out than the directory states.
    """
    left = member.file_size
    try:
        with archive.open(member) as packed, target.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise InputTooLargeError("unpacks to more than the archive states", _HINT)
                file.write(chunk)
    except _FAILURES as error:
        raise UnreadableInputError(f"damaged ({error})"[:200], "Pack it again.") from error


def check_office_file(path: Path, name: str) -> None:
    """Lets a DOCX or XLSX pass that can be unpacked safely.

    Raises:
        UnreadableInputError: not such a file, damaged, or encrypted.
        InputTooLargeError: a ZIP bomb.
    """
    with opened_archive(path, name) as archive:
        for member in archive.infolist():
            fault = member_fault(member)
            if fault is not None:
                raise type(fault)(f"{name}: {fault.message}", "Save the document again, without a password.")
