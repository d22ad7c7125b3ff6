"""No bytes under any name make a source raise anything but an error with a hint."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import InputError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source
from tests.sources.files import BAKER_PDF, docx_bytes, pdf_bytes, xlsx_bytes, zip_bytes

ENDINGS = ["csv", "tsv", "json", "jsonl", "xlsx", "parquet", "txt", "md", "html", "pdf", "docx", "zip", ""]
WHOLE = {
    "xlsx": xlsx_bytes([["title", "text"], ["Baker", "Bread."]]),
    "docx": docx_bytes(),
    "pdf": pdf_bytes(BAKER_PDF),
    "zip": zip_bytes({"a.txt": b"Knead and sell.", "b.csv": b"title,text\nBaker,Bread.\n"}),
    "json": b'{"jobs": [{"title": "Baker", "content": "&lt;p&gt;x", "absolute_url": "u"}]}',
    "csv": b'title,text\nBaker,"Bread\nand rolls"\n',
    "html": b'<html><script type="application/ld+json">{"@type":"JobPosting","description":"<p>x</p>"}</script>',
}


def read(file: Path) -> None:
    with contextlib.suppress(InputError):
        found = list(open_source(file).rows())
        check(found)


def check(found: list[SourceRow]) -> None:
    for row in found:
        assert isinstance(row.content, Posting) or row.content.message


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
def test_random_bytes(tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str) -> None:
    file = tmp_path_factory.mktemp("raw") / f"jobs.{ending}"
    file.write_bytes(raw)
    read(file)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(WHOLE)), ending=st.sampled_from(ENDINGS))
def test_damaged_and_mislabelled_files(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: str, ending: str
) -> None:
    raw = bytearray(WHOLE[kind])
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[place] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("damaged") / f"jobs.{ending}"
    file.write_bytes(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    read(file)
