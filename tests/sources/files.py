"""Small files of every kind, made for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import openpyxl
import pypdf

DUTIES = ("Knead the dough for the morning bread", "Sell loaves at the counter")


def docx_bytes(title: str = "Baker", bullets: Sequence[str] = DUTIES) -> bytes:
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    document.add_paragraph("The bakery at Kiln Street needs a pair of hands.")
    document.add_paragraph("Your tasks", style="Heading 2")
    for bullet in bullets:
        document.add_paragraph(bullet, style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Hours", "Four to noon"
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def xlsx_bytes(rows: Sequence[Sequence[object]], merged: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    return saved(book)


def pdf_bytes(lines: Sequence[tuple[str, int, int, int]], password: str | None = None) -> bytes:
    """A page of lines, each with its left edge, baseline and size."""
    drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n" for text, x, y, size in lines).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(raw),
    )
    if password is None:
        return raw
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BAKER_PDF = (
    ("Baker", 72, 780, 20),
    ("The bakery at Kiln Street needs another pair of hands before dawn, because the", 72, 740, 11),
    ("street has grown and the ovens have not.", 72, 726, 11),
    ("\x95", 72, 700, 11),
    ("Knead the dough for the morning bread and shape it into loaves, rolls and", 90, 700, 11),
    ("plaits", 90, 686, 11),
    ("\x95", 72, 672, 11),
    ("Sell loaves at the counter", 90, 672, 11),
)


def zip_bytes(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
