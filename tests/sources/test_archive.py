import io
import stat
import zipfile
from pathlib import Path

import pytest

from auditor.errors import InputError, InputTooLargeError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source, open_sources
from tests.sources.files import docx_bytes, zip_bytes


def rows_of(tmp_path: Path, raw: bytes) -> dict[str, SourceRow]:
    file = tmp_path / "jobs.zip"
    file.write_bytes(raw)
    source = open_source(file)
    found = list(source.rows())
    assert [row.row for row in found] == list(range(len(found)))
    assert all(len(row.cells) == len(source.columns) for row in found)
    return {
        row.cells[source.columns.index("file")] + (f"#{row.line}" if (row.line or 1) > 1 else ""): row for row in found
    }


def test_documents_and_tables_of_an_archive_are_one_batch(tmp_path: Path) -> None:
    found = rows_of(tmp_path, zip_bytes({
        "b/roles.csv": b"id,title,text\n1,Baker,Bread.\n2,Cook,Soup.\n", "a.txt": b"Baker\n\nKnead and sell.",
        "c.docx": docx_bytes(), "__MACOSX/a.txt": b"x", ".DS_Store": b"x", "d.png": b"\x89PNG1234",
    }))  # fmt: skip
    assert {name: isinstance(row.content, Posting) for name, row in found.items()} == {
        "a.txt": True, "b/roles.csv#2": True, "b/roles.csv#3": True, "c.docx": True, "d.png": False
    }  # fmt: skip
    assert found["b/roles.csv#3"].source_id == "2"


def test_members_that_lead_astray_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../out.txt", "Bread.")
        archive.writestr("/etc/out.txt", "Bread.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", b"\0" * 30_000_000)
        archive.writestr("inner.zip", zip_bytes({"a.txt": b"Bread."}))
        archive.writestr("good.txt", "Knead and sell.")
    found = rows_of(tmp_path, stream.getvalue())
    codes = {name: getattr(row.content, "code", "ok") for name, row in found.items()}
    assert codes == {
        "../out.txt": "unreadable", "/etc/out.txt": "unreadable", "link.txt": "unreadable", "bomb.txt": "too_large",
        "inner.zip": "unreadable", "good.txt": "ok",
    }  # fmt: skip
    assert not (tmp_path.parent / "out.txt").exists()


def test_damaged_and_encrypted_members_are_refused(tmp_path: Path) -> None:
    raw = bytearray(
        zip_bytes({"a.txt": b"Knead and sell." * 20, "b.csv": b"title,text\nBaker,Bread.\n", "c.txt": b"Soup."})
    )
    raw[raw.index(b"a.txt") + 8] ^= 0xFF
    first = raw.index(b"b.csv", raw.index(b"PK\x01\x02"))
    raw[first - 46 + 8] |= 1
    found = rows_of(tmp_path, bytes(raw))
    assert [getattr(row.content, "code", "ok") for row in found.values()] == ["unreadable", "unreadable", "ok"]
    assert "encrypted" in str(found["b.csv"].content)


def test_a_member_without_a_name_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    raw = zip_bytes({"a.txt": b"Knead and sell.", "nameless": b"Bread."}).replace(b"nameless", b"\0ameless")
    found = rows_of(tmp_path, raw)
    assert {name: getattr(row.content, "code", "ok") for name, row in found.items()} == {
        "": "unreadable",
        "a.txt": "ok",
    }


def test_an_archive_that_states_too_much_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.sources.archive._MAX_UNPACKED", 10)
    with pytest.raises(InputTooLargeError):
        rows_of(tmp_path, zip_bytes({"a.txt": b"Knead and sell."}))


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, zip_bytes({"a.txt": b"x"})[:40]],
    ids=("cut header", "no members", "cut member"),
)
def test_an_empty_or_broken_archive_is_an_error(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError):
        rows_of(tmp_path, raw)


def test_several_inputs_are_numbered_through_and_keep_their_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\nBaker,Bread.\n")
    (tmp_path / "b.csv").write_text("title,text,owner\nCook,Soup.,Ute\n")
    source = open_sources([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert source.columns == ("file", "title", "text", "owner")
    assert [(row.row, row.cells) for row in source.rows()] == [
        (0, ("a.csv", "Baker", "Bread.", "")), (1, ("b.csv", "Cook", "Soup.", "Ute"))
    ]  # fmt: skip
    assert source.fingerprint() != open_sources([tmp_path / "b.csv", tmp_path / "a.csv"]).fingerprint()
