"""STACK001: a posting for running models names next to nothing of the stack that the work needs."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Severity
from auditor.posting import Section
from auditor.rules.gates import VACANCIES, role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import named_in_posting
from auditor.rules.thresholds import threshold
from auditor.rules.wording import or_list
from auditor.taxonomy import RoleId

__all__ = ["CORE_STACK_ABSENT"]

CORE = {
    "Python": frozenset({"language"}),
    "containers or Kubernetes": frozenset({"containers", "orchestration"}),
    "a cloud": frozenset({"cloud", "cloud service", "ML platform", "LLM service"}),
    "experiment tracking": frozenset({"experiment tracking", "ML platform"}),
    "monitoring": frozenset({"monitoring"}),
    "serving or training at scale": frozenset({"serving", "training framework", "accelerator", "data processing"}),
}
"""Parts of the AI engineer's core stack by the kinds of tools that show them (AI hiring guide, section 1)."""

_FEWEST_REQUIREMENTS = 3


@rule("STACK001", "core-stack-absent", Severity.INFO, default_on=False)
def CORE_STACK_ABSENT(assessment: Assessment) -> Iterator[Hit]:  # noqa: N802
    """The work is running models in production, and the posting names hardly any tool it is done with.

    What it flags:
        A posting whose duties are an AI engineer's and whose duties and requirements name tools of fewer than two
        of the six parts of that job's core stack: Python, containers, a cloud, tracking, monitoring, serving.
    Why it matters:
        People who run models choose postings by the platform they would run. Without it the posting draws those
        who apply to everything.
    A posting that is flagged:
        Duties "Deploy and monitor our models", requirements "Strong engineering skills" and "A problem solver".
    A posting that passes:
        The same with "Python, Kubernetes and Prometheus"; or with "AWS" and "Docker" among the wishes.
    When it is wrong:
        When the platform is still to be chosen by the hire. Then say so. Off by
        default: too few hits on real postings have been read to know how often it is.
    Source:
        AI hiring guide, 2026, section 1 (core stack of an AI engineer).
    """
    if assessment.role is not RoleId.AI_ENGINEER or not role_settled(assessment):
        return
    if assessment.facts.kind not in VACANCIES:
        return
    if len(assessment.segmentation.in_sections(Section.REQUIREMENTS)) < _FEWEST_REQUIREMENTS:
        return
    kinds = {tool.kind for tool in named_in_posting(assessment)}
    absent = [part for part, shown_by in CORE.items() if not kinds & shown_by]
    if len(CORE) - len(absent) < threshold(assessment, "core_stack_parts"):
        yield Hit(
            message=f"The work is running models in production, but the posting names no {or_list(absent)}.",
            fix="Name the platform this person will run: language, cloud, orchestration, tracking, monitoring.",
            evidence=Absence("the tools of the core stack"),
            certainty=Certainty.MEDIUM,
        )
