"""STACK002: more tools demanded than one person covers."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.posting import VACANCIES
from auditor.rules.evidence import PER_SIDE, in_text_order
from auditor.rules.rule import Hit, rule
from auditor.rules.stack import Demand, demands
from auditor.rules.thresholds import threshold

__all__ = ["WISH_LIST"]


@rule("STACK002", "wish-list", Severity.INFO)
def WISH_LIST(assessment: Assessment) -> Iterator[Hit]:
    """The must-have requirements demand more tools, of more kinds, than one person works with.

    What it flags:
        Must-have requirements that name at least ten different tools of at least seven kinds. Where a requirement
        gives a choice ("AWS, GCP or Azure", "such as") or examples in brackets, one tool of a kind counts. Wishes
        do not count, nor does a list that is called the team's stack.
    Why it matters:
        Candidates read must-haves as a filter. The honest ones leave, and the rest claim everything.
    A posting that is flagged:
        Must-haves of five languages, three clouds, four databases, two front-end frameworks, Spark, Kafka and
        Kubernetes, each "required".
    A posting that passes:
        The same tools under "Nice to have", or as "one of".
    A near miss:
        The same list with "one of" before it.
    When it is wrong:
        When the list is the team's stack and no applicant is screened by it. Then call it that.
    Source:
        AI hiring guide, 2026, sections 1 and 8; the counts are the package's own (data/thresholds.toml).
    """
    if assessment.facts.kind not in VACANCIES:
        return
    asked = demands(assessment)
    count, kinds = _counted(asked)
    if count < threshold(assessment, "wish_list_tools") or kinds < threshold(assessment, "wish_list_kinds"):
        return
    longest = sorted(asked, key=lambda demand: -len(demand.tools))[:PER_SIDE]
    yield Hit(
        message=f"The must-haves demand {count} tools of {kinds} kinds, more than any one person works with.",
        fix="Keep the five or so that decide the hire as must-haves; make the rest a plus, or call them our stack.",
        evidence=in_text_order(demand.statement for demand in longest),
        certainty=Certainty.MEDIUM,
    )


def _counted(asked: tuple[Demand, ...]) -> tuple[int, int]:
    """How many tools have to be known, and of how many kinds."""
    needed = {tool for demand in asked for tool in demand.tools if tool not in demand.chosen}
    chosen = {tool.kind for demand in asked for tool in demand.chosen}
    kinds = {tool.kind for tool in needed}
    return len(needed) + len(chosen - kinds), len(kinds | chosen)
