from types import SimpleNamespace

import pytest

from auditor.batch import ray_engine
from auditor.errors import UsageError


class RayError(Exception):
    """Stands for Ray's own, which the tests do not install."""


def starting_with(error: Exception) -> SimpleNamespace:
    def init(**options: object) -> None:
        raise error

    return SimpleNamespace(init=init, exceptions=SimpleNamespace(RayError=RayError))


@pytest.mark.parametrize(
    ("error", "address", "said"),
    [
        (ConnectionError("Could not find any running Ray instance"), "auto", "cannot be joined: Could not"),
        (RayError("Version mismatch:\nthe cluster has another"), "auto", "cannot be joined: Version mismatch"),
        (AssertionError("asked although nobody listens"), "127.0.0.1:1", "cannot be joined: .*refused"),
        (RuntimeError(""), None, "does not start on this machine: RuntimeError"),
        (PermissionError(13, "Permission denied", "ray"), None, "Permission denied"),
    ],
)
def test_a_cluster_that_cannot_be_had_is_an_error_with_a_hint(
    error: Exception, address: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    if address:
        monkeypatch.setenv("RAY_ADDRESS", address)
    with pytest.raises(UsageError, match=said) as caught:
        ray_engine._begin(starting_with(error), 2)
    assert ("RAY_ADDRESS" in caught.value.hint) is bool(address)
    assert "\n" not in caught.value.message
