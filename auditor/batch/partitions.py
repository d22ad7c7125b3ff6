"""A corpus in Parquet partitions: each judged by itself, repetitions found among all, then each one's files written.

Two steps can run anywhere and in any order: `judged` turns a partition into its journal, `written` a journal into the
partition's files. Between them `among_all` looks at 64 bytes of every row. Rows are numbered through all partitions in
the order of their paths, as a batch over the folder on one machine numbers them.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from auditor.batch.closed import skipped_if_closed
from auditor.batch.files import BatchFiles
from auditor.batch.finish import Outputs, finish
from auditor.batch.groups import Groups, Likeness, groups_of, likeness, posting_text
from auditor.batch.journal import Journal
from auditor.batch.key import run_key
from auditor.batch.places import Place
from auditor.batch.row import audit_row
from auditor.batch.summary import SummaryDocument, added
from auditor.batch.terms import Terms
from auditor.errors import UnreadableInputError
from auditor.readers.offline import OfflineReader
from auditor.reports.escape import json_text
from auditor.sources.combine import combined_columns, rows_among
from auditor.sources.open import member_source
from auditor.sources.row import Source, SourceRow

__all__ = ["Partition", "Plan", "among_all", "groups_within", "judged", "planned", "totalled", "written"]

_AT_ONCE = 256
"""Rows that are written into a journal together."""
_OPEN = 8
"""Journals that are open at the same time while texts are compared."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One file: its path below the corpus, and its rows, the first of them numbered `first`."""

    file: str
    first: int
    rows: int

    @property
    def folder(self) -> str:
        """Where its files go, below the folder of results."""
        return f"partitions/{self.file}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done with every partition; can be sent to another process.

    `columns` are those of all partitions, `mapping` says which column holds which field.
    """

    corpus: Place
    out: Place
    partitions: tuple[Partition, ...]
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    terms: Terms
    skip_closed: bool = False
    outputs: Outputs = field(default_factory=Outputs)


def planned(
    corpus: Place, out: Place, mapping: Mapping[str, str], terms: Terms, *, skip_closed: bool, outputs: Outputs
) -> Plan:
    """Looks at the beginning of every partition.

    Raises:
        UnreadableInputError: there is no such folder, or no Parquet file in it.
    """
    files = corpus.files(".parquet")
    if not files:
        raise UnreadableInputError(
            f"{corpus.address} holds no Parquet files", "Name the folder of the partitions, each a .parquet file."
        )
    partitions, sources, first = [], [], 0
    for file in files:
        with corpus.local(file) as path:
            source = member_source(path, file, mapping)
        rows = source.estimated_rows or 0
        partitions.append(Partition(file, first, rows))
        sources.append(source)
        first += rows
    columns = combined_columns(sources)
    return Plan(corpus, out, tuple(partitions), columns, dict(mapping), terms, skip_closed, outputs)


def judged(partition: Partition, plan: Plan) -> int:
    """Judges the partition into its journal, unless that was done by the same versions; gives its number of rows.

    The journal is put in its place whole and then the key that says of what it is: a partition that was interrupted
    is judged again, and whoever comes first or second puts the same bytes there.
    """
    with plan.corpus.local(partition.file) as path, tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        source = member_source(path, partition.file, plan.mapping)
        key = _key(source, partition, plan)
        if plan.out.read(f"{partition.folder}/run.json") == key:
            return partition.rows
        written, compared, kept = (Path(scratch) / name for name in ("journal", "likeness.npz", "run.json"))
        reader = OfflineReader()
        with Journal(written, partition.first) as journal:
            rows = _rows(source, partition, plan)
            while chunk := list(islice(rows, _AT_ONCE)):
                journal.append([audit_row(row, reader, plan.terms) for row in chunk])
            found = likeness(journal)
        np.savez(compared, rows=found.rows, ids=found.ids, bands=found.bands)
        kept.write_bytes(key)
        for file in (written, compared, kept):
            plan.out.put(file, f"{partition.folder}/{file.name}")
    return partition.rows


def _rows(source: Source, partition: Partition, plan: Plan) -> Iterator[SourceRow]:
    rows = rows_among(source, plan.columns, partition.first)
    return map(skipped_if_closed, rows) if plan.skip_closed else rows


def _key(source: Source, partition: Partition, plan: Plan) -> bytes:
    closed = "skipped" if plan.skip_closed else "audited"
    where = {"first": str(partition.first), "columns": json.dumps(plan.columns)}
    own = {"closed": closed, "policy": plan.terms.fingerprint, **where}
    return json.dumps(run_key(source.fingerprint(), OfflineReader(), plan.terms.profile, **own)).encode()


def among_all(plan: Plan) -> Groups:
    """Which rows repeat others, over all partitions, which have all been judged."""
    parts = [_likeness(plan, partition) for partition in plan.partitions]
    together = Likeness(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.bands for part in parts]),
    )
    with ExitStack() as stack:
        return groups_of(together, _Texts(plan, stack).of)


def _likeness(plan: Plan, partition: Partition) -> Likeness:
    raw = plan.out.read(f"{partition.folder}/likeness.npz")
    if raw is None:
        raise UnreadableInputError(f"{partition.file} was not judged", "Run the same command again.")
    with np.load(io.BytesIO(raw)) as found:
        return Likeness(found["rows"], found["ids"], found["bands"])


class _Texts:
    """The texts of rows, from the journals of their partitions, of which a few are open."""

    def __init__(self, plan: Plan, stack: ExitStack) -> None:
        self._plan = plan
        self._stack = stack
        self._starts = [partition.first for partition in plan.partitions]
        self._open: dict[int, tuple[Journal, ExitStack]] = {}

    def of(self, row: int) -> str:
        """The text of the row's posting."""
        place = int(np.searchsorted(self._starts, row, side="right")) - 1
        return posting_text(self._journal(place), row, len(self._plan.columns))

    def _journal(self, place: int) -> Journal:
        if place not in self._open:
            if len(self._open) >= _OPEN:
                self._open.pop(next(iter(self._open)))[1].close()
            partition, opened = self._plan.partitions[place], ExitStack()
            self._stack.callback(opened.close)
            path = opened.enter_context(self._plan.out.local(f"{partition.folder}/journal"))
            self._open[place] = (opened.enter_context(Journal(path, partition.first)), opened)
        return self._open[place][0]


def written(partition: Partition, plan: Plan, groups: Groups) -> SummaryDocument:
    """Writes the partition's files from its journal; `groups` are those among all that concern its rows."""
    with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        files = BatchFiles(Path(scratch))
        with (
            plan.out.local(f"{partition.folder}/journal") as path,
            Journal(path, partition.first) as journal,
        ):
            summary = finish(journal, partition.file, plan.columns, files, plan.outputs, complete=True, groups=groups)
        for file in files.all():
            if file.exists():
                plan.out.put(file, f"{partition.folder}/{file.name}")
    return summary


def groups_within(partition: Partition, groups: Groups) -> Groups:
    """The groups of the partition's rows."""

    def own(of: Mapping[int, int]) -> dict[int, int]:
        end = partition.first + partition.rows
        return {row: first for row, first in of.items() if partition.first <= row < end}

    return Groups(own(groups.duplicate_of), own(groups.near_duplicate_of))


def totalled(plan: Plan, summaries: Sequence[SummaryDocument]) -> SummaryDocument:
    """The counts of all partitions together, which are also written as summary.json beside them."""
    total = added(plan.corpus.name, summaries)
    with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        file = Path(scratch) / "summary.json"
        text = json_text(json.dumps(total, ensure_ascii=False, indent=2)) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")
        plan.out.put(file, file.name)
    return total
