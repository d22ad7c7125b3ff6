"""Exchanges recorded from real servers, played again with the network blocked."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.readers.llm import PROVIDERS, Target
from tests.cassettes import CAME, FOLDER, SENT, cassette, outcome, posting_of
from tests.readers.llm.samples import CANARY

FILES = sorted(FOLDER.glob("*.yaml"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def content(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def test_every_provider_is_recorded_with_a_draft() -> None:
    recorded = [content(path)["about"] for path in FILES]
    assert {about["provider"] for about in recorded if "draft" in about["outcome"]} == set(PROVIDERS)


@EACH
@pytest.mark.usefixtures("socket_disabled")
def test_a_recorded_exchange_comes_to_the_same(path: Path) -> None:
    """When the prompt, the taxonomy or the segmenter moved, requests are others now: make cassettes."""
    about = content(path)["about"]
    target = Target(path.stem, about["provider"], about["model"], about["base_url"], CANARY, 60.0)
    with cassette(path) as playing:
        assert outcome(target, posting_of(about["posting"])) == about["outcome"], "run: make cassettes"
        assert playing.all_played
    assert CANARY not in path.read_text("utf-8")


@EACH
def test_a_recording_names_its_server_and_holds_no_other_headers(path: Path) -> None:
    recorded = content(path)
    assert recorded["about"]["server"]
    assert recorded["about"]["model"]
    for interaction in recorded["interactions"]:
        assert {name.lower() for name in interaction["request"]["headers"]} <= SENT
        assert {name.lower() for name in interaction["response"]["headers"]} <= CAME
    assert not re.search(r"sk-|bearer|x-api-key|set-cookie", path.read_text("utf-8"), re.IGNORECASE)
