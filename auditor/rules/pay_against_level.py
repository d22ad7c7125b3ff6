"""PAY003: the pay is that of another level than the posting asks for."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.pay_band import outside_band, pay_words, with_article_level
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import or_list

__all__ = ["PAY_AGAINST_LEVEL"]


@rule("PAY003", "pay-against-level", Severity.INFO)
def PAY_AGAINST_LEVEL(assessment: Assessment) -> Iterator[Hit]:
    """The pay fits another level of the guide than the title and the years asked for name.

    What it flags:
        Pay wholly outside the band of the level that the title and the years name, and within the band of another
        level of the same role, region and engagement. Levels are half-open: 3 years are mid, 6 senior, 10 staff;
        where title and years differ, both levels count. The guide prices the AI engineer only.
    Why it matters:
        People of the level asked for do not apply, and those who apply are of the level that is paid.
    A posting that is flagged:
        "Senior MLOps Engineer", "7+ years", "Boston, MA", "$155,000 - $180,000 a year": a junior's pay.
    A posting that passes:
        The same with "$235,000 - $260,000", or with "3+ years" and "$190,000 - $220,000".
    A near miss:
        "Senior MLOps Engineer" at "$215,000 - $245,000": partly within the senior band.
    When it is wrong:
        When the employer's ladder names levels otherwise than the guide's.
    Source:
        AI hiring guide, 2026, section 6.
    """
    found = outside_band(assessment)
    if found is None or not found.levels:
        return
    yield Hit(
        message=f"Title and requirements name {with_article_level(found.band.levels)} level, which the "
        f"{assessment.payer} pays {pay_words(found.band)} ({found.band.component}); "
        f"{pay_words(found.statements[0])} is what it pays "
        f"{or_list(found.levels)} people.",
        fix="Pay the level that is asked for, or ask for the level that is paid, in the title and in the years.",
        evidence=tuple(at_span(assessment, pay.span) for pay in found.statements[:PER_SIDE]),
        certainty=Certainty.MEDIUM,
    )
