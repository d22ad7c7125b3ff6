import io
from pathlib import Path

import docx
import pytest

from auditor.errors import BinaryInputError, EmptyInputError, InputError, UnreadableInputError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source
from tests.sources.files import BAKER_PDF, docx_bytes, pdf_bytes, saved, zip_bytes

LOCK = "oven"


def only_row(tmp_path: Path, name: str, raw: bytes) -> SourceRow:
    file = tmp_path / name
    file.write_bytes(raw)
    (row,) = open_source(file).rows()
    return row


def test_word_keeps_title_headings_bullets_and_tables(tmp_path: Path) -> None:
    row = only_row(tmp_path, "baker.docx", docx_bytes())
    assert row.content == Posting(
        "Baker",
        "Baker\nThe bakery at Kiln Street needs a pair of hands.\n\nYour tasks\n"
        "- Knead the dough for the morning bread\n- Sell loaves at the counter\nHours\nFour to noon",
        source_id="baker.docx",
        row=0,
        input="baker.docx",
    )


def test_deleted_text_of_a_word_document_is_not_read(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(docx_bytes()))
    run = document.paragraphs[1].runs[0]._r
    deleted = run.makeelement(run.tag.replace("}r", "}del"))
    run.addprevious(deleted)
    deleted.append(run)
    row = only_row(tmp_path, "baker.docx", saved(document))
    assert isinstance(row.content, Posting)
    assert "pair of hands" not in row.content.text


def test_wrapped_lines_of_a_pdf_are_joined_and_bullets_kept(tmp_path: Path) -> None:
    row = only_row(tmp_path, "baker.pdf", pdf_bytes(BAKER_PDF))
    assert isinstance(row.content, Posting)
    assert row.content.title == "Baker"
    assert row.content.text == (
        "Baker\n\nThe bakery at Kiln Street needs another pair of hands before dawn, because the street has grown and "
        "the ovens have not.\n\n• Knead the dough for the morning bread and shape it into loaves, rolls and plaits\n"
        "• Sell loaves at the counter"
    )


def test_a_pdf_named_docx_is_read_as_a_pdf(tmp_path: Path) -> None:
    assert isinstance(only_row(tmp_path, "baker.docx", pdf_bytes(BAKER_PDF)).content, Posting)


ENTITIES = "".join(f'<!ENTITY {"abcdefghij"[n]} "{("&" + "abcdefghij"[n - 1] + ";") * 10}">' for n in range(1, 10))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><w:document '
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>&j;</w:body></w:document>"
).encode()


@pytest.mark.parametrize(
    ("name", "raw", "error"),
    [
        ("secret.pdf", pdf_bytes(BAKER_PDF, password=LOCK), UnreadableInputError),
        ("cut.pdf", pdf_bytes(BAKER_PDF)[:300], InputError),
        ("scan.pdf", pdf_bytes([]), EmptyInputError),
        ("cut.docx", docx_bytes()[:5000], UnreadableInputError),
        (
            "secret.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            UnreadableInputError,
        ),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, BinaryInputError),
        ("bomb.docx", zip_bytes({"word/document.xml": BOMB, "[Content_Types].xml": b"<Types/>"}), InputError),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, BinaryInputError),
        ("empty.txt", b"", EmptyInputError),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, raw: bytes, error: type[InputError]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(raw)
    (row,) = open_source(tmp_path / "in").rows()
    assert isinstance(row.content, error)
    assert row.source_id == name
    assert row.content.hint


def test_front_matter_of_markdown_states_title_and_place(tmp_path: Path) -> None:
    raw = b"---\ntitle: Baker\nlocation: Leeds\n---\nKnead the dough.\n"
    posting = only_row(tmp_path, "baker.md", raw).content
    assert isinstance(posting, Posting)
    assert (posting.title, posting.location, posting.text.strip()) == ("Baker", "Leeds", "Knead the dough.")
    plain = only_row(tmp_path, "baker.txt", raw).content
    assert isinstance(plain, Posting)
    assert plain.title is None
    assert plain.text.startswith("---\ntitle: Baker")
