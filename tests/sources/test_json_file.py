import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EmptyInputError, InputError, MalformedRowError, UnreadableInputError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source


def rows_of(tmp_path: Path, content: Any, name: str = "jobs.json") -> list[SourceRow]:
    file = tmp_path / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(open_source(file).rows())


JOB = {"Job Title": "Baker", "Description": "Bread."}


@pytest.mark.parametrize("document", [[JOB], {"results": [JOB]}, {"data": {"jobs": [JOB], "total": 1}}, JOB])
def test_the_list_is_found_wherever_it_is(tmp_path: Path, document: Any) -> None:
    (row,) = rows_of(tmp_path, document)
    assert isinstance(row.content, Posting)
    assert (row.content.title, row.content.text, row.cells) == ("Baker", "Bread.", ("Baker", "Bread."))


def test_lists_objects_and_numbers_in_fields_are_put_in_words(tmp_path: Path) -> None:
    job = {"title": "Baker", "description": ["Knead", "Sell"], "location": {"city": "Oslo", "country": "Norway"},
           "salary": {"min": 30000, "max": 36000, "currency": "EUR", "interval": "year"}, "id": 7}  # fmt: skip
    (row,) = rows_of(tmp_path, [job])
    assert row.content == Posting(
        "Baker", "- Knead\n- Sell", "7", 0, "jobs.json", location="Oslo, Norway", salary="EUR 30,000 - 36,000 per year"
    )


def test_what_is_no_object_or_has_a_key_twice_is_refused_alone(tmp_path: Path) -> None:
    text = '[{"title": "a", "text": "x"}, 5, {"title": "b", "text": "y", "text": "z"}, {"title": "c", "text": "w"}]'
    found = rows_of(tmp_path, text)
    assert [type(row.content) for row in found] == [Posting, MalformedRowError, MalformedRowError, Posting]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('[{"title": "a", "text": "x"}', UnreadableInputError),
        ("[" * 200_000, UnreadableInputError),
        ('{"a":' * 100_000, UnreadableInputError),
        ("  ", EmptyInputError),
        ("[]", EmptyInputError),
        ("7", UnreadableInputError),
        ('[{"a": 1}]', UnreadableInputError),
    ],
)
def test_a_document_without_postings_is_an_error(tmp_path: Path, text: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        rows_of(tmp_path, text)


def test_json_lines_named_json_are_read_as_lines(tmp_path: Path) -> None:
    found = rows_of(tmp_path, '{"text": "a"}\n{"text": "b"}\n')
    assert [row.line for row in found] == [1, 2]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "text", "id", "jobs", "content", "location"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(values=st.lists(JSON, max_size=5))
def test_every_value_of_a_list_is_a_row(tmp_path_factory: pytest.TempPathFactory, values: list[Any]) -> None:
    file = tmp_path_factory.mktemp("json") / "jobs.json"
    file.write_text(
        json.dumps([{"title": "Baker", "text": "Bread."}, *values]).replace("NaN", "0").replace("Infinity", "1")
    )
    source = open_source(file)
    found = list(source.rows())
    assert len(found) == len(values) + 1 == source.estimated_rows
    assert all(isinstance(row.content, Posting | InputError) for row in found)
