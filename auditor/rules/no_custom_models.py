"""NEED001: infrastructure for models of one's own is demanded where no model of one's own is involved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.patterns import pattern
from auditor.posting import Section, Statement
from auditor.reading import Answer, Reading
from auditor.rules.evidence import PER_SIDE, in_text_order, role_evidence
from auditor.rules.gates import VACANCIES, role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["NO_CUSTOM_MODELS"]

INFRASTRUCTURE = frozenset({"serves_models", "runs_gpu_infrastructure", "runs_mlops", "optimises_inference"})
"""Activities that only a team with models of its own has use for."""

_SAID = pattern(
    r"\b(?:gpus?|cuda|inference|model serving|serving|mlops|kubeflow|mlflow|sagemaker|triton|vllm|tensorrt|torchserve|"
    r"model registr(?:y|ies)|model deployment|model monitoring|quanti[sz]ation|feature stores?)\b",
    re.I,
)
"""Words without which a requirement does not ask for infrastructure, however a reader tagged it."""

FEWEST = 2
"""How many statements have to ask for it; one is a line among many."""


@rule("NEED001", "infrastructure-without-own-models", Severity.INFO)
def NO_CUSTOM_MODELS(assessment: Assessment) -> Iterator[Hit]:  # noqa: N802
    """The requirements ask for infrastructure for models, and the work calls the models of others.

    What it flags:
        At least two requirements for serving, GPU, MLOps or inference skills in a posting whose duties build on
        LLM APIs and that shows no model of the company's own.
    Why it matters:
        Behind a hosted API the provider serves and scales the model. The requirements narrow the field to people
        who cost more and whose skill the work has no use for.
    A posting that is flagged:
        Duties "Connect the claims portal to a hosted language model" and "Write and test the prompts";
        requirements "Kubeflow and MLflow in production" and "GPU inference with Triton".
    A posting that passes:
        The same requirements over "Serve our own ranking models"; or the same duties with "Kubernetes is a plus".
    When it is wrong:
        When open models will be run by the team itself. Then a duty should say so.
        Fewer than twenty of its hits on real postings could be read: hardly tested, so never more than an info.
    Source:
        AI hiring guide, 2026, section 2, question 1.
    """
    reading = assessment.reading
    if reading is None or assessment.role is not RoleId.AI_DEVELOPER or assessment.facts.kind not in VACANCIES:
        return
    asking = _asking(reading)
    if not role_told(assessment) or reading.facts["custom_models"].value is not Answer.NO or len(asking) < FEWEST:
        return
    yield Hit(
        message=f"The work builds on models of others, but {len(asking)} requirements ask for infrastructure that only "
        "models of your own need.",
        fix="Take the serving, GPU and MLOps requirements out or make them a plus; or write the models that you run "
        "yourselves into the duties.",
        evidence=role_evidence(assessment, RoleId.AI_DEVELOPER) + in_text_order(asking[:PER_SIDE]),
        certainty=Certainty.MEDIUM,
    )


def _asking(reading: Reading) -> list[Statement]:
    """The requirements that ask for infrastructure, when no duty does."""
    if any(tag.activity in INFRASTRUCTURE for tag in reading.tags_in(Section.DUTIES, Section.SUMMARY)):
        return []
    tagged = {t.statement for t in reading.tags_in(Section.REQUIREMENTS) if t.activity in INFRASTRUCTURE}
    said = (s for s in tagged if _SAID.search(s.span.of(reading.posting.text)))
    return sorted(said, key=lambda statement: statement.number)
