"""NEED004: AI is to automate a workflow and is not what the company sells."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.reading import WORK_SECTIONS, Answer
from auditor.rules.evidence import PER_SIDE, in_text_order
from auditor.rules.gates import VACANCIES, role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["CAPABILITY_NOT_PRODUCT"]

FEWEST = 2
"""How many lines have to show that a workflow is automated."""


@rule("NEED004", "capability-not-product", Severity.INFO, default_on=False)
def CAPABILITY_NOT_PRODUCT(assessment: Assessment) -> Iterator[Hit]:  # noqa: N802
    """The work automates a workflow of the business, and AI is not what the company sells.

    What it flags:
        Duties that automate workflows with AI services, on at least two lines, in a posting in which AI is read as
        a capability rather than the product. Off unless the configuration selects it: a vendor's posting reads like
        an in-house one, so that only about half of its hits in public postings are just.
    Why it matters:
        A workflow is automated once and then maintained. For that an agency or a contractor is faster than a hire
        that takes three to four months to start, and what it is worth depends on the workflow's owner.
    A posting that is flagged:
        "Automate the intake of claims with AI services" and "Connect the workflow to our document store" at an
        insurer.
    A posting that passes:
        The same duties at a company that sells an AI product for claims.
    When it is wrong:
        When workflows will be automated one after another for years. Then say so: that is work for a hire.
    Source:
        AI hiring guide, 2026, section 2, question 4.
    """
    reading = assessment.reading
    if reading is None or assessment.role is not RoleId.AI_DEVELOPER or assessment.facts.kind not in VACANCIES:
        return
    if not role_told(assessment) or reading.facts["core_product"].value is not Answer.NO:
        return
    shown = {tag.statement for tag in reading.tags_in(*WORK_SECTIONS) if tag.activity == "automates_with_ai"}
    if len(shown) >= FEWEST:
        yield Hit(
            message="The work automates a workflow of the business, and AI is not what the company sells. For that an "
            "agency or a contractor is usually faster than a hire.",
            fix="Compare with an agency or a contractor before you post; or say which workflows follow the first one, "
            "and who owns them.",
            evidence=in_text_order(shown)[:PER_SIDE],
            certainty=Certainty.MEDIUM,
        )
