"""The address of the review: what it means, and that it comes back whole."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.store import GroupKey, State
from auditor.ui.review_place import Place, place_of

NOW = datetime(2026, 1, 31, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(str.strip).filter(bool)


@given(
    st.builds(
        Place,
        action=st.sampled_from([None, "fix", "note"]),
        company=st.none() | WORDS,
        source=st.none() | WORDS,
        requisition=st.none() | WORDS,
        code=st.sampled_from([None, "HIRE001", "low_confidence"]),
        search=st.none() | WORDS,
        age=st.sampled_from([None, 7, 30]),
        state=st.sampled_from([None, State.OPEN, State.APPROVED]),
        doubts=st.booleans(),
        group=st.none() | st.just(GroupKey("ai_engineer", "ai_developer", "TITLE001")),
        posting=st.none() | st.just("ab12"),
    )
)
def test_an_address_leads_back_to_the_same_place(place: Place):
    assert place_of(place.address()) == place


@given(st.dictionaries(st.sampled_from(["action", "age", "state", "queue", "claim", "role", "posting"]), st.text()))
def test_any_address_means_some_place(address: dict[str, str]):
    assert place_of(place_of(address).address()) == place_of(address)


def test_what_cannot_be_restricts_nothing():
    assert place_of({"action": "delete", "age": "-1", "state": "gone", "claim": "ai_engineer"}) == Place()


def test_an_age_and_a_group_narrow_the_rows():
    key = GroupKey("ai_engineer", "ai_developer", "TITLE001")
    chosen = place_of({"age": "7"}).of_group(key).filter_at(NOW)
    assert chosen.before == NOW - timedelta(days=7)
    assert (chosen.claim, chosen.role, chosen.rule) == ("ai_engineer", "ai_developer", "TITLE001")


@pytest.mark.parametrize(("said", "assignee"), [(None, None), ("nobody", ""), ("@Ben", "Ben"), ("@nobody", "nobody")])
def test_nobody_is_not_a_person_of_that_name(said: str | None, assignee: str | None):
    assert Place(assignee=said).filter_at(NOW).assignee == assignee


def test_the_way_back_keeps_the_filter():
    inside = place_of({"company": "Harbour Foods", "posting": "ab", "claim": "a", "role": "b", "rule": "c"})
    assert inside.of_posting(None).address() == {"company": "Harbour Foods", "claim": "a", "role": "b", "rule": "c"}
    assert inside.of_queue().address() == {"company": "Harbour Foods"}
