"""STACK001: a posting for running models names next to nothing of the stack that the work needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Severity
from auditor.guide import load_guide
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Section
from auditor.rules.gates import role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import named_in_posting
from auditor.rules.thresholds import threshold
from auditor.rules.wording import or_list
from auditor.taxonomy import RoleId

__all__ = ["CORE_STACK_ABSENT"]

_CORE = {
    "Python": frozenset({"language"}),
    "containers or Kubernetes": frozenset({"containers", "orchestration"}),
    "a cloud": frozenset({"cloud", "cloud service", "ML platform", "LLM service"}),
    "experiment tracking": frozenset({"experiment tracking", "ML platform"}),
    "monitoring": frozenset({"monitoring"}),
    "serving or training at scale": frozenset({"serving", "training framework", "accelerator", "data processing"}),
}
"""Parts of the AI engineer's core stack by the kinds of tools that show them (AI hiring guide, section 1)."""

_CORE_KINDS = frozenset[str]().union(*_CORE.values())
_ENOUGH_TOOLS = 3
"""Tools of the core stack that are more than hardly any, even all of one part: a kernel engineer's are."""

_FEWEST_REQUIREMENTS = 3
_FEWEST_DUTIES = 2
"""Lines of the work that have to be an AI engineer's: one such line does not call for the whole stack."""

_LEAST_SHARE = 0.3
"""Share of the work from which the labelling guide gives a role a name of its own beside another; below it the person
works with another stack most of the week."""

_OTHER_STACK = pattern(
    r"(?<!\w)(?:C\+\+|Objective[- ]C|Swift|MATLAB|iOS|Android|embedded|firmware|on[- ]device|SDKs?|compilers?"
    r"|(?:technologies|languages|tools) (?:is|are) (?:secondary|less important))(?!\w)"
)
"""Words of work with a stack of its own (devices, compilers, libraries), or to which the stack is secondary."""
_LLM = pattern(r"\b(?:llms?|large language|gen ?ai|generative|rag|agents?)\b", re.I)
_MANAGER = pattern(r"\b(?:manager|director|head|vp|architect|intern(?:ship)?)\b", re.I)
"""Titles of those who choose a stack rather than know it, or have yet to learn one."""


@rule("STACK001", "core-stack-absent", Severity.INFO)
def CORE_STACK_ABSENT(assessment: Assessment) -> Iterator[Hit]:
    """The work is running models in production, and the posting names hardly any tool it is done with.

    What it flags:
        A posting whose duties are an AI engineer's and whose duties and requirements name tools of fewer than two
        of the six parts of that job's core stack: Python, containers, a cloud, tracking, monitoring, serving, and no
        three tools of one part. Work with a stack of its own (devices, compilers, libraries) is left alone, and so
        are managers, interns and jobs that run models for less than three tenths of the work.
    Why it matters:
        People who run models choose postings by the platform they would run. Without it the posting draws those
        who apply to everything.
    A posting that is flagged:
        Duties "Deploy and monitor our models", requirements "Strong engineering skills" and "A problem solver".
    A posting that passes:
        The same with "Python, Kubernetes and Prometheus"; or with "AWS" and "Docker" among the wishes.
    A near miss:
        The same requirements with "Python" and "AWS" among the duties: two parts of six are enough.
    When it is wrong:
        When the platform is still to be chosen by the hire. Then say so.
    Source:
        AI hiring guide, 2026, section 1 (core stack of an AI engineer).
    """
    if assessment.role is not RoleId.AI_ENGINEER or not role_settled(assessment):
        return
    if assessment.facts.kind not in VACANCIES or _other_work(assessment):
        return
    if len(assessment.segmentation.in_sections(Section.REQUIREMENTS)) < _FEWEST_REQUIREMENTS:
        return
    named = {tool.name: tool.kind for tool in named_in_posting(assessment)}
    kinds = set(named.values())
    if sum(kind in _CORE_KINDS for kind in named.values()) >= _ENOUGH_TOOLS:
        return
    absent = [part for part, shown_by in _CORE.items() if not kinds & shown_by]
    if len(_CORE) - len(absent) < threshold(assessment, "core_stack_parts"):
        yield Hit(
            message="The work is running models in production, but the posting names hardly any of its tools: nothing "
            f"for {or_list(absent)}.",
            fix=f"Name the platform this person will run: {_stack(assessment)}.",
            evidence=Absence("the tools of the core stack"),
            certainty=Certainty.MEDIUM,
        )


def _stack(assessment: Assessment) -> str:
    """The guide's core stack in words, with that of LLM work where the posting speaks of it."""
    row = load_guide().ai_engineer
    llm = _LLM.search(assessment.posting.text) is not None
    groups = (*row.stack, *(row.llm_stack if llm else ()))
    return "; ".join(or_list(group) for group in groups)


def _other_work(assessment: Assessment) -> bool:
    """Whether the posting is not for somebody who runs models with the core stack."""
    reading, text = assessment.reading, assessment.posting.text
    if reading is None or _MANAGER.search(assessment.segmentation.title_of(assessment.posting) or ""):
        return True
    if reading.role_mix()[RoleId.AI_ENGINEER] < _LEAST_SHARE:
        return True
    running = {t.statement.number for t in reading.tags_in(*WORK_SECTIONS) if t.role is RoleId.AI_ENGINEER}
    asked = assessment.segmentation.in_sections(*WORK_SECTIONS, Section.REQUIREMENTS)
    return len(running) < _FEWEST_DUTIES or any(_OTHER_STACK.search(s.of(text)) for s in asked)
