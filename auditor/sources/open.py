"""Opening a batch input, whatever it is: a table, a document, a folder or a ZIP of them, or several of these."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from auditor.errors import EmptyInputError, InputError, UnreadableInputError
from auditor.sources.archive import member_fault, opened_archive, unpack
from auditor.sources.combine import FILE_COLUMN, combined
from auditor.sources.document import document_rows
from auditor.sources.fields import refused_row
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.jsonl import open_jsonl
from auditor.sources.kind import TABLES, Kind, kind_of
from auditor.sources.row import Source, SourceRow
from auditor.sources.text import unreadable

__all__ = ["member_source", "named_sources", "open_source", "open_sources"]

_TABLE_NAMES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".parquet")
_NO_POSTINGS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def open_sources(paths: Sequence[str | Path], mapping: Mapping[str, str] | None = None) -> Source:
    """One source of all the files, folders and archives, in the order given.

    Raises:
        InputError: one of them cannot be opened or is nothing that postings can be read from.
        UsageError: the mapping names a column that is not there.
    """
    if len(paths) == 1:
        return open_source(paths[0], mapping)
    return combined(", ".join(Path(path).name for path in paths), [open_source(path, mapping) for path in paths])


def named_sources(files: Sequence[tuple[str, Path]], scratch: Path, mapping: Mapping[str, str] | None = None) -> Source:
    """One source of files that others sent, under the names that they gave them, wherever the files are.

    A name is told to the reader of the results and helps to recognise the kind; it never becomes a path. What has to be
    unpacked goes into `scratch`.

    Raises:
        InputError: one of them is nothing that postings can be read from.
        UsageError: the mapping names a column that is not there.
    """
    sources = [_named(file, name, scratch / str(number), mapping or {}) for number, (name, file) in enumerate(files)]
    return sources[0] if len(sources) == 1 else combined(", ".join(name for name, _ in files), sources)


def _named(file: Path, name: str, scratch: Path, mapping: Mapping[str, str]) -> Source:
    try:
        return _opened(file, name, mapping, scratch)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error


def open_source(path: str | Path, mapping: Mapping[str, str] | None = None) -> Source:
    """A file, a folder or a ZIP archive of postings, ready to be read; `-` is standard input.

    Standard input and tables in archives are kept in temporary files until the program ends. `mapping` says which
    column holds which field (see columns.parse_mapping); the rest is recognised by name. In a folder or an archive a
    file that cannot be read is a refused row; alone it is an error, unless it is a document.

    Raises:
        InputError: it cannot be opened or is as a whole nothing that postings can be read from.
        UsageError: the mapping names a column that is not there.
    """
    mapping = dict(mapping or {})
    if str(path) == "-":
        return _opened(_spooled(), "-", mapping)
    file = Path(path)
    try:
        return _folder(file, mapping) if file.is_dir() else _opened(file, file.name, mapping)
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error


def _opened(file: Path, name: str, mapping: Mapping[str, str], scratch: Path | None = None) -> Source:
    kind = kind_of(file, name)
    if kind is Kind.ZIP:
        return _archive(file, name, mapping, scratch)
    if kind is Kind.TEXT and not Path(name).suffix and _is_table(file, mapping):
        kind = Kind.CSV
    return _table(file, name, kind, mapping) if kind in TABLES else _document(file, name)


def _is_table(file: Path, mapping: Mapping[str, str]) -> bool:
    from auditor.sources.delimited import has_header

    try:
        return has_header(file, mapping)
    except InputError:
        return False


def _table(file: Path, name: str, kind: Kind, mapping: Mapping[str, str]) -> Source:
    if kind is Kind.CSV:
        from auditor.sources.delimited import open_delimited as opener
    elif kind is Kind.XLSX:
        from auditor.sources.workbook import open_workbook as opener
    elif kind is Kind.PARQUET:
        from auditor.sources.columnar import open_parquet as opener
    elif kind is Kind.JSON:
        from auditor.sources.json_file import open_json as opener
    else:
        opener = open_jsonl
    return opener(file, name, mapping)


def _document(file: Path, name: str) -> Source:
    rows = partial(document_rows, file, name)
    return Source(name, (FILE_COLUMN,), rows, file_fingerprint(file, {}), estimated_rows=1)


def _folder(folder: Path, mapping: Mapping[str, str]) -> Source:
    """The folder's files by path; files that no posting is kept in by any system (hidden ones) are left out."""
    sources = []
    for directory, inner, names in os.walk(folder):
        inner[:] = sorted(each for each in inner if not _ignored(each))
        for each in names:
            if not _ignored(each):
                file = Path(directory) / each
                name = file.relative_to(folder).as_posix()
                sources.append(_leading_out(name) if _leads_out(file, folder) else member_source(file, name, mapping))
    if not sources:
        raise EmptyInputError(f"{folder.name}: the folder has no files", "Name a folder that holds postings.")
    return combined(folder.name, sorted(sources, key=lambda source: source.name))


