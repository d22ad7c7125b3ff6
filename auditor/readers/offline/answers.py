"""Facts and specification items, each answer with the statements that show it: cues that were fitted, and patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from auditor.patterns import pattern
from auditor.posting import Section, Segmentation, Statement
from auditor.readers.offline.cues import GROUPS, CueTable, Weighed, packaged_cues, posting_cues, weigh
from auditor.readers.offline.elsewhere import business_elsewhere
from auditor.readers.offline.figures import scale_in, success_in
from auditor.readers.offline.infrastructure import NAMES, STORES, infrastructure_in
from auditor.readers.offline.phrases import Phrased
from auditor.reading import Answer, DraftFact, DraftSpecItem
from auditor.taxonomy import RoleId

__all__ = ["Answers", "answer", "names_in"]

_EVIDENCE = 3
_WORK = (Section.DUTIES, Section.SUMMARY)
FITTED_FACTS = ("custom_models", "core_product")

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
"""Systems by name that postings deploy to or integrate with."""

_MARKED = pattern(r"\[[^\[\]]+\]\.?")
"""A marked place, "[Name the systems]": it asks for what is not stated yet."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The draft's facts and specification items by name."""

    facts: dict[str, DraftFact]
    spec: dict[str, DraftSpecItem]


def answer(text: str, segmentation: Segmentation, tagged: dict[int, list[str]], role: RoleId) -> Answers:
    """The facts of the labelling guide and the specification items of the hiring guide, section 8.

    `tagged` maps a statement's number to its activities. Custom models, core product and named systems are weighed
    by fitted cues (benchmarks/fit_answers.py); scale, success and data infrastructure are found by patterns and names.
    """
    lines = [(s, said) for s in segmentation.statements if not _marked(said := text[s.start : s.end].lower())]
    table = _table()
    phrased = table.book.found_in([(s, said) for s, said in lines if s.section in GROUPS])
    weighed = weigh(table, phrased, posting_cues(tagged, role, names_in(phrased.statements, phrased.names)))
    headings = [(span.start, span.of(text).lower()) for span in segmentation.headings]
    found = {
        "systems": _systems(weighed, phrased),
        "scale": scale_in(lines),
        "success": success_in(lines, headings),
        "data_infra": sorted(infrastructure_in(lines, phrased.names, headings)[:_EVIDENCE]),
    }
    return Answers(
        facts={name: _fact(weighed, name, lines) for name in FITTED_FACTS},
        spec={n: DraftSpecItem(value=bool(at), statements=tuple(at[:_EVIDENCE])) for n, at in found.items()},
    )


def _marked(said: str) -> bool:
    return "[" in said and _MARKED.fullmatch(said) is not None


@cache
def _table() -> CueTable:
    return CueTable.of(packaged_cues(), _SYSTEMS | NAMES)


def names_in(statements: Iterable[Statement], phrases: Mapping[int, set[str]]) -> dict[str, int]:
    """How many different names of systems and of data stores stand in summary and duties; phrases by statement."""
    named = {"systems": _SYSTEMS, "stores": STORES}
    said = set().union(*(phrases.get(s.number, ()) for s in statements if s.section in _WORK))
    return {kind: len(names & said) for kind, names in named.items()}


def _fact(weighed: Weighed, name: str, lines: Sequence[tuple[Statement, str]]) -> DraftFact:
    value = weighed.best(name)
    if (name, value) == ("core_product", "no"):
        return DraftFact(value=Answer.NO, statements=business_elsewhere(lines))
    return DraftFact(value=Answer(value), statements=weighed.evidence(name, value, _EVIDENCE))


def _systems(weighed: Weighed, phrased: Phrased) -> list[int]:
    """Statements that name a system, where the cues say that the posting does; else those that speak most for it."""
    if weighed.odds["systems", "true"] <= 0:
        return []
    naming = (s.number for s in phrased.statements if s.section in _WORK and s.number in phrased.names)
    systems = [number for number in naming if not _SYSTEMS.isdisjoint(phrased.names[number])]
    return systems[:_EVIDENCE] or [*weighed.evidence("systems", "true", _EVIDENCE)]
