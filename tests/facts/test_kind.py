from __future__ import annotations

import pytest

from auditor.facts.kind import find_kind
from auditor.facts.scan import Scan
from auditor.posting import PostingKind

CASES = [
    ("", "Please note that we are not actively hiring for this team at the moment.", PostingKind.TALENT_POOL),
    ("Expression of Interest: Data Scientist", "Tell us about yourself.", PostingKind.TALENT_POOL),
    ("", "Become part of our talent pool and we will be in touch.", PostingKind.TALENT_POOL),
    ("", "You help train AI models from home. Projects are paid hourly, at 40 dollars.", PostingKind.ANNOTATION_GIG),
    ("", "Review AI-generated answers for leading AI research labs. Weekly payments.", PostingKind.ANNOTATION_GIG),
    ("", "Our candidates get jobs and multiple job offers.", PostingKind.CANDIDATE_MARKETING),
    ("", "We help job seekers with skill enhancement; open to all visas.", PostingKind.CANDIDATE_MARKETING),
    ("", "This posting is representative of multiple roles in the group.", PostingKind.SEVERAL_OPENINGS),
    ("Data Scientist (multiple positions)", "Join us.", PostingKind.SEVERAL_OPENINGS),
]


@pytest.mark.parametrize(("title", "text", "kind"), CASES)
def test_texts_that_say_what_they_are(title: str, text: str, kind: PostingKind) -> None:
    found, spans = find_kind(title, Scan(text))
    assert found is kind
    assert all(span.of(text) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "We are hiring a data scientist. Not ready? Join our talent community.",
        "We are not currently hiring in Colorado.",
        "You will train AI models on our own images and review model-generated captions.",
        "You help job seekers find work: our product matches them with employers.",
        "Work with multiple teams across the company.",
        "Build the pipeline that turns sensor data into forecasts.",
        "You evaluate AI-generated code in our product.",
    ],
)
def test_a_vacancy_that_borrows_such_words_stays_a_vacancy(text: str) -> None:
    assert find_kind("", Scan(text)) == (PostingKind.VACANCY, ())
