"""STACK004: the must-haves name the tools of another AI role than the work."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.posting import VACANCIES, WORK_SECTIONS
from auditor.rules.evidence import PER_SIDE, in_text_order
from auditor.rules.gates import role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import Demand, demands
from auditor.rules.tools import tools_in
from auditor.rules.wording import and_list, with_article
from auditor.rules.wrong_hire import CORE, is_stranger
from auditor.taxonomy import RoleId

__all__ = ["TOOLS_OF_ANOTHER_ROLE"]

_CONFIRMED = 2


@rule("STACK004", "tools-of-another-role", Severity.INFO, default_on=False)
def TOOLS_OF_ANOTHER_ROLE(assessment: Assessment) -> Iterator[Hit]:
    """The must-haves name the tools of another AI role, and no duty uses them.

    What it flags:
        At least two tools for training models (or for serving them) as must-haves over duties of a role that has
        no use for them, where no duty is the other role's or names the tools. Choices ("or", "such as") and
        softened requirements do not count.
    Why it matters:
        The list screens out the people who do the described work, and keeps those who will be bored by it.
    A posting that is flagged:
        Duties "Call LLM APIs" and "Write prompts"; must-haves "PyTorch" and "DeepSpeed".
    A posting that passes:
        The same duties with "PyTorch is a plus"; or with a duty that fine-tunes a model.
    A near miss:
        The same tools as "PyTorch or DeepSpeed": a choice.
    When it is wrong:
        When the tools stand for a way of thinking that the team wants. Then say what it is.
    Source:
        AI hiring guide, 2026, section 1 (table of roles, core stack) and section 7 (the case).
    """
    role = assessment.role
    if role is None or not role_settled(assessment) or assessment.facts.kind not in VACANCIES:
        return
    for other in CORE:
        if not is_stranger(role, other) or other in _roles_of_duties(assessment):
            continue
        asking = [d for d in demands(assessment) if not d.alternatives and any(t.role is other for t in d.tools)]
        names = [t.name for t in dict.fromkeys(t for d in asking for t in d.tools) if t.role is other]
        if len(names) >= _CONFIRMED and not _used(assessment, other):
            yield _hit(assessment, role, other, asking, names)


def _roles_of_duties(assessment: Assessment) -> set[RoleId | None]:
    reading = assessment.reading
    if reading is None:
        return set()
    found: set[RoleId | None] = {tag.role for tag in reading.tags_in(*WORK_SECTIONS)}
    return found | {reading.secondary_role}


def _used(assessment: Assessment, other: RoleId) -> bool:
    text = assessment.posting.text
    duties = assessment.segmentation.in_sections(*WORK_SECTIONS)
    return any(tool.role is other for s in duties for tool, _ in tools_in(s.of(text)))


def _hit(assessment: Assessment, role: RoleId, other: RoleId, asking: list[Demand], names: list[str]) -> Hit:
    return Hit(
        message=f"The must-haves name {and_list(names)}, tools of {with_article(assessment.role_name(other))}; the "
        f"duties are those of {with_article(assessment.role_name(role))}, and none uses them.",
        fix="Make them a plus or take them out, or write the duty that needs them.",
        evidence=in_text_order([demand.statement for demand in asking][:PER_SIDE]),
        certainty=Certainty.MEDIUM,
    )
