"""What the insight page shows, as its address says. No Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from auditor.store.insight import Facet, InsightFilter

__all__ = ["FACETS", "PERIODS", "STEPS", "InsightPlace", "insight_place"]

FACETS: tuple[Facet, ...] = get_args(Facet)
STEPS = ("month", "week")
PERIODS = {"": "All the time", "30": "Last 30 days", "90": "Last 90 days", "365": "Last 12 months"}
"""Days back from today as the address says them -> label."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class InsightPlace:
    """`by` is what is compared and can be narrowed to one `value`: a company, a source, or words in the title."""

    by: Facet = "company"
    value: str | None = None
    period: str = ""
    step: str = "month"

    def filter_on(self, today: date) -> InsightFilter:
        """The postings that are meant, today."""
        since = today - timedelta(days=int(self.period)) if self.period else None
        one: dict[str, str] = {self.by: self.value} if self.value else {}
        return InsightFilter(since=since, company=one.get("company"), source=one.get("source"), title=one.get("title"))

    def address(self) -> dict[str, str]:
        """The parameters of the address; what is as it is without them is left out."""
        said = {"by": self.by, "value": self.value or "", "period": self.period, "step": self.step}
        bare = {"by": "company", "value": "", "period": "", "step": "month"}
        return {name: value for name, value in said.items() if value != bare[name]}


def insight_place(address: Mapping[str, str]) -> InsightPlace:
    """What an address means; whatever it says that cannot be, changes nothing."""
    said = address.get("by")
    by = next((facet for facet in FACETS if facet == said), FACETS[0])
    period, step = address.get("period", ""), address.get("step", "")
    return InsightPlace(
        by,
        address.get("value", "").strip()[:_LONGEST] or None,
        period if period in PERIODS else "",
        step if step in STEPS else STEPS[0],
    )
