import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import InputError, InputTooLargeError, MalformedRowError
from auditor.posting import Posting
from auditor.sources.jsonl import MAX_LINE_BYTES, jsonl_rows
from auditor.sources.row import SourceRow


def rows(raw: bytes | str) -> list[SourceRow]:
    return list(jsonl_rows(io.BytesIO(raw.encode() if isinstance(raw, str) else raw), "jobs.jsonl"))


def test_a_row_becomes_a_posting() -> None:
    given_row = {"id": "a-1", "title": "AI Engineer", "text": "Train.", "company": "Moor", "location": "Oslo", "x": [1]}
    (row,) = rows(json.dumps(given_row | {"salary": "$1"}))
    assert row == SourceRow(0, 1, "a-1", Posting("AI Engineer", "Train.", "a-1", 0, "jobs.jsonl", "Moor", "Oslo", "$1"))


def test_ids_and_salaries_that_are_numbers_stay_as_written() -> None:
    (row,) = rows('{"id": 12345678901234567890123.50, "salary": 1e5, "text": "x"}')
    assert row.source_id == "12345678901234567890123.50"
    assert isinstance(row.content, Posting)
    assert row.content.salary == "1e5"


def test_empty_lines_are_no_rows_and_lines_are_counted() -> None:
    found = rows('\ufeff{"text": "a"}\n\n  \r\n{"text": "b"}')
    assert [(row.row, row.line) for row in found] == [(0, 1), (1, 4)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("{", "line 1: not JSON (Expecting property name"),
        ("[1]", "line 1: not an object"),
        ('{"id": "7", "title": "x"}', 'line 1: no "text"'),
        ('{"id": "7", "text": 5}', '"text" is not a string'),
        ('{"id": "7", "text": "x", "title": ["y"]}', '"title" is not a string'),
        ('{"id": {}, "text": "x"}', '"id" is neither'),
        ('{"text": "x", "salary": NaN}', "not JSON that can be read"),
        ("[" * 100_000, "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(raw: bytes | str, message: str) -> None:
    (row,) = rows(raw)
    assert isinstance(row.content, MalformedRowError)
    assert message in row.content.message
    assert row.content.hint


def test_a_refused_row_keeps_its_id_and_the_next_rows_follow() -> None:
    first, second = rows('{"id": "7"}\n{"id": 8, "text": "x"}')
    assert (first.source_id, second.source_id, second.row) == ("7", "8", 1)
    assert isinstance(second.content, Posting)


def test_an_empty_id_is_none() -> None:
    (row,) = rows('{"id": "", "text": "x"}')
    assert isinstance(row.content, Posting)
    assert (row.source_id, row.content.source_id) == (None, None)


def test_an_overlong_line_is_refused_and_skipped() -> None:
    long = b'{"text": "' + b"x" * (2 * MAX_LINE_BYTES + 5) + b'"}\n'
    first, second = rows(long + b'{"text": "x"}\n')
    assert isinstance(first.content, InputTooLargeError)
    assert isinstance(second.content, Posting)
    assert second.line == 2


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_are_accounted_for_line_by_line(lines: list[bytes]) -> None:
    raw = b"\n".join(line.replace(b"\n", b"") for line in lines)
    found = rows(raw)
    assert [row.row for row in found] == list(range(len(found)))
    assert all(isinstance(row.content, Posting | InputError) for row in found)


def test_a_title_stays_as_it_came_and_a_blank_one_is_none() -> None:
    padded, blank = rows('{"title": " Cook ", "text": "x"}\n{"title": "  ", "text": "x"}')
    assert isinstance(padded.content, Posting)
    assert isinstance(blank.content, Posting)
    assert (padded.content.title, blank.content.title) == (" Cook ", None)
