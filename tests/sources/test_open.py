from pathlib import Path

import pytest

from auditor.errors import UnreadableInputError, UsageError
from auditor.posting import Posting
from auditor.sources import open_source


def test_json_lines_keep_the_users_columns_and_state_what_their_keys_mean(tmp_path: Path) -> None:
    file = tmp_path / "jobs.jsonl"
    file.write_text('{"Req ID": "R-1", "Titel": "AI Engineer", "Beschreibung": "Train.", "n": 7,}\n'
                    '{"Titel": "Cook", "Beschreibung": "Bake.", "Status": "open", "Req ID": 12.50}\n')  # fmt: skip
    source = open_source(file)
    assert source.columns == ("Titel", "Beschreibung", "Status", "Req ID")
    assert source.mapping == {
        "title": "Titel", "description": "Beschreibung", "requisition": "Req ID", "status": "Status"
    }  # fmt: skip
    first, second = source.rows()
    assert not isinstance(first.content, Posting)
    assert second.content == Posting("Cook", "Bake.", row=1, input="jobs.jsonl")
    assert (second.requisition, second.status) == ("12.50", "open")
    assert second.cells == ("Cook", "Bake.", "open", "12.50")
    assert [row.cells for row in source.rows()] == [first.cells, second.cells]


def test_a_mapping_overrides_names_and_must_name_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "jobs.jsonl"
    file.write_text('{"text": "Old.", "Body": "Train."}\n')
    (row,) = open_source(file, {"description": "Body"}).rows()
    assert isinstance(row.content, Posting)
    assert row.content.text == "Train."
    with pytest.raises(UsageError, match="no column 'Rumpf' for description"):
        open_source(file, {"description": "Rumpf"})


def test_unknown_keys_are_named_with_the_way_to_map_them(tmp_path: Path) -> None:
    file = tmp_path / "jobs.jsonl"
    file.write_text('{"a": "x", "Blurb": "Train."}\n')
    with pytest.raises(UnreadableInputError, match=r"columns: a, Blurb") as caught:
        open_source(file)
    assert "--map description=" in caught.value.hint


def test_equal_bytes_and_mapping_have_equal_fingerprints(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for file in (one, two):
        file.write_text('{"text": "Train.", "b": "c"}\n')
    assert open_source(one).fingerprint() == open_source(two).fingerprint()
    assert open_source(one).fingerprint() != open_source(one, {"title": "b"}).fingerprint()


def test_a_link_out_of_the_folder_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Not for the audit.")
    (folder / "baker.txt").write_text("Bake bread.")
    (folder / "again.txt").symlink_to(folder / "baker.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    rows = {row.cells[0]: row.content for row in open_source(folder).rows()}
    assert {name for name, content in rows.items() if isinstance(content, Posting)} == {"again.txt", "baker.txt"}
    assert isinstance(rows["out.txt"], UnreadableInputError)
