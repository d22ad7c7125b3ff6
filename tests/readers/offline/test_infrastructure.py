from __future__ import annotations

import pytest

from auditor.facts.scan import Scan
from auditor.posting import Section, Statement
from auditor.readers.offline.infrastructure import NAMES, infrastructure_in
from auditor.readers.offline.phrases import phrases_of

HEADING = 5


def stated(*texts: str, section: Section = Section.DUTIES, heading: str = "") -> list[int]:
    lines = [(Statement(n, 10 * n, 10 * n + 9, section), text.lower()) for n, text in enumerate(texts, start=1)]
    names = {s.number: phrases_of(said) & NAMES for s, said in lines}
    return infrastructure_in(lines, names, [(HEADING, heading)], Scan("\n".join(texts)))


@pytest.mark.parametrize("section", [Section.SUMMARY, Section.COMPANY, Section.OTHER, Section.REQUIREMENTS])
@pytest.mark.parametrize(
    "text", ["Our claims data lives in BigQuery", "We currently use Snowflake", "The tech stack: Python, Kafka"]
)
def test_one_name_is_enough_where_the_employer_says_that_it_has_it(text: str, section: Section) -> None:
    assert stated("Be kind", text, section=section) == [2]


def test_what_stands_under_a_heading_of_the_stack_is_theirs() -> None:
    listed = "Storage: ClickHouse, S3"
    assert stated(listed, section=Section.REQUIREMENTS, heading="our tech stack") == [1]
    assert stated(listed, section=Section.REQUIREMENTS, heading="what you bring") == []


def test_a_wish_states_no_infrastructure() -> None:
    assert stated("The tech stack: Snowflake, Kafka", section=Section.NICE_TO_HAVE) == []


def test_duties_need_several_names_or_mentions_of_data() -> None:
    assert stated("Load the orders into Redshift with dbt") == [1]
    assert stated("Train users of Snowflake") == []
    assert stated("Keep the ETL that fills Snowflake", "Own data pipelines and data models in SQL") == [1]


def test_examples_and_skills_count_least() -> None:
    assert stated("Build reports with tools such as Snowflake or Redshift") == []
    assert stated("Experience with Snowflake, Redshift, Kafka and Airflow", section=Section.REQUIREMENTS) == []


def test_databases_of_an_application_are_not_enough() -> None:
    assert stated("We use PostgreSQL and Redis", section=Section.COMPANY) == []


def test_unnamed_infrastructure_needs_much_talk_of_data() -> None:
    assert stated("Keep our existing data pipelines") == []
    told = ["Feed our data warehouse", "Write ETL in SQL", "Own data ingestion, data models, ELT and data platforms"]
    assert stated(*told) == [1]


def test_the_statement_that_says_most_comes_first() -> None:
    told = ["Move events with Kafka", "Be kind", "Our stack has Airflow, dbt and Snowflake"]
    assert stated(*told) == [3, 1]


def test_what_a_maker_calls_its_product_is_not_its_infrastructure() -> None:
    told = ["Join the Snowflake team", "Bring models to Snowflake", "Write SQL for data pipelines, ETL and data models"]
    assert stated(*told) == []


def test_a_list_of_technologies_among_the_requirements_is_asked_of_the_candidate() -> None:
    assert stated("Hadoop, Spark, Kafka", section=Section.REQUIREMENTS, heading="technologies") == []
    assert stated("Hadoop, Spark, Kafka", section=Section.OTHER, heading="technologies") == [1]
