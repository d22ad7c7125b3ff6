"""Several sources as one: rows numbered through, columns side by side."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.posting import Posting
from auditor.sources.row import Source, SourceRow

__all__ = ["FILE_COLUMN", "combined", "combined_columns", "renumbered", "rows_among"]

FILE_COLUMN = "file"


def renumbered(found: SourceRow, row: int) -> SourceRow:
    """The same row under another number."""
    content = replace(found.content, row=row) if isinstance(found.content, Posting) else found.content
    return replace(found, row=row, content=content)


def _distinct(source: Source) -> list[str]:
    """The source's columns, a name's repetitions numbered."""
    seen: Counter[str] = Counter()
    names = []
    for column in source.columns:
        seen[column] += 1
        names.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return names


def combined_columns(sources: Sequence[Source]) -> tuple[str, ...]:
    """The columns of all, in the order they first come, after the file's name."""
    return tuple(dict.fromkeys((FILE_COLUMN, *(column for source in sources for column in _distinct(source)))))


def rows_among(source: Source, columns: Sequence[str], first: int) -> Iterator[SourceRow]:
    """The rows of one of several sources: under the columns of all, numbered on from `first`."""
    own = _distinct(source)
    for number, found in enumerate(source.rows(), start=first):
        cells = dict(zip(own, found.cells, strict=False))
        cells.setdefault(FILE_COLUMN, source.name)
        yield replace(renumbered(found, number), cells=tuple(cells.get(column, "") for column in columns))


def combined(name: str, sources: Sequence[Source]) -> Source:
    """The sources' rows one after the other; their columns in the order they first come, after the file's name."""
    columns = combined_columns(sources)

    def rows() -> Iterator[SourceRow]:
        number = 0
        for source in sources:
            for row in rows_among(source, columns, number):
                yield row
                number += 1

    def fingerprint() -> str:
        digest = hashlib.sha256()
        for source in sources:
            digest.update(f"{source.name}\0{source.fingerprint()}\0".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    counts = [source.estimated_rows for source in sources]
    return Source(
        name,
        columns,
        rows,
        fingerprint,
        estimated_rows=None if None in counts else sum(count or 0 for count in counts),
        exact=all(source.exact for source in sources),
        mapping={wanted: column for source in reversed(sources) for wanted, column in source.mapping.items()},
    )
