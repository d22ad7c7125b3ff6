from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.errors import BinaryInputError, EmptyInputError, InputTooLargeError, UsageError
from auditor.pipeline import audit, judge, profile_named, read_posting
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, ReaderAnswer
from auditor.readers.offline import OfflineReader
from auditor.reading import Draft
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.verdict import Verdict

TAXONOMY = load_taxonomy()
TEXT = """Senior AI Engineer

About us
Brightwell Libraries lends four million books a year across forty branches.

What you will do
- Build the reading assistant on the OpenAI and Anthropic APIs
- Design prompts, retrieval over the catalogue and tools for the agent
- Measure answers with an evaluation suite and fix what it finds
- Ship features of the assistant to librarians and readers

What you bring
- Experience with LLM APIs and retrieval-augmented generation
- Python or TypeScript in production
"""


def test_a_posting_is_read_from_its_work_and_judged_against_its_title() -> None:
    result = audit(Posting(None, TEXT))
    assert result.title == "Senior AI Engineer"
    assert result.reading is not None
    assert result.reading.role is RoleId.AI_DEVELOPER
    assert result.verdict_by_profile == {"guide": Verdict.MISMATCH, "market": Verdict.MATCH}


def test_the_role_does_not_depend_on_the_title() -> None:
    drafts = []
    for title in ("Senior AI Engineer", "Data Scientist", "Gardener"):
        read = read_posting(Posting(title, TEXT.split("\n", 1)[1]), OfflineReader(), TAXONOMY)
        assert read.reading is not None
        drafts.append(replace(read.reading, posting=Posting(None, "")))
    assert drafts[0] == drafts[1] == drafts[2]


def test_the_same_reading_gives_the_same_audit() -> None:
    read = read_posting(Posting("AI Engineer", TEXT), OfflineReader(), TAXONOMY)
    guide = profile_named("guide", TAXONOMY)
    assert judge(read, guide, TAXONOMY) == judge(read, guide, TAXONOMY)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyInputError),
        ("  \n\t\u200b", EmptyInputError),
        ("PK\x03\x04\x00\x00binary", BinaryInputError),
        ("word " * 400_000, InputTooLargeError),
    ],
)
def test_what_cannot_be_a_posting_is_an_error(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        audit(Posting("AI Engineer", text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Engineer", "too_short"),
        (
            "Wir suchen eine Person, die unsere Modelle in den Betrieb bringt und überwacht. Sie arbeiten mit "
            "Kubernetes und Python, betreuen die Plattform und beraten die Teams bei der Einführung neuer Verfahren.",
            "unsupported_language",
        ),
    ],
)
def test_what_cannot_be_judged_is_an_audit_without_a_guess(text: str, reason: str) -> None:
    result = audit(Posting("AI Engineer", text))
    assert result.reading is None
    assert result.verdict is None
    assert reason in result.review_reasons
    assert result.suggested_titles == ()


def test_without_a_title_there_is_no_verdict_but_a_role() -> None:
    result = audit(Posting(None, TEXT.split("\n", 2)[2]))
    assert result.claims is None
    assert result.verdict is None
    assert "no_title" in result.review_reasons
    assert result.reading is not None
    assert result.reading.role is RoleId.AI_DEVELOPER


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        audit(Posting("x", TEXT), profile="mine")
    assert "guide, market" in caught.value.hint


class Contrary:
    """A reader that always says data scientist, as a language model that was talked into it would."""

    provenance = Provenance(reader="contrary/1", version="1", provider="contrary", model="1")

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        return ReaderAnswer(
            Draft(
                role=RoleId.DATA_SCIENTIST,
                secondary_role=None,
                alternative_role=None,
                confidence=0.99,
                tags=(),
                facts={},
                spec={},
            )
        )


def test_another_reader_gets_the_offline_readers_second_opinion_and_a_person_looks() -> None:
    result = audit(Posting("Senior AI Engineer", TEXT), Contrary())
    assert result.assessment.second_opinion is not None
    assert result.assessment.second_opinion.role is RoleId.AI_DEVELOPER
    assert "readers_disagree" in result.review_reasons
    assert result.provenance.provider == "contrary"
