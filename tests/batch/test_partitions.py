"""Partitions judged and written one by one give what one machine gives over the folder of them."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.batch.finish import Outputs
from auditor.batch.partitions import Plan, among_all, groups_within, judged, planned, totalled, written
from auditor.batch.places import Place
from auditor.batch.terms import terms_of
from auditor.errors import UnreadableInputError
from auditor.policy import GUIDES_OWN
from auditor.readers.offline import OfflineReader
from auditor.sources import open_source
from tests.batch.test_run import BAKES, POOL, TRAINS

TEXTS = [TRAINS, BAKES, POOL, " ", TRAINS.replace("twenty", "thirty"), BAKES, TRAINS + "- Number seven\n"]


def corpus(folder: Path) -> Path:
    """Three partitions, one in a folder of its own with another column; repetitions across them; one file damaged."""
    (folder / "b").mkdir(parents=True)
    for name, texts, more in (("a.parquet", TEXTS[:3], {}), ("b/x.parquet", TEXTS[3:5], {"team": ["r", "s"]}),
                              ("c.parquet", TEXTS[5:], {})):  # fmt: skip
        columns = {"id": [f"{name}-{n}" for n in range(len(texts))], "title": ["ML Engineer"] * len(texts)}
        table = pyarrow.table({**columns, "description": texts, **more})
        pyarrow.parquet.write_table(table, folder / name)
    (folder / "d.parquet").write_bytes(b"PAR1 and no more")
    (folder / "_SUCCESS").write_bytes(b"")
    return folder


def plan_of(folder: Path, out: Path) -> Plan:
    terms = terms_of("guide", GUIDES_OWN)
    return planned(Place(str(folder)), Place(str(out)), {}, terms, skip_closed=False, outputs=Outputs())


def run(plan: Plan) -> None:
    for partition in reversed(plan.partitions):
        judged(partition, plan)
    groups = among_all(plan)
    found = [written(partition, plan, groups_within(partition, groups)) for partition in plan.partitions]
    totalled(plan, found)


def joined(plan: Plan, name: str) -> bytes:
    return b"".join(plan.out.read(f"{partition.folder}/{name}") or b"" for partition in plan.partitions)


def test_the_partitions_together_are_what_one_machine_gives(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    plan = plan_of(folder, tmp_path / "out")
    run(plan)
    files = BatchFiles(tmp_path / "one")
    (folder / "_SUCCESS").unlink()
    run_batch(open_source(folder), files, OfflineReader(), BatchOptions())
    for name in ("audits.jsonl", "ledger.jsonl"):
        assert joined(plan, name) == (files.directory / name).read_bytes()
    assert plan.out.read("summary.json") == files.summary.read_bytes()
    ledger = [json.loads(line) for line in joined(plan, "ledger.jsonl").splitlines()]
    assert [line["row"] for line in ledger] == list(range(8))
    assert (ledger[5]["duplicate_of"], ledger[4]["near_duplicate_of"]) == (1, 0)
    assert ledger[7]["status"] == "refused"
    for audit in map(json.loads, joined(plan, "audits.jsonl").splitlines()):
        line = ledger[audit["posting"]["row"]]
        for mark in ("duplicate_of", "near_duplicate_of"):
            assert audit.get(mark) == line[mark]


def test_a_judged_partition_is_not_judged_again_unless_it_changed(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    plan = plan_of(folder, tmp_path / "out")
    for partition in plan.partitions:
        judged(partition, plan)
    journals = [tmp_path / "out" / partition.folder / "journal" for partition in plan.partitions]
    before = [journal.stat().st_mtime_ns for journal in journals]
    (folder / "c.parquet").write_bytes((folder / "a.parquet").read_bytes())
    plan = plan_of(folder, tmp_path / "out")
    for partition in plan.partitions:
        judged(partition, plan)
    after = [journal.stat().st_mtime_ns for journal in journals]
    changed = [old != new for old, new in zip(before, after, strict=True)]
    # the rows of the last one are numbered otherwise since the one before it has one row more
    assert changed == [False, False, True, True]


def test_a_folder_without_partitions_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UnreadableInputError):
            plan_of(folder, tmp_path / "out")
