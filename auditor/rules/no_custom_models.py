"""NEED001: infrastructure for models of one's own is demanded where no model of one's own is involved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Section, Statement
from auditor.reading import Answer, Reading
from auditor.rules.evidence import PER_SIDE, in_text_order, role_evidence
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import is_softened
from auditor.taxonomy import RoleId

__all__ = ["NO_CUSTOM_MODELS"]

_INFRASTRUCTURE = frozenset({"serves_models", "runs_gpu_infrastructure", "runs_mlops", "optimises_inference"})
"""Activities that only a team with models of its own has use for."""

_SAID = pattern(
    r"\b(?:gpus?|cuda|model serving|serving frameworks?|mlops|ml ops|kubeflow|mlflow|triton|vllm|tensorrt|torchserve|"
    r"tensorflow serving|model registr(?:y|ies)|model deployment|model monitoring|quanti[sz]ation|feature stores?)\b",
    re.I,
)
"""Words by which a requirement asks for infrastructure for models."""
_IN_SAID = (
    "gpu", "cuda", "serving", "ops", "kubeflow", "mlflow", "triton", "vllm", "tensorrt", "torchserve", "registr",
    "deployment", "monitoring", "quanti", "feature store",
)  # fmt: skip
"""Each of these words has one of these in it."""
_RUN_BY_THE_TEAM = pattern(
    r"\b(?:on[- ]prem\w*|private cloud|self-hosted|local(?:ly hosted)? (?:ai )?models?"
    r"|open[- ](?:source|weights?) models?)\b",
    re.I,
)
"""Words for open models that the team runs itself."""
_OWN = pattern(
    r"\bpredictive (?:ai|models?|analytics|maintenance)\b|\bml models?\b|\bproductioni[sz]\w* (?:\w+ ){0,2}models\b"
    r"|\b(?:internally|in[- ]house)(?: or externally)? (?:created|built|developed|trained)\)? models\b",
    re.I,
)
"""Words of the work for models that somebody in the house trains."""
_LOOSE = frozenset({"mlops", "ml ops"})
"""Words that postings also use for releasing any software."""
_OF_APPLICATIONS = pattern(
    r"\b(?:llm ?ops|agents?|agentic|evals?|prompts?|ai-powered|llm (?:applications?|apps?)|langchain|langgraph|"
    r"llama-?index|mcp|rag)\b",
    re.I,
)
"""Words for the operation and the tools of applications on models, which builders of applications do need."""


@rule("NEED001", "infrastructure-without-own-models", Severity.INFO)
def NO_CUSTOM_MODELS(assessment: Assessment) -> Iterator[Hit]:
    """The requirements ask for infrastructure for models, and the work calls the models of others.

    What it flags:
        A must-have requirement for serving, GPU, MLOps or inference skills in a posting whose duties build on LLM
        APIs, none of which trains or runs a model, and that shows no model of the company's own. Familiarity, and
        the operation of LLM applications, do not count.
    Why it matters:
        Behind a hosted API the provider serves and scales the model. The requirements narrow the field to people
        who cost more and whose skill the work has no use for.
    A posting that is flagged:
        Duties "Connect the claims portal to a hosted language model" and "Write and test the prompts";
        requirements "Kubeflow and MLflow in production" and "GPU inference with Triton".
    A posting that passes:
        The same requirements over "Serve our own ranking models"; or the same duties with "Kubernetes is a plus".
    A near miss:
        The same duties with "Familiarity with Kubeflow and MLflow".
    When it is wrong:
        When open models will be run by the team itself. Then a duty should say so.
    Source:
        AI hiring guide, 2026, section 2, question 1.
    """
    reading = assessment.reading
    if reading is None or assessment.role is not RoleId.AI_DEVELOPER or assessment.facts.kind not in VACANCIES:
        return
    if not role_told(assessment) or reading.facts["custom_models"].value is Answer.YES:
        return
    asking = _asking(reading)
    if asking and not _own_models(reading):
        ask = "a requirement asks" if len(asking) == 1 else f"{len(asking)} requirements ask"
        yield Hit(
            message=f"The work builds on models of others, but {ask} for infrastructure that only models of your own "
            "need.",
            fix="Take the serving, GPU and MLOps requirements out or make them a plus; or write the models that you "
            "run yourselves into the duties.",
            evidence=role_evidence(assessment, RoleId.AI_DEVELOPER) + in_text_order(asking[:PER_SIDE]),
            certainty=Certainty.MEDIUM,
        )


def _own_models(reading: Reading) -> bool:
    """Whether some of the work trains models or runs them."""
    if reading.secondary_role is RoleId.ML_ENGINEER:
        return True
    work = reading.tags_in(*WORK_SECTIONS)
    text = reading.posting.text
    if any(tag.role is RoleId.ML_ENGINEER or tag.activity in _INFRASTRUCTURE for tag in work):
        return True
    said = [statement.of(text) for statement in reading.segmentation.in_sections(*WORK_SECTIONS)]
    return _RUN_BY_THE_TEAM.search(text) is not None or any(_SAID.search(line) or _OWN.search(line) for line in said)


def _asking(reading: Reading) -> list[Statement]:
    """The must-have requirements that ask for infrastructure, by their words: a reader may have tagged another part."""
    asked = reading.segmentation.in_sections(Section.REQUIREMENTS)
    return [statement for statement in asked if _asks(statement, reading.posting.text)]


def _asks(statement: Statement, text: str) -> bool:
    said = statement.of(text)
    if not any(map(said.lower().__contains__, _IN_SAID)):
        return False
    if is_softened(said) or _OF_APPLICATIONS.search(said):
        return False
    return any(match[0].lower() not in _LOOSE for match in _SAID.finditer(said))
