"""NEED004: AI is to automate the company's own workflows and is not what it sells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Statement
from auditor.reading import Answer
from auditor.rules.evidence import in_text_order
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["CAPABILITY_NOT_PRODUCT"]

_FEWEST = 2
"""How many lines have to show that a workflow is automated, and how many that it is the company's own."""

_DEPARTMENT = r"(?:hr|finance|legal|procurement|it|operations|marketing|sales|accounting)"
_INSIDE = pattern(
    r"\binternal(?:ly)?\b|\bacross (?:the|our) (?:\w+ ){0,2}(?:company|business|organi[sz]ation|firm|enterprise"
    r"|departments)\b|\b(?:employees?|colleagues|departments)\b|\bour (?:\w+ ){0,2}(?:teams|operations|attorneys"
    r"|back office)\b"
    rf"|\b(?:{_DEPARTMENT}|g&a|business) (?:teams?|units?|leaders?|departments?|functions?|stakeholders)\b"
    rf"|\b{_DEPARTMENT}(?:, | and |/|, and )(?:[\w ]{{1,20}}(?:, | and |/|, and )){{0,4}}{_DEPARTMENT}\b",
    re.I,
)
"""Words for the company's own workflows."""
_OUTSIDE = pattern(
    r"\b(?:customers?|clients?)['’]?(?:[- ](?:facing|specific|environments?|sites?|use cases|workflows"
    r"|projects)|s? teams)\b|\b(?:for|with|to|at|help\w*|embed\w*) (?:\w+ ){0,2}(?:customers|clients)\b|\bpre-?sales\b"
    r"|\bforward[- ]deployed\b|\bour (?:\w+ ){0,2}(?:saas|product|products)\b",
    re.I,
)
"""Words for work on what is sold to others."""


@rule("NEED004", "capability-not-product", Severity.INFO)
def CAPABILITY_NOT_PRODUCT(assessment: Assessment) -> Iterator[Hit]:
    """The work automates workflows of the company's own and is no part of what it sells.

    What it flags:
        Duties that automate workflows with AI services, on at least two lines, in a posting that calls them the
        company's own on at least two ("internal", "across the business", "with HR and Finance"), speaks less of
        customers, and in which AI is not read as the product.
    Why it matters:
        A workflow is automated once and then maintained. For that an agency or a contractor is faster than a hire
        that takes three to four months to start, and what it is worth depends on the workflow's owner.
    A posting that is flagged:
        "Automate the intake of claims for our operations teams" and "Connect internal systems to AI services" at an
        insurer.
    A posting that passes:
        The same duties at a company that sells an AI product for claims, or for its customers' workflows.
    A near miss:
        One such duty among others: a single line is no programme of automation.
    When it is wrong:
        When workflows will be automated one after another for years. Then say so: that is work for a hire.
    Source:
        AI hiring guide, 2026, section 2, question 4.
    """
    reading = assessment.reading
    if reading is None or assessment.role is not RoleId.AI_DEVELOPER or assessment.facts.kind not in VACANCIES:
        return
    if not role_told(assessment) or reading.facts["core_product"].value is Answer.YES:
        return
    shown = {tag.statement for tag in reading.tags_in(*WORK_SECTIONS) if tag.activity == "automates_with_ai"}
    if len(shown) >= _FEWEST and (inside := _inside(assessment)):
        telling = sorted(shown & set(inside), key=_number) or sorted(shown, key=_number)
        yield Hit(
            message="The work automates workflows of your own and is no part of what you sell. For that an agency or a "
            "contractor is usually faster than a hire.",
            fix="Compare with an agency or a contractor before you post; or say which workflows follow the first one, "
            "and who owns them.",
            evidence=in_text_order(dict.fromkeys((*telling[:_FEWEST], *inside[:1]))),
            certainty=Certainty.MEDIUM,
        )


def _inside(assessment: Assessment) -> list[Statement]:
    """The lines of the work that call it the company's own; none where at least as many are about customers."""
    said = [(s, s.of(assessment.posting.text)) for s in assessment.segmentation.in_sections(*WORK_SECTIONS)]
    inside = [statement for statement, text in said if _INSIDE.search(text)]
    outside = sum(1 for _, text in said if _OUTSIDE.search(text))
    return inside if len(inside) >= _FEWEST and len(inside) > outside else []


def _number(statement: Statement) -> int:
    return statement.number
