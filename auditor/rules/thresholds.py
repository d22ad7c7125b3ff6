"""Numbers that decide when a rule speaks, as data, with the house's own in their place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditor.assessment import Assessment
from auditor.data_files import packaged_toml

__all__ = ["packaged_thresholds", "threshold"]


@cache
def packaged_thresholds() -> Mapping[str, float]:
    """Every threshold's number by name (data/thresholds.toml says its unit and rule)."""
    raw = packaged_toml("auditor.rules", "thresholds.toml")
    return {name: float(row["value"]) for name, row in raw.items()}


def threshold(assessment: Assessment, name: str) -> float:
    """The threshold in force: the house's, else the package's.

    Raises:
        KeyError: no threshold has the name.
    """
    return assessment.policy.thresholds.get(name, packaged_thresholds()[name])
