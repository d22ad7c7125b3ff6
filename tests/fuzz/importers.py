"""What is fuzzed of everything that reads files: any bytes, damaged files, whole containers of damaged parts."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import operator
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from auditor.errors import InputError
from auditor.posting import Posting
from auditor.sources import open_source
from tests.fuzz.inputs import HOSTILE, PAY, Target
from tests.sources.files import BAKER_PDF, docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes

JSON_EXPORT = b'{"jobs": [{"title": "Baker", "content": "&lt;p&gt;x", "absolute_url": "u"}]}'
PAGE = b'<html><script type="application/ld+json">{"@type":"JobPosting","description":"<p>x</p>"}</script><p>Bread.'


ROOT = Path(__file__).parents[2]
TOKENS = st.lists(
    st.sampled_from([
        "{", "}", "[", "]", ",", ":", '"title"', '"text"', '"content"', '"Baker"', '"\\ud800"', '"\\u0000"', '"', "\\",
        "null", "1", "true", "NaN", "-Infinity", "1e999", "9" * 5000, "[" * 100_000, '{"a":' * 50_000, "\n", "\ufeff",
    ]),
    max_size=14,
).map(lambda parts: "".join(parts).encode())  # fmt: skip
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), HOSTILE, PAY,
              st.sampled_from(["", "JobPosting", "2026-02-30", "https://[::1", "data:x", "<li>" * 50])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "text", "@type", "min", "a"]),
                                                                inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
"""What stands in a file where nobody expects it."""


def importer(ending: str, whole: bytes, *more: st.SearchStrategy[bytes]) -> Target:
    """A file with this ending: any bytes, and a good file with bytes changed or its end cut off."""
    return Target(f"import {ending}", st.one_of(st.binary(max_size=300), damaged(whole), *more), reading(ending))


def reading(ending: str) -> Callable[[bytes], None]:
    """Reads a file to its end: every row is a posting or says what is wrong."""

    def read(raw: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(InputError):
            file = Path(folder) / f"jobs.{ending}"
            file.write_bytes(raw)
            for row in open_source(file).rows():
                assert isinstance(row.content, Posting) or row.content.message

    return read


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    places = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    return st.tuples(places, st.integers(1, len(whole))).map(lambda drawn: _damaged(whole, *drawn))


def _damaged(whole: bytes, places: list[tuple[int, int]], length: int) -> bytes:
    raw = bytearray(whole)
    for place, value in places:
        raw[place] = value
    return bytes(raw[:length]) if length % 3 == 0 else bytes(raw)


def parquet_bytes() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table({"title": ["Baker"], "text": ["Knead and sell."]}), stream)
    return stream.getvalue()


def container(ending: str, whole: bytes) -> Target:
    """A whole ZIP container, one part of which is damaged: what is inside gets to be parsed."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def packed(drawn: tuple[str, bytes]) -> bytes:
        return zip_bytes(parts | {drawn[0]: drawn[1]}, zipfile.ZIP_STORED)

    one = st.sampled_from(sorted(parts)).flatmap(lambda name: st.tuples(st.just(name), damaged(parts[name] or b" ")))
    return Target(f"inside {ending}", one.map(packed), reading(ending))


def places_of(tree: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value in a JSON document."""
    yield place
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places_of(value, (*place, key))


def with_values(tree: Any) -> st.SearchStrategy[Any]:
    """The document with up to four of its values exchanged for something else."""
    places = [place for place in places_of(tree) if place]
    changes = st.lists(st.tuples(st.sampled_from(places), VALUE), min_size=1, max_size=4)
    return changes.map(lambda drawn: _exchanged(copy.deepcopy(tree), drawn))


def _exchanged(tree: Any, changes: list[tuple[tuple[Any, ...], Any]]) -> Any:
    for (*above, last), value in changes:
        with contextlib.suppress(KeyError, IndexError, TypeError, AttributeError):  # an earlier change took the place
            reduce(operator.getitem, above, tree)[last] = value
    return tree


def export(system: str) -> Target:
    """An applicant tracking system's export with values of other kinds than it has."""
    tree = json.loads((ROOT / "fixtures" / "exports" / f"{system}.json").read_text("utf-8"))
    return Target(f"export {system}", with_values(tree).map(json.dumps).map(str.encode), reading("json"))


LINKED = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Baker", "description": "<p>Knead.</p>",
    "datePosted": "2026-01-02", "validThrough": "2026-03-01T00:00", "employmentType": ["FULL_TIME"],
    "hiringOrganization": {"@type": "Organization", "name": "Kiln Street"}, "jobLocationType": "TELECOMMUTE",
    "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Lund"}}],
    "identifier": {"@type": "PropertyValue", "name": "Kiln Street", "value": "B-1"}, "directApply": True,
    "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR",
                   "value": {"@type": "QuantitativeValue", "minValue": 1, "maxValue": 2, "unitText": "HOUR"}},
}  # fmt: skip
LINKED_PAGE = with_values({"@graph": [LINKED]}).map(
    lambda tree: f'<html><script type="application/ld+json">{json.dumps(tree)}</script><p>Bread.'.encode()
)


IMPORTERS = (
    importer("csv", b'title,text\nBaker,"Bread\nand rolls"\n'),
    importer("tsv", b"title\ttext\nBaker\tBread and rolls\n"),
    importer("json", JSON_EXPORT, TOKENS),
    importer("jsonl", b'{"title": "Baker", "text": "Bread."}\n{"title": "Cook", "text": "Soup."}\n', TOKENS),
    importer("xlsx", xlsx_bytes([["title", "text"], ["Baker", "Bread."]])),
    importer("parquet", parquet_bytes()),
    importer("html", PAGE),
    Target("import page", LINKED_PAGE, reading("html")),
    importer("txt", b"Baker\n\nKnead and sell.\n"),
    importer("pdf", pdf_bytes(BAKER_PDF)),
    importer("docx", docx_bytes()),
    importer("zip", zip_bytes({"a.txt": b"Knead and sell.", "b.csv": b"title,text\nBaker,Bread.\n"})),
    container("xlsx", xlsx_bytes([["title", "text", "n"], ["Baker", "Bread.", 2.5]])),
    container("docx", docx_bytes()),
    *map(export, ("greenhouse", "lever", "ashby", "workable", "smartrecruiters")),
)
