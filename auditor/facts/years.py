"""Years of experience that a posting asks for."""

from __future__ import annotations

from auditor.facts.model import YearsAsked
from auditor.posting import Segmentation

__all__ = ["find_years"]


def find_years(text: str, segmentation: Segmentation) -> tuple[YearsAsked, ...]:
    """Every figure of years asked for in the requirements, in text order."""
    return ()