def _leads_out(file: Path, folder: Path) -> bool:
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def _leading_out(name: str) -> Source:
    return _refused(name, UnreadableInputError(f"{name}: a link out of the folder", "Copy the file into the folder."))


def member_source(file: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A file among others: a table is opened now, a document when its turn comes.

    One that cannot be read is a source of one refused row.
    """
    try:
        kind = kind_of(file, name) if name.lower().endswith(_TABLE_NAMES) else Kind.TEXT
        return _table(file, name, kind, mapping) if kind in TABLES else _document(file, name)
    except InputError as error:
        return _refused(name, error)
    except (OSError, ValueError) as error:
        return _refused(name, unreadable(name, error))


def _refused(name: str, error: InputError) -> Source:
    row = refused_row(error, 0, None, (name,), name)
    return Source(name, (FILE_COLUMN,), lambda: iter((row,)), lambda: error.code, estimated_rows=1, exact=True)


def _archive(file: Path, name: str, mapping: Mapping[str, str], scratch: Path | None) -> Source:
    """The archive's members by path; each is unpacked to a file of ours, documents when their turn comes."""
    directory = scratch or _temporary()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    sources = []
    with opened_archive(file, name) as archive:
        files = (each for each in archive.infolist() if not each.filename.endswith("/"))
        members = sorted(files, key=lambda each: each.filename)
        for number, member in enumerate(members):
            if not any(_ignored(part) for part in PurePosixPath(member.filename).parts if part != ".."):
                sources.append(_packed(file, archive, member, directory / str(number), mapping))
    if not sources:
        raise EmptyInputError(f"{name}: the archive has no files", "Name an archive that holds postings.")
    return replace(combined(name, sources), fingerprint=file_fingerprint(file, mapping))


def _packed(
    file: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, mapping: Mapping[str, str]
) -> Source:
    name = member.filename
    fault = member_fault(member)
    if fault is not None:
        return _refused(name, type(fault)(f"{name}: {fault.message}", fault.hint))
    if name.lower().endswith(_TABLE_NAMES):
        try:
            unpack(archive, member, target)
        except InputError as error:
            return _refused(name, type(error)(f"{name}: {error.message}", error.hint))
        return member_source(target, name, mapping)
    rows: Callable[[], Iterator[SourceRow]] = partial(_unpacked_rows, file, member, target)
    return Source(name, (FILE_COLUMN,), rows, lambda: f"{member.CRC:x}", estimated_rows=1)


def _unpacked_rows(file: Path, member: zipfile.ZipInfo, target: Path) -> Iterator[SourceRow]:
    name = member.filename
    try:
        with opened_archive(file, file.name) as archive:
            unpack(archive, member, target)
        if kind_of(target, name) is Kind.ZIP:
            raise UnreadableInputError(f"{name}: an archive in an archive", "Unpack it, and name the folder.")
        yield from document_rows(target, name)
    except InputError as error:
        yield refused_row(error, 0, None, (name,), name)
    finally:
        target.unlink(missing_ok=True)


def _ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _NO_POSTINGS


def _temporary() -> Path:
    directory = tempfile.mkdtemp(prefix="auditor-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return Path(directory)


def _spooled() -> Path:
    file = _temporary() / "input"
    with file.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    return file
