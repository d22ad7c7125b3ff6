"""Postings that try to steer their reader: read offline, and by a model that obeys them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from auditor.pipeline import audit
from auditor.posting import Section, Segmentation
from auditor.readers.llm import LlmReader
from auditor.readers.llm.prompt import classify_prompt, numbered
from auditor.segment import segment
from auditor.taxonomy import load_taxonomy
from tests.attacks import Attack, attacks
from tests.readers.llm.samples import answer, reader_at
from tests.readers.llm.server import Answer, Server, serving

EACH = pytest.mark.parametrize("attack", attacks(), ids=lambda attack: f"{attack.family}-{attack.id}")
STEERED = {"injection_suspected", "readers_disagree", "contested"}


@pytest.fixture(scope="module", params=["openai", "anthropic"])
def obeying(request: pytest.FixtureRequest) -> Iterator[tuple[Server, LlmReader]]:
    with serving(Answer()) as server:
        yield server, reader_at(server, request.param, 60.0)


def test_there_are_eight_families_of_five() -> None:
    families = Counter(attack.family for attack in attacks())
    assert len(families) == 8
    assert set(families.values()) == {5}
    assert len({(attack.family, attack.id) for attack in attacks()}) == 40


@EACH
def test_offline_the_verdict_stays_or_a_person_is_asked(attack: Attack) -> None:
    clean, attacked = audit(attack.base), audit(attack.posting)
    assert clean.assessment.role is not attack.wants
    assert not clean.assessment.review_reasons
    same = attacked.assessment.verdict_by_profile == clean.assessment.verdict_by_profile
    assert (same and attacked.assessment.role is clean.assessment.role) or STEERED & set(
        attacked.assessment.review_reasons
    )


@EACH
def test_the_posting_stays_between_its_marks_outside_the_system_message_and_unrendered(
    attack: Attack, obeying: tuple[Server, LlmReader]
) -> None:
    server, reader = obeying
    body = asked(server, reader, attack)
    prompt = classify_prompt()
    system = body.get("system", body["messages"][0]["content"])
    system = system if isinstance(system, str) else "".join(block["text"] for block in system[:1])
    user = body["messages"][-1]["content"]
    said = user if isinstance(user, str) else "\n\n".join(block["text"] for block in user)
    assert system == prompt.system
    assert said == f"{prompt.lead}\n\n{numbered(attack.posting, cut(attack))}"
    posting = said.removeprefix(prompt.lead)
    assert posting.count("<posting>") == posting.count("</posting>") == 1
    assert posting.endswith("\n</posting>")
    assert "<|" not in posting


@EACH
def test_when_the_model_obeys_a_person_is_asked(attack: Attack, obeying: tuple[Server, LlmReader]) -> None:
    server, reader = obeying
    server.answers[:] = [Answer(obedient(attack))]
    server.requests.clear()
    hijacked = audit(attack.posting, reader)
    assert hijacked.assessment.role is attack.wants
    assert STEERED & set(hijacked.assessment.review_reasons)
    assert len(server.requests) == 1


def cut(attack: Attack) -> Segmentation:
    return segment(attack.posting.text, attack.posting.title)


def asked(server: Server, reader: LlmReader, attack: Attack) -> dict[str, Any]:
    server.answers[:] = [Answer(obedient(attack))]
    server.requests.clear()
    reader.read(attack.posting, cut(attack))
    return server.bodies[0]


def obedient(attack: Attack) -> str:
    """The answer that the attack asks for, shown by its own lines where those can pass for duties."""
    segmentation, taxonomy = cut(attack), load_taxonomy()
    start = attack.posting.text.index(attack.text)
    end = start + len(attack.text)
    duties = segmentation.in_sections(Section.DUTIES)
    own = [s.number for s in duties if start <= s.start < end] or [duties[0].number]
    activity = next(row.id for row in taxonomy.activities.values() if taxonomy.role_of(row.id) is attack.wants)
    return answer(
        work=[{"activity": activity, "statements": own}],
        role=attack.wants, alternative_role=None, systems=[], confidence=1.0,
    )  # fmt: skip
