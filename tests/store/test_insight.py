"""What is counted over time and side by side, each posting once by its newest audit."""

from datetime import UTC, date, datetime

from auditor.action import Action
from auditor.store import Store
from auditor.store.insight import InsightFilter, Outcome
from auditor.taxonomy import RoleId
from tests.store.samples import sample, samples

JANUARY, MARCH = datetime(2026, 1, 30, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)


def filled(address: str) -> None:
    with Store(address, now=lambda: JANUARY) as store:
        store.save([*samples(3, source="a.csv"), sample(4, action=Action.READY, title="LLM Engineer")], "ana")
    with Store(address, now=lambda: MARCH) as store:
        role = RoleId.DATA_SCIENTIST
        store.save([sample(5, company="Quiet Rooms", role=role), sample(6, source_id="R", company=None)], "ana")
        store.save([sample(7, source_id="R", company=None, action=Action.FIX), sample(1, action=Action.NOTE)], "ana")


def test_each_posting_counts_once_on_the_day_it_was_saved_first(address: str) -> None:
    filled(address)
    with Store(address) as store:
        assert store.outcomes(InsightFilter()) == (
            Outcome("2026-01-30", "decide", "ai_developer", 2),
            Outcome("2026-01-30", "note", "ai_developer", 1),
            Outcome("2026-01-30", "ready", "ai_developer", 1),
            Outcome("2026-03-02", "decide", "data_scientist", 1),
            Outcome("2026-03-02", "fix", "ai_developer", 1),
        )
        assert [o.postings for o in store.outcomes(InsightFilter(before=date(2026, 3, 2)))] == [2, 1, 1]
        assert [o.postings for o in store.outcomes(InsightFilter(since=date(2026, 3, 2)))] == [1, 1]
        assert [o.of for o in store.outcomes(InsightFilter(company="Quiet Rooms"))] == ["2026-03-02"]
        assert sum(o.postings for o in store.outcomes(InsightFilter(source="a.csv"))) == 3
        assert sum(o.postings for o in store.outcomes(InsightFilter(title="llm ENG"))) == 1
        assert store.outcomes(InsightFilter(title="100%")) == ()


def test_companies_sources_and_titles_stand_beside_each_other_most_postings_first(address: str) -> None:
    filled(address)
    with Store(address) as store:
        companies = store.compared("company", InsightFilter())
        assert list(dict.fromkeys(o.of for o in companies)) == ["Harbour Foods", "Quiet Rooms"]
        assert sum(o.postings for o in companies) == 5
        titles = store.compared("title", InsightFilter(), limit=1)
        assert {o.of for o in titles} == {"ai engineer"}
        assert {o.of for o in store.compared("title", InsightFilter(title="llm"))} == {"llm engineer"}
        assert store.most_postings("company") == (("Harbour Foods", 4), ("Quiet Rooms", 1))


def test_what_is_forgotten_is_not_counted(address: str) -> None:
    filled(address)
    with Store(address) as store:
        store.forget("ana", company="Quiet Rooms")
        assert [o.of for o in store.outcomes(InsightFilter(since=date(2026, 2, 1)))] == ["2026-03-02"]
        assert {o.of for o in store.compared("company", InsightFilter())} == {"Harbour Foods"}
