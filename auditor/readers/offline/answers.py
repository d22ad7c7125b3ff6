"""Facts and specification items, each answer with the statements that show it: cues that were fitted, and patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from auditor.patterns import pattern
from auditor.posting import Section, Segmentation, Statement
from auditor.readers.offline.cues import GROUPS, Phrased, Weighed, packaged_cues, phrases_of, posting_cues, weigh
from auditor.readers.offline.elsewhere import business_elsewhere
from auditor.readers.offline.figures import scale_in, success_in
from auditor.readers.offline.infrastructure import NAMES, STORES, infrastructure_in
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
    lines = [(s, said) for s in segmentation.statements if not _MARKED.fullmatch(said := text[s.start : s.end].lower())]
    known = _known_phrases()
    phrased = [(s, phrases_of(said, known)) for s, said in lines if s.section in GROUPS]
    names = names_in(phrased)
    weighed = weigh(packaged_cues(), phrased, posting_cues(tagged, role, names))
    headings = [(span.start, span.of(text).lower()) for span in segmentation.headings]
    found = {
        "systems": _systems(weighed, phrased),
        "scale": scale_in(lines),
        "success": success_in(lines, headings),
        "data_infra": sorted(infrastructure_in(lines, phrased, headings)[:_EVIDENCE]),
    }
    return Answers(
        facts={name: _fact(weighed, name, lines) for name in FITTED_FACTS},
        spec={n: DraftSpecItem(value=bool(at), statements=tuple(at[:_EVIDENCE])) for n, at in found.items()},
    )


@cache
def _known_phrases() -> frozenset[str]:
    """The phrases that say something: cues and names; all others are dropped before they are looked up one by one."""
    cues = (phrase for phrases in packaged_cues().weights.values() for phrase in phrases)
    return frozenset(cues) | _SYSTEMS | NAMES


def names_in(phrased: Phrased) -> dict[str, int]:
    """How many different names of systems and of data stores stand in summary and duties."""
    named = {"systems": _SYSTEMS, "stores": STORES}
    said = set().union(*(phrases for s, phrases in phrased if s.section in _WORK))
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
    return [*islice(_naming(phrased, _SYSTEMS), _EVIDENCE)] or [*weighed.evidence("systems", "true", _EVIDENCE)]


def _naming(phrased: Phrased, names: frozenset[str]) -> Iterable[int]:
    """The statements of summary and duties that contain one of the names, each a word or two."""
    return (s.number for s, said in phrased if s.section in _WORK and not names.isdisjoint(said))
