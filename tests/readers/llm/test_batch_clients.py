"""A batch service that answers out of all form."""

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import OverloadedError, RejectedRequestError
from auditor.readers.llm.batch_clients import service_of
from auditor.readers.llm.batch_service import BatchService
from tests.readers.llm.samples import CANARY, reader_at
from tests.readers.llm.server import Answer, serving

DEEP = b"[" * 100_000


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
@pytest.mark.parametrize("raw", [b"[1]", DEEP], ids=["list", "deep"])
@pytest.mark.parametrize(
    "asked",
    [
        lambda service: service.look("b1"),
        lambda service: list(service.since(None)),
        lambda service: list(service.answers("b1")),
    ],
    ids=["look", "since", "answers"],
)
def test_what_is_not_in_the_services_format_is_typed(
    asked: Callable[[BatchService], object], raw: bytes, provider: str
) -> None:
    with serving(listing=raw) as server:
        service = service_of(reader_at(server, provider).target)
        with pytest.raises(RejectedRequestError) as caught:
            asked(service)
    assert CANARY not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("raw", [b"null", b"{}", DEEP], ids=["null", "empty", "deep"])
def test_a_hand_in_that_is_answered_so_may_have_been_taken(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "requests.jsonl").write_text('{"custom_id": "1", "params": {}}\n')
    with serving(Answer(raw=raw)) as server:
        service = service_of(reader_at(server, "anthropic").target)
        with pytest.raises(OverloadedError):
            service.hand_in(tmp_path / "requests.jsonl", "token")
    assert len(server.requests) == 1
