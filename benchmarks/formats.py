"""Judges every posting of a labelled file as CSV, XLSX, DOCX and PDF, and says how often as its text is judged.

Usage: python -m benchmarks.formats LABELLED [--limit N] [--big MEGABYTES]

DOCX is written with python-docx, PDF is made of it by LibreOffice (`soffice`) when that is installed. With --big a
CSV of that size is generated and streamed, and the peak of memory is printed at a tenth and at the whole of it.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from auditor.errors import InputError
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.segment.marks import read_edges
from auditor.sources import open_source

Judgement = tuple[str | None, str | None]


def main() -> None:
    """Prints a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--big", type=int, metavar="MEGABYTES")
    parser.add_argument("--keep", type=Path, help="a folder to keep the files in")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.labelled.open(encoding="utf-8")][: options.limit]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.big:
            stream_big(folder / "big.csv", rows, options.big)
        compare(rows, folder)


def compare(rows: list[dict[str, str]], folder: Path) -> None:
    """Writes each format, judges it and prints the share that is judged as the text is."""
    expected = {row["id"]: judged(Posting(row["title"], row["text"])) for row in rows}
    for name, write in (("csv", write_csv), ("xlsx", write_xlsx), ("txt", write_txt), ("docx", write_docx),
                        ("pdf", write_pdf)):  # fmt: skip
        target = write(rows, folder)
        if target is None:
            print(f"{name}: not measured, soffice is not installed")
            continue
        found = dict(judgements(target))
        same = [key for key in expected if found.get(key) == expected[key]]
        role = sum(key in found and found[key][0] == expected[key][0] for key in expected)
        print(f"{name}: {len(same)} of {len(expected)} the same ({len(same) / len(expected):.1%}), role {role}")
        print(
            "   ",
            *[f"{key} {expected[key]} {found.get(key)}" for key in expected if key not in same][:12],
            sep="\n    ",
        )


def judged(posting: Posting) -> Judgement:
    """Role and verdict, or why there are none."""
    try:
        assessment = audit(posting, OfflineReader(), "guide").assessment
    except InputError as error:
        return error.code, None
    role = assessment.reading.role if assessment.reading else None
    return role, assessment.verdict


def judgements(target: Path) -> Iterator[tuple[str, Judgement]]:
    """The judgement of every row by its id, or by its file's name."""
    for row in open_source(target).rows():
        if isinstance(row.content, Posting):
            yield (
                (row.source_id or "").rpartition(".")[0] if target.is_dir() else row.source_id or "",
                judged(row.content),
            )
        else:
            print(f"refused: {row.source_id} {row.content}")


def write_csv(rows: list[dict[str, str]], folder: Path) -> Path:
    """A CSV with German names of columns and a semicolon."""
    target = folder / "jobs.csv"
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["ID", "Titel", "Beschreibung"])
        writer.writerows([row["id"], row["title"], row["text"]] for row in rows)
    return target


def write_xlsx(rows: list[dict[str, str]], folder: Path) -> Path:
    """A workbook."""
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook()
    book.active.append(["ID", "Job Title", "Job Description"])
    for row in rows:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", row[key])[:32_767] for key in ("id", "title", "text")])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s"
    book.save(folder / "jobs.xlsx")
    return folder / "jobs.xlsx"


def write_txt(rows: list[dict[str, str]], folder: Path) -> Path:
    """Text files with the title above the text."""
    target = folder / "txt"
    target.mkdir(exist_ok=True)
    for row in rows:
        (target / f"{row['id']}.txt").write_text(f"{row['title']}\n\n{row['text']}", encoding="utf-8")
    return target


def write_docx(rows: list[dict[str, str]], folder: Path) -> Path:
    """Word documents: a title, paragraphs, and bullets as a list."""
    import docx

    target = folder / "docx"
    target.mkdir(exist_ok=True)
    for row in rows:
        document = docx.Document()
        document.add_paragraph(clean(row["title"]), style="Title")
        for line in row["text"].splitlines():
            edges = read_edges(line, 0, len(line))
            if edges.bullet and edges.start < edges.end:
                document.add_paragraph(clean(line[edges.start : edges.end]), style="List Bullet")
            elif line.strip():
                document.add_paragraph(clean(line.strip()))
        document.save(str(target / f"{row['id']}.docx"))
    return target


def clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(character for character in text if character.isprintable() or character == "\t")


def write_pdf(rows: list[dict[str, str]], folder: Path) -> Path | None:
    """PDF made of the Word documents."""
    office = shutil.which("soffice")
    if office is None:
        return None
    target = folder / "pdf"
    target.mkdir(exist_ok=True)
    missing = [row["id"] for row in rows if not (target / f"{row['id']}.pdf").exists()]
    for start in range(0, len(missing), 60):
        files = [str(folder / "docx" / f"{key}.docx") for key in missing[start : start + 60]]
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(target), *files]
        subprocess.run(command, check=True, capture_output=True)
    return target


def stream_big(target: Path, rows: list[dict[str, str]], megabytes: int) -> None:
    """Streams a CSV of a tenth of the size, then of the whole size, and prints the peak after each."""
    for size in (megabytes // 10, megabytes):
        with target.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "title", "description"])
            number = 0
            while stream.tell() < size * 1_000_000:
                row = rows[number % len(rows)]
                writer.writerow([number, row["title"], f"{number}\n{row['text']}"])
                number += 1
        source = open_source(target)
        found = sum(isinstance(row.content, Posting) for row in source.rows())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"big: {size} MB of CSV, {found:,} of {number:,} rows read, estimated {source.estimated_rows:,}, "
              f"peak {peak:.0f} MB", flush=True)  # fmt: skip
    target.unlink()


if __name__ == "__main__":
    sys.exit(main())
