"""Facts and specification items by fixed patterns over statements, each answer with the statements that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.posting import Section, Segmentation, Statement
from auditor.reading import DraftFact, DraftSpecItem
from auditor.taxonomy import RoleId

__all__ = ["facts_of", "spec_of"]

_MAKES_MODELS = frozenset({"trains_models", "fine_tunes_models", "prepares_training_data", "evaluates_own_models"})
_USES_MODELS = frozenset({"calls_llm_api", "engineers_prompts", "builds_rag", "builds_agents", "builds_assistants"})
_EVIDENCE = 3

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
_SYSTEMS = re.compile(
    r"\b(?:salesforce|servicenow|sap|workday|netsuite|hubspot|zendesk|dynamics 365|sharepoint|jira|snowflake|databricks"
    r"|bigquery|redshift|sagemaker|bedrock|vertex ai|azure openai|azure ml|azure machine learning"
    r"|kubernetes|eks|gke|aks"
    r"|epic|cerner|oracle|power platform|copilot studio|foundry|slack|microsoft teams|kafka|airflow|tableau|looker"
    r"|power bi|mlflow|kubeflow|langgraph|openai|anthropic)\b"
)
_DATA = re.compile(
    r"\b(?:data (?:warehouse|lake|lakehouse|platform|mesh)|snowflake|databricks|bigquery|redshift"
    r"|data ?bricks|dbt|airflow"
    r"|kafka|spark|s3|delta lake|hadoop|hive|synapse|fivetran|etl|elt|feature store)\b"
)


def facts_of(text: str, segmentation: Segmentation, tagged: dict[int, list[str]], role: RoleId) -> dict[str, DraftFact]:
    """The two facts of the labelling guide; `tagged` maps a statement's number to its activities."""
    making = [n for n, names in tagged.items() if _MAKES_MODELS.intersection(names)]
    using = [n for n, names in tagged.items() if _USES_MODELS.intersection(names)]
    if making and (role is not RoleId.OTHER or len(making) > 1):
        custom = DraftFact(value="yes", statements=tuple(making[:_EVIDENCE]))
    else:
        custom = DraftFact(value="no", statements=tuple(using[:_EVIDENCE]))
    sold = _matching(text, segmentation.in_sections(Section.COMPANY, Section.SUMMARY), _AI_SOLD)
    core = DraftFact(value="yes" if sold else "no", statements=tuple(sold[:_EVIDENCE]))
    return {"custom_models": custom, "core_product": core}


def spec_of(text: str, segmentation: Segmentation) -> dict[str, DraftSpecItem]:
    """The four specification items of the hiring guide, section 8."""
    work = segmentation.in_sections(Section.DUTIES, Section.SUMMARY)
    every = segmentation.in_sections(Section.DUTIES, Section.SUMMARY, Section.REQUIREMENTS)
    return {
        "systems": _item(text, work, _SYSTEMS),
        "scale": _item(text, work, _SCALE),
        "success": _item(text, every, _SUCCESS),
        "data_infra": _item(text, work, _DATA),
    }


def _item(text: str, statements: Iterable[Statement], pattern: re.Pattern[str]) -> DraftSpecItem:
    found = _matching(text, statements, pattern)
    return DraftSpecItem(value=bool(found), statements=tuple(found[:_EVIDENCE]))


def _matching(text: str, statements: Iterable[Statement], pattern: re.Pattern[str]) -> list[int]:
    return [s.number for s in statements if pattern.search(text[s.start : s.end].lower())]
