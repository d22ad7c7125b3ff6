"""PAY001: the pay lies outside the guide's band for the work described."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.pay_band import outside_band, pay_words, with_article_level
from auditor.rules.rule import Hit, rule

__all__ = ["PAY_OUTSIDE_BAND"]


@rule("PAY001", "pay-outside-band", Severity.INFO)
def PAY_OUTSIDE_BAND(assessment: Assessment) -> Iterator[Hit]:
    """The pay lies wholly outside the guide's band for the described role, level, region and engagement.

    What it flags:
        Pay of which every statement lies below the band, or above it where the band has an end. The band is that
        of the work described, never of the title. The guide prices the AI engineer only, full-time in the United
        States by the year and on contract by the hour in three regions; everywhere else the rule is silent, and so
        it is when level, region, currency or period are not told. Nothing is converted.
    Why it matters:
        Below the band the people who do this work do not apply; above it the budget buys a level that the posting
        does not ask for.
    A posting that is flagged:
        Duties that run models in production, "5+ years", "Austin, TX", "$110,000 - $130,000 a year".
    A posting that passes:
        The same with "$180,000 - $210,000"; or for a data scientist, for whom the guide has no band.
    A near miss:
        "$165,000 - $185,000 a year" where the band begins at $190,000: within the tolerance.
    When it is wrong:
        When the pay follows a cheaper local market or an older year than the guide's, or equity makes up for it.
    Source:
        AI hiring guide, 2026, section 6.
    """
    found = outside_band(assessment)
    if found is None:
        return
    side = "below" if found.below else "above"
    yield Hit(
        message=f"The pay ({pay_words(found.statements[0])}) lies {side} what the {assessment.payer} gives for "
        f"{with_article_level(found.band.levels)} {assessment.role_name(assessment.bands.role)}: "
        f"{pay_words(found.band)} ({found.band.component}).",
        fix="Raise the range, or ask for the level that it pays."
        if found.below
        else "Lower the range, or ask for the level that it pays.",
        evidence=tuple(at_span(assessment, pay.span) for pay in found.statements[:PER_SIDE]),
        certainty=Certainty.MEDIUM,
    )
