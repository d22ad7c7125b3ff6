from __future__ import annotations

import pytest

from auditor.posting import Section, Statement
from auditor.readers.offline.answers import facts_of, spec_of
from auditor.taxonomy import RoleId


def lines(*texts: str, section: Section = Section.DUTIES) -> list[tuple[Statement, str]]:
    return [(Statement(n, 10 * n, 10 * n + 5, section), text.lower()) for n, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("systems", "Connect the assistant to Salesforce and ServiceNow"),
        ("scale", "Serve 40 million requests a day"),
        ("scale", "Work on petabyte-scale archives"),
        ("success", "In your first 90 days you ship the triage queue"),
        ("success", "Reduce the handling time by 30%"),
        ("data_infra", "Read from our Snowflake warehouse"),
    ],
)
def test_an_item_is_stated_where_a_duty_states_it(item: str, text: str) -> None:
    found = spec_of(lines("Be kind", text))[item]
    assert found.value
    assert found.statements == (2,)


def test_plain_duties_state_nothing() -> None:
    assert not any(item.value for item in spec_of(lines("Build features", "Work with 3 designers")).values())


def test_a_company_blurb_is_no_specification() -> None:
    assert not spec_of(lines("We serve 40 million requests a day", section=Section.COMPANY))["scale"].value


def test_making_models_is_read_from_the_tags_and_selling_ai_from_the_company() -> None:
    duties = lines("Train the model")
    facts = facts_of(duties, {1: ["trains_models"]}, RoleId.ML_ENGINEER)
    assert (facts["custom_models"].value, facts["custom_models"].statements) == ("yes", (1,))
    assert facts["core_product"].value == "no"
    blurb = lines("We are an AI-native company", section=Section.COMPANY)
    assert facts_of(blurb, {}, RoleId.OTHER)["core_product"].value == "yes"
