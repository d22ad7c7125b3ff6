"""`auditor rewrite`, offline and with a model over HTTP."""

import json
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.segment import segment
from tests.readers.llm.samples import CANARY
from tests.readers.llm.server import Answer, serving
from tests.rewrite.samples import MISTITLED

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("AUDITOR_READER", "AUDITOR_PROFILE", "AUDITOR_BASE_URL", "AUDITOR_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AUDITOR_API_KEY", CANARY)
    (tmp_path / "posting.txt").write_text(MISTITLED)


def test_the_terminal_shows_verdicts_reasons_and_the_difference(capfd: Captured) -> None:
    assert run(["rewrite", "posting.txt"]) == 0
    written = capfd.readouterr().out
    assert written.startswith("BEFORE: Decide, mismatch.")
    assert "AFTER:  Ready, match." in written
    assert "+Senior Applied AI Engineer (f/m/d)" in written


def test_the_draft_s_text_audits_as_the_document_says(capfd: Captured) -> None:
    assert run(["rewrite", "posting.txt", "--format", "json", "--output", "draft.json"]) == 0
    document = json.loads(Path("draft.json").read_text("utf-8"))
    Path("draft.txt").write_text(document["text"])
    assert run(["audit", "draft.txt", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == document["after"]


FRONT = '---\r\ntitle: "Senior AI Engineer"\nlocation: Leeds \ntags: [ports,  pilots]\n---\n\n'


def test_front_matter_is_no_part_of_the_posting_and_stays_as_it_is(capfd: Captured) -> None:
    body = MISTITLED.partition("\n\n")[2]
    Path("posting.md").write_bytes(f"{FRONT}{body}".encode())
    assert run(["rewrite", "posting.md", "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["before"]["posting"]["title"] == "Senior AI Engineer"
    assert document["title"] == "Senior Applied AI Engineer"
    assert document["text"].startswith(FRONT)
    assert document["text"].count("---") == 2
    assert not [line for line in document["diff"].splitlines() if line[:1] in "+-" and "pilots]" in line]
    assert document["notes"][-1].endswith("write “Senior Applied AI Engineer” there.")
    Path("draft.md").write_bytes(document["text"].replace('"Senior AI', '"Senior Applied AI').encode())
    assert run(["audit", "draft.md", "--format", "json"]) == 0
    audited = json.loads(capfd.readouterr().out)
    assert (audited["action"], audited["posting"]["title"]) == (document["after"]["action"], document["title"])


def test_a_location_is_passed_on_to_both_audits(capfd: Captured) -> None:
    assert run(["rewrite", "posting.txt", "--location", "Berlin", "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert [document[side]["posting"]["location"] for side in ("before", "after")] == ["Berlin", "Berlin"]


def test_the_profile_decides_what_passes(capfd: Captured) -> None:
    assert run(["rewrite", "posting.txt", "--profile", "market", "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["title"] == "Senior AI Engineer (f/m/d)"
    assert document["passes"]


def test_a_model_that_fails_leaves_the_offline_draft_and_says_so(capfd: Captured) -> None:
    with serving(Answer(status=500, error={"error": {"message": CANARY}})) as server:
        options = ["--reader", "openai/served", "--base-url", f"{server.url}/v1", "--timeout", "20"]
        assert run(["rewrite", "posting.txt", "--format", "json", *options]) == 3
    written = capfd.readouterr()
    assert json.loads(written.out)["drafter"] == "offline"
    assert written.err.splitlines()[-1].startswith("warning: openai/served failed")
    assert CANARY not in written.out + written.err


def test_estimates_and_what_reading_and_drafting_took_are_said(capfd: Captured) -> None:
    drafted = {"title": "Senior Applied AI Engineer (f/m/d)", "edits": [], "placeholders": []}
    answers = [Answer(read_as_ai_developer()), Answer(json.dumps(drafted)), Answer(read_as_ai_developer())]
    with serving(*answers) as server:
        options = ["--reader", "openai/served", "--base-url", f"{server.url}/v1", "--timeout", "20"]
        assert run(["rewrite", "posting.txt", *options]) == 0
    reading, drafting, used = capfd.readouterr().err.splitlines()
    assert reading.startswith("asking openai/served: about ")
    assert drafting.startswith("asking openai/served to draft: about ")
    assert used.startswith("used 3,000 tokens in (2,700 cached), 150 out, unknown price, ")


def read_as_ai_developer() -> str:
    """A model's answer about the sample: the offline reader's tags as its own."""
    segmentation = segment(MISTITLED)
    tags = OfflineReader().read(Posting(None, MISTITLED), segmentation).draft.tags
    nothing = {"value": "unclear", "statements": []}
    return json.dumps(
        {
            "work": [{"activity": tag.activity, "statements": [tag.statement]} for tag in tags][:24],
            "role": "ai_developer", "secondary_role": None, "alternative_role": None, "confidence": 0.9,
            "custom_models": nothing, "core_product": nothing,
            "systems": [], "scale": [], "success": [], "data_infra": [],
        }
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [["missing.txt"], ["posting.txt", "--format", "pdf"]])
def test_what_cannot_be_used_is_a_usage_error(arguments: list[str], capfd: Captured) -> None:
    assert run(["rewrite", *arguments]) == 2
    assert capfd.readouterr().err.startswith("error: ")
