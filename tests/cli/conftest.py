from pathlib import Path

import pytest


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the store that commands use, in a working directory of its own; ana is the reviewer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_STORE", "store.sqlite")
    monkeypatch.setenv("AUDITOR_REVIEWER", "ana")
    for name in ("AUDITOR_READER", "AUDITOR_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return "store.sqlite"
