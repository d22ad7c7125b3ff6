from __future__ import annotations

import pytest

from auditor.facts.scan import Scan
from auditor.facts.self_name import find_self_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We are looking for a full-stack developer to own the portal.", ["full-stack developer"]),
        ("As a Senior ML Engineer, you will train models.", ["Senior ML Engineer"]),
        ("Acme is seeking an experienced, highly motivated Data Scientist.", ["Data Scientist"]),
        ("We're hiring a Backend Engineer in Leeds", ["Backend Engineer"]),
        ("Join our team as an AI Developer!", ["AI Developer"]),
        ("We seek ideas. Looking for an AI/ML Engineer.", ["AI/ML Engineer"]),
        ("looking for a data scientist. As a data scientist you advise.", ["data scientist"]),
    ],
)
def test_names_the_text_gives_the_job(text: str, names: list[str]) -> None:
    found = find_self_names(Scan(text))
    assert [each.name for each in found] == names
    assert all(each.span.of(text).endswith(each.name) for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "We are looking for an engineer.",
        "We are looking for a person who works with the data engineer.",
        "Such as a data scientist would.",
        "Hiring managers read every application.",
        "",
    ],
)
def test_other_people_and_bare_words_are_no_names(text: str) -> None:
    assert find_self_names(Scan(text)) == ()
