"""Whether a skills list full of another role's words moves the role.

    python -m benchmarks.stuffing POSTINGS... [--count 100] [--failures]

POSTINGS are JSON Lines (.gz allowed) with id, title, company, text and, where known, `language`. For each pair of a
role and another role's words: up to `--count` English postings of the first role that need no review and that the
weights were not fitted on, in the order of a hash of their id, get ten lines of the other's words appended under a
heading "Skills". Printed for each pair: the share whose role stays or that goes to review, and the share whose role
stays. The target is 95% of the former. `--failures` lists every posting that moved unnoticed.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.readers.offline import OfflineReader
from auditor.taxonomy import RoleId
from benchmarks.stability import drawn

TARGET = 0.95

BUZZWORDS: dict[RoleId, tuple[str, ...]] = {
    RoleId.AI_ENGINEER: (
        "MLOps, LLMOps, model serving",
        "Kubernetes, Docker, Helm, Terraform",
        "Triton Inference Server, vLLM, TensorRT, ONNX Runtime",
        "GPU clusters, CUDA, Slurm, Ray",
        "Model registry, MLflow, Kubeflow",
        "CI/CD for models, canary releases, rollback",
        "Drift monitoring, Prometheus, Grafana",
        "Inference latency and cost optimisation, quantisation",
        "SageMaker, Vertex AI, Azure ML",
        "Feature stores, model gateways, autoscaling",
    ),
    RoleId.ML_ENGINEER: (
        "PyTorch, TensorFlow, JAX",
        "Deep learning, transformers, computer vision, NLP",
        "Model training, fine-tuning, LoRA, RLHF",
        "Feature engineering, training pipelines",
        "Recommender systems, ranking, forecasting",
        "Distributed training, DeepSpeed, FSDP",
        "Hyperparameter search, offline evaluation",
        "Data labelling, augmentation, synthetic data",
        "scikit-learn, XGBoost, LightGBM",
        "Speech recognition, object detection, segmentation",
    ),
    RoleId.AI_DEVELOPER: (
        "LLM APIs, OpenAI, Anthropic, Gemini",
        "Prompt engineering, few-shot prompting",
        "RAG, vector databases, Pinecone, Weaviate, pgvector",
        "LangChain, LangGraph, LlamaIndex",
        "AI agents, tool calling, MCP",
        "Chatbots, copilots, voice assistants",
        "Evaluation of LLM applications, guardrails",
        "Embeddings, semantic search",
        "Generative AI, GPT-4, Claude, Llama",
        "AI workflow automation, n8n, Zapier",
    ),
    RoleId.DATA_SCIENTIST: (
        "Statistics, hypothesis testing, regression",
        "A/B tests, experiment design, causal inference",
        "SQL, pandas, R, SAS",
        "Tableau, Power BI, Looker dashboards",
        "Data analysis, data visualisation, storytelling",
        "Customer segmentation, churn analysis",
        "Predictive modelling, time series, Bayesian methods",
        "Stakeholder presentations, business insights",
        "Jupyter notebooks, exploratory analysis",
        "Survival analysis, uplift modelling, KPI definition",
    ),
    RoleId.OTHER: (
        "Java, Spring Boot, Hibernate",
        "React, TypeScript, Next.js, HTML, CSS",
        "REST, GraphQL, gRPC",
        "PostgreSQL, MySQL, Redis",
        "Microservices, event-driven architecture, RabbitMQ",
        "Unit testing, Selenium, Cypress",
        "Agile, Scrum, Jira",
        "Salesforce, SAP, ServiceNow",
        "iOS, Android, Flutter",
        "Linux, networking, firewalls",
    ),
}


def main() -> None:
    """Prints a table: a row for each role, a column for each other role's words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    sure = [found for path in options.postings for found in drawn(path) if not found.needs_review]
    print("role or review holds (role stays), by the role before and whose words are appended; postings")
    print(f"{'':<16}" + "".join(f"{words:>20}" for words in RoleId) + f"{'postings':>10}")
    held = total = 0
    moved: list[str] = []
    for role in RoleId:
        chosen = [found for found in sure if found.assessment.role is role][: options.count]
        cells = [cell(chosen, words, moved) for words in RoleId if words is not role]
        held, total = held + sum(c[0] for c in cells), total + len(chosen) * len(cells)
        shown = [f"{c[0] / max(1, len(chosen)):.0%} ({c[1] / max(1, len(chosen)):.0%})" for c in cells]
        shown.insert(list(RoleId).index(role), "")
        print(f"{role:<16}" + "".join(f"{text:>20}" for text in shown) + f"{len(chosen):>10}")
    print(f"all: {held / max(1, total):.1%} of {total:,} hold; target {TARGET:.0%}")
    if options.failures:
        print("\n".join(moved))


def cell(chosen: list[Audit], words: RoleId, moved: list[str]) -> tuple[int, int]:
    """How many postings hold (role as before, or review), and how many keep the role."""
    reader, held, kept = OfflineReader(), 0, 0
    for before in chosen:
        after = audit(replace(before.posting, text=stuffed(before.posting.text, words)), reader)
        same = after.assessment.role is before.assessment.role
        held, kept = held + (same or after.needs_review), kept + same
        if not same and not after.needs_review:
            moved.append(
                f"  {before.posting.source_id}: {before.assessment.role} {confidence(before):.2f} -> "
                f"{after.assessment.role} {confidence(after):.2f} by {words} words"
            )
    return held, kept


def stuffed(text: str, words: RoleId) -> str:
    """The text with a role's words appended as a list of skills."""
    return f"{text.rstrip()}\n\nSkills\n" + "\n".join(f"- {line}" for line in BUZZWORDS[words]) + "\n"


def confidence(found: Audit) -> float:
    """The confidence in the role; 0 without a reading."""
    return found.reading.confidence if found.reading else 0.0


if __name__ == "__main__":
    main()
