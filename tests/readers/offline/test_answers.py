from __future__ import annotations

import numpy as np
import pytest

from auditor.facts.scan import Scan
from auditor.posting import Posting, Section, Segmentation, Span, Statement
from auditor.readers.offline import OfflineReader
from auditor.readers.offline.answers import Answers, answer
from auditor.readers.offline.cues import CueModel, CueTable, packaged_cues, vote_numbers, weigh
from auditor.readers.offline.figures import scale_in, success_in
from auditor.readers.offline.model import packaged_model
from auditor.reading import Answer, DraftFact, DraftSpecItem
from auditor.taxonomy import RoleId

UNTOLD = vote_numbers(packaged_model().arrays["centre"], np.full(5, 0.2))
"""What models say of a posting on which they have no view of their own."""


def lines(*texts: str, section: Section = Section.DUTIES) -> list[tuple[Statement, str]]:
    return [(Statement(n, 10 * n, 10 * n + 5, section), text.lower()) for n, text in enumerate(texts, start=1)]


def answered(*texts: str, section: Section = Section.DUTIES) -> Answers:
    text, statements = "", []
    for number, line in enumerate(texts, start=1):
        statements.append(Statement(number, len(text), len(text) + len(line), section))
        text += line + "\n"
    draft = OfflineReader().read(Posting(None, text), Segmentation(tuple(statements), None, (), "test")).draft
    return Answers(dict(draft.facts), dict(draft.spec))


@pytest.mark.parametrize(
    "text",
    ["Serve 40 million requests a day", "Sift petabytes of sensor data", "Answer 5,000 claims questions each week"],
)
def test_a_figure_for_the_work_is_scale(text: str) -> None:
    assert scale_in(lines("Be kind", text), Scan(text)) == [2]


@pytest.mark.parametrize(
    "text", ["Work with 3 designers", "Save customers $40 million in costs", "Drive millions in revenue"]
)
def test_money_and_small_numbers_are_no_scale(text: str) -> None:
    assert scale_in(lines(text), Scan(text)) == []


def test_a_company_tells_the_scale_of_the_work_only_as_a_rate() -> None:
    blurb = ["Trusted by 2 million customers", "Our service answers 2 million queries every day"]
    assert scale_in(lines(*blurb, section=Section.COMPANY), Scan(" ".join(blurb))) == [2]


@pytest.mark.parametrize(
    "text",
    ["In your first 90 days you ship the triage queue", "Reduce handling time by 30%", "Keep uptime at 99.95%"],
)
def test_what_is_due_by_when_or_by_which_figure_is_success(text: str) -> None:
    assert success_in(lines("Be kind", text), (), Scan(text)) == [2]


def test_dates_of_benefits_are_no_success() -> None:
    text = "Benefits start within your first 90 days"
    assert success_in(lines(text), (), Scan(text)) == []


def test_the_statement_under_a_heading_about_success_counts() -> None:
    said = lines("Be kind", "Support agents trust the drafts")
    assert success_in(said, [(15, "what success looks like")], Scan("")) == [2]


def test_the_statements_that_say_most_of_data_infrastructure_show_it_in_text_order() -> None:
    duties = ["Feed Redshift", "Feed S3", "Tune Kafka", "Maintain dbt models in our Snowflake warehouse"]
    stated = answered(*duties).spec["data_infra"]
    assert (stated.value, stated.statements) == (True, (1, 2, 4))
    assert not answered("Maintain dashboards").spec["data_infra"].value


def test_a_marked_place_states_nothing() -> None:
    stated = ["Connect Salesforce and ServiceNow to the assistant", "Run ETL from Snowflake and Kafka with dbt"]
    assert {n for n, item in answered(*stated).spec.items() if item.value} == {"systems", "data_infra"}
    marked = answered(*(f"[{line}, after 30 days, for 2 million users a day]" for line in stated))
    assert not any(item.value for item in marked.spec.values())


def test_models_of_their_own_are_told_from_models_that_are_called() -> None:
    trains = answered("Train and fine-tune deep learning models", "Evaluate machine learning models on held-out data")
    calls = answered("Integrate LLM APIs into our product", "Write prompts and build agents with LangChain")
    assert (trains.facts["custom_models"].value, calls.facts["custom_models"].value) == ("yes", "no")


def test_own_models_are_shown_by_lines_with_work_on_them_and_systems_by_lines_that_name_one() -> None:
    said = "Train deep learning models\nJoin a team that loves machine learning models\nDeploy to Kubernetes\n"
    ends = [(0, 26), (27, 73), (74, 94)]
    statements = tuple(Statement(n, start, end, Section.DUTIES) for n, (start, end) in enumerate(ends, start=1))
    found = answer(said, Segmentation(statements, None, (), "test"), {1: ["trains_models"]}, RoleId.ML_ENGINEER, UNTOLD)
    assert found.facts["custom_models"] == DraftFact(value=Answer.YES, statements=(1,))
    assert found.spec["systems"].statements == (3,)


def test_an_employer_that_makes_a_platform_is_no_system_to_connect() -> None:
    duties = [
        "Join Zapier and build agents",
        "Connect agents to Salesforce, Jira and Slack on AWS",
        "Run them on Docker",
    ]
    assert answered(*duties).spec["systems"] == DraftSpecItem(value=True, statements=(2, 3))


def test_that_ai_is_not_the_product_is_shown_by_a_line_that_says_so_or_by_none() -> None:
    duties = ["Analyse the sales of our shops", "Build dashboards for business decisions", "Know statistics and SQL"]
    assert answered(*duties).facts["core_product"] == DraftFact(value=Answer.NO, statements=(2,))
    assert answered(duties[0], duties[2]).facts["core_product"] == DraftFact(value=Answer.NO, statements=())


def test_a_cue_counts_once_and_is_shown_by_the_first_statement_that_has_it() -> None:
    model = CueModel(
        (("q", "yes"),), (-1.0,), {"posting": {}, "work": {"train models": ((0, 2.0),)}}, np.array([[0.5]])
    )
    table = CueTable.of(model, frozenset())
    weighed = weigh(table, table.book.found_in(lines("Train models", "We train models")), iter(()), np.array([3.0]))
    assert weighed.odds["q", "yes"] == 2.5
    assert weighed.strongest("q", "yes") == [1]


def test_the_packaged_cues_answer_every_fitted_question() -> None:
    assert {question for question, _ in packaged_cues().columns} == {"custom_models", "core_product", "systems"}


def test_headings_are_seen_by_offset() -> None:
    text = "First 90 days\nThe queue is live\n"
    cut = Segmentation((Statement(1, 14, 31, Section.OTHER),), None, (Span(0, 13),), "test")
    assert answer(text, cut, {}, RoleId.AI_DEVELOPER, UNTOLD).spec["success"].statements == (1,)
