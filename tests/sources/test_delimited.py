import csv
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EmptyInputError, InputError, InputTooLargeError, UnreadableInputError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source
from auditor.sources.delimited import _MAX_CELL

HEADER = ["Nr", "Titel", "Beschreibung", "Gehalt", "Ansprechpartner"]
ROWS = [
    [
        "007",
        "KI-Entwickler",
        "Wir bauen Werkzeuge für Gärtner.\n- Modelle anbinden\n- Antworten messen",
        "60.000 €",
        "Ute",
    ],
    ["008", "Koch", 'Suppe; Salat, "Kuchen" und mehr', "", "Jo"],
]


def table(delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([HEADER, *ROWS])
    return text.getvalue()


def rows_of(tmp_path: Path, raw: bytes | str, name: str = "jobs.csv") -> list[SourceRow]:
    file = tmp_path / name
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(open_source(file).rows())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiter_and_encoding_are_found_out(tmp_path: Path, delimiter: str, encoding: str) -> None:
    first, second = rows_of(tmp_path, table(delimiter).encode(encoding))
    assert first.content == Posting(
        "KI-Entwickler", ROWS[0][2], source_id="007", row=0, input="jobs.csv", salary="60.000 €"
    )
    assert (first.owner, first.cells, second.cells) == ("Ute", tuple(ROWS[0]), tuple(ROWS[1]))
    assert (first.line, second.line) == (2, 5)


def test_rows_above_the_header_and_the_line_of_excel_are_passed_over(tmp_path: Path) -> None:
    found = rows_of(tmp_path, "sep=;\nOpen roles,\n;;\n" + table(";"))
    assert [row.source_id for row in found] == ["007", "008"]


def test_html_in_a_cell_becomes_lines_and_the_cell_stays_as_it_was(tmp_path: Path) -> None:
    markup = "<p>We bake.</p><ul><li>Knead &amp; shape</li><li>Sell</li></ul>"
    (row,) = rows_of(tmp_path, f'title,description\nBaker,"{markup}"\n')
    assert isinstance(row.content, Posting)
    assert row.content.text == "We bake.\n• Knead & shape\n• Sell"
    assert row.cells == ("Baker", markup)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1,Cook,Soup, salad, bread", "line 2: 5 cells, but the header has 3"),
        ("1,Cook,S\udc81up", "not in the file's encoding"),
    ],
)
def test_a_broken_row_is_refused_and_the_next_one_is_read(tmp_path: Path, line: str, message: str) -> None:
    raw = f"id,title,text\n{line}\n2,Baker,Brüd\n".encode("utf-8", "surrogateescape")
    first, second = rows_of(tmp_path, "é".encode() + raw if "\udc81" not in line else raw.replace(b"id", "íd".encode()))
    assert isinstance(first.content, InputError)
    assert message in first.content.message
    assert isinstance(second.content, Posting)


def test_a_quote_that_is_never_closed_names_its_lines(tmp_path: Path) -> None:
    *_, last = rows_of(tmp_path, 'id,text\n1,Bread.\n2,"Soup\n3,Salad\n')
    assert isinstance(last.content, InputError)
    assert last.content.message == "lines 3 to 4: a quote is never closed"


def test_a_cell_over_the_limit_is_one_refused_row(tmp_path: Path) -> None:
    big, last = rows_of(tmp_path, f"id,text\n1,{'x' * (_MAX_CELL + 1)}\n2,Bread.\n")
    assert isinstance(big.content, InputTooLargeError)
    assert last.source_id == "2"


def test_nul_bytes_stay_in_their_row(tmp_path: Path) -> None:
    first, second = rows_of(tmp_path, b"id,text\n1,a\0b\n2,Bread.\n")
    assert isinstance(first.content, Posting)
    assert first.content.text == "a\0b"
    assert isinstance(second.content, Posting)


def test_an_unknown_table_names_its_columns_and_the_likely_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="columns: a, Was zu tun ist") as caught:
        rows_of(tmp_path, "a,Was zu tun ist\n1,Wir backen jeden Tag Brot\n")
    assert caught.value.hint == 'Say which one does, for example --map description="Was zu tun ist".'


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_without_a_telling_name_is_told_by_its_header(tmp_path: Path, delimiter: str) -> None:
    (baker, _) = rows_of(tmp_path, table(delimiter), "export")
    assert isinstance(baker.content, Posting)
    assert (baker.source_id, baker.content.title) == ("007", "KI-Entwickler")


@pytest.mark.parametrize(
    "text",
    [
        "Data Scientist | Job description\nModels | dashboards\n",
        "Requirements\nSQL, Python\n",
        "Title: Cook, Description\nBake bread, daily.\n",
        "Title, Description\n",
    ],
)
def test_a_text_without_a_telling_name_is_no_table(tmp_path: Path, text: str) -> None:
    (row,) = rows_of(tmp_path, text, "posting")
    assert row.cells == ("posting",)


def test_standard_input_may_be_a_table_with_mapped_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"Blurb,Name\nBake bread.,Baker\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (row,) = open_source("-", {"description": "Blurb", "title": "Name"}).rows()
    assert isinstance(row.content, Posting)
    assert (row.content.title, row.content.text) == ("Baker", "Bake bread.")


def test_empty_standard_input_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(EmptyInputError, match=r"^-: the file is empty"):
        open_source("-")


def test_a_column_without_a_name_stays_when_it_holds_something(tmp_path: Path) -> None:
    named, unnamed = rows_of(tmp_path, "title,text,,\nCook,Bake.,,\nCook,Fry.,note,\n")
    assert isinstance(unnamed.content, Posting)
    assert (named.cells, unnamed.cells) == (("Cook", "Bake.", ""), ("Cook", "Fry.", "note"))


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        rows_of(tmp_path, b"")


CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_every_row_that_a_csv_writer_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    file = tmp_path_factory.mktemp("csv") / "jobs.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([("job id", "title", "description"), *rows])
    found = list(open_source(file).rows())
    assert [row.cells for row in found] == [row for row in rows if any(cell.strip() for cell in row)]
    assert [row.row for row in found] == list(range(len(found)))
