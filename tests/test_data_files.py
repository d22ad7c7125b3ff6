"""Data files of the package: what is wrong with one is said with its place."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError


class _Table(BaseModel):
    rows: list[int]


def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "packagedforatest" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    (data / "table.toml").write_text("rows = [1, 2]")
    (data / "broken.toml").write_text("rows = [1,")
    monkeypatch.syspath_prepend(tmp_path)
    assert packaged_toml("packagedforatest", "table.toml") == {"rows": [1, 2]}
    with pytest.raises(DataError, match=r"^broken\.toml: "):
        packaged_toml("packagedforatest", "broken.toml")


@pytest.mark.parametrize(("content", "place"), [({"rows": [1, "two"]}, "rows.1"), (None, "the table")])
def test_a_fault_is_told_with_its_place(content: object, place: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _Table.model_validate(content)
    assert first_fault(caught.value, "the table").startswith(f"{place}: Input should be ")
