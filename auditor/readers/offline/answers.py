"""Facts and specification items by fixed patterns over statements, each answer with the statements that show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice, pairwise

from auditor.posting import Section, Statement
from auditor.reading import DraftFact, DraftSpecItem
from auditor.taxonomy import RoleId

__all__ = ["facts_of", "spec_of"]

_MAKES_MODELS = frozenset({"trains_models", "fine_tunes_models", "prepares_training_data", "evaluates_own_models"})
_USES_MODELS = frozenset({"calls_llm_api", "engineers_prompts", "builds_rag", "builds_agents", "builds_assistants"})
_EVIDENCE = 3
_WORK = (Section.DUTIES, Section.SUMMARY)
_ABOUT_COMPANY = (Section.COMPANY, Section.SUMMARY)
_FIGURES = (*"0123456789", "illion", "thousands", "hundreds", "abyte")
_WORD = re.compile(r"[a-z0-9]+")

_AI_SOLD = re.compile(
    r"\bai[- ](?:native|first|powered|driven|company|startup|start-up|lab|platform|products?|agents?|cloud)"
    r"|\bai infrastructure\b"
    r"|\b(?:ai|machine learning|ml) (?:software|company|platform|startup)\b|\bfoundation models?\b|\bfrontier\b"
    r"|\bautonomous\b|\bbuilding (?:safe |general |the )?(?:ai|agi|artificial)\b"
    r"|\bgenerative ai (?:platform|company)\b"
)
_SCALE = re.compile(
    r"\b(?:\d[\d,.]{0,12}\s?(?:\+|k|m|b|bn|mm|million|billion|trillion|thousand)?\+?|millions|billions"
    r"|thousands|hundreds"
    r"|petabytes?|terabytes?)\s?(?:of\s)?(?:\w{1,15}\s){0,2}"
    r"(?:users|requests|records|rows|events|transactions|queries|documents|images|messages|calls|predictions|inferences"
    r"|customers|members|players|sessions|gpus|tokens|data ?points|orders|riders|drivers|devices|pages|agents"
    r"|parameters"
    r"|tb|pb|gb|qps|rps|tps|terabytes|petabytes)\b|\b(?:petabyte|terabyte|billion|million)-scale\b"
)
_SUCCESS = re.compile(
    r"\b(?:30|60|90)[ -]?(?:/|-|,)[ -]?(?:60|90)\b|\b(?:in|within|by|over) (?:the|your) first (?:\w+ ){0,2}"
    r"(?:days?|weeks?|months?|year|quarter)\b|\bsuccess (?:in this role )?(?:looks like|means"
    r"|will be measured|is measured)"
    r"|\bwhat success looks like\b|\b(?:reduc|increas|improv|achiev|cut|deliver)\w* .{0,60}\b\d{1,3} ?%"
    r"|\bsla\b.{0,40}\d|\b99\.9+%?"
)
_SYSTEMS = frozenset(
    [
        "salesforce",
        "servicenow",
        "sap",
        "workday",
        "netsuite",
        "hubspot",
        "zendesk",
        "dynamics 365",
        "sharepoint",
        "jira",
        "snowflake",
        "databricks",
        "bigquery",
        "redshift",
        "sagemaker",
        "bedrock",
        "vertex ai",
        "azure openai",
        "azure ml",
        "azure machine learning",
        "kubernetes",
        "eks",
        "gke",
        "aks",
        "epic",
        "cerner",
        "oracle",
        "power platform",
        "copilot studio",
        "foundry",
        "slack",
        "microsoft teams",
        "kafka",
        "airflow",
        "tableau",
        "looker",
        "power bi",
        "mlflow",
        "kubeflow",
        "langgraph",
        "openai",
        "anthropic",
    ]
)
_DATA = frozenset(
    [
        "data warehouse",
        "data lake",
        "data lakehouse",
        "data platform",
        "data mesh",
        "snowflake",
        "databricks",
        "bigquery",
        "redshift",
        "dbt",
        "airflow",
        "kafka",
        "spark",
        "s3",
        "delta lake",
        "hadoop",
        "hive",
        "synapse",
        "fivetran",
        "etl",
        "elt",
        "feature store",
    ]
)
_OPEN_NAMES = frozenset(name.split()[0] for name in _SYSTEMS | _DATA if " " in name)
"""The first words of the names that have two."""


def facts_of(
    lines: Sequence[tuple[Statement, str]], tagged: dict[int, list[str]], role: RoleId
) -> dict[str, DraftFact]:
    """The two facts of the labelling guide.

    `lines` are the statements with their lower-cased text; `tagged` maps a statement's number to its activities.
    """
    making = [n for n, names in tagged.items() if _MAKES_MODELS.intersection(names)]
    using = [n for n, names in tagged.items() if _USES_MODELS.intersection(names)]
    if making and (role is not RoleId.OTHER or len(making) > 1):
        custom = DraftFact(value="yes", statements=tuple(making[:_EVIDENCE]))
    else:
        custom = DraftFact(value="no", statements=tuple(using[:_EVIDENCE]))
    sold = _matching(lines, _ABOUT_COMPANY, _AI_SOLD, ("ai", "machine", "model", "frontier", "autonomous"))
    core = DraftFact(value="yes" if sold else "no", statements=tuple(sold))
    return {"custom_models": custom, "core_product": core}


def spec_of(lines: Sequence[tuple[Statement, str]]) -> dict[str, DraftSpecItem]:
    """The four specification items of the hiring guide, section 8."""
    worded = [(statement.number, _WORD.findall(text)) for statement, text in lines if statement.section in _WORK]
    found = {
        "systems": _naming(worded, _SYSTEMS),
        "scale": _matching(lines, _WORK, _SCALE, _FIGURES),
        "success": _matching(lines, (*_WORK, Section.REQUIREMENTS), _SUCCESS, ("success", "first ", "%", "sla", "/60")),
        "data_infra": _naming(worded, _DATA),
    }
    return {name: DraftSpecItem(value=bool(numbers), statements=tuple(numbers)) for name, numbers in found.items()}


def _naming(worded: Iterable[tuple[int, list[str]]], names: frozenset[str]) -> list[int]:
    """The first statements, given as numbers and words, that contain one of the names, each a word or two."""
    found = (
        number
        for number, words in worded
        if not names.isdisjoint(words)
        or not (_OPEN_NAMES.isdisjoint(words) or names.isdisjoint(map(" ".join, pairwise(words))))
    )
    return [*islice(found, _EVIDENCE)]


def _matching(
    lines: Iterable[tuple[Statement, str]],
    sections: Collection[Section],
    pattern: re.Pattern[str],
    hints: tuple[str, ...],
) -> list[int]:
    """The first statements of the sections that match; a text without any of the hints cannot."""
    found = (
        s.number
        for s, text in lines
        if s.section in sections and any(hint in text for hint in hints) and pattern.search(text)
    )
    return [*islice(found, _EVIDENCE)]
