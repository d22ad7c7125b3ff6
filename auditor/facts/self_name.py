"""The name that a posting's own text gives the job."""

from __future__ import annotations

from auditor.facts.model import SelfName
from auditor.posting import Segmentation

__all__ = ["find_self_names"]


def find_self_names(text: str, segmentation: Segmentation) -> tuple[SelfName, ...]:
    """The names in text order."""
    return ()
