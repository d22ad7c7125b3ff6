"""What the posting states about the project behind the job."""

from __future__ import annotations

from auditor.facts.deadline import find_deadline
from auditor.facts.lines import Lines
from auditor.facts.model import ProjectFacts
from auditor.facts.scan import Scan
from auditor.facts.scope import find_bounded, find_models_built, find_no_models, find_unclear
from auditor.facts.volume import find_volume
from auditor.posting import Segmentation

__all__ = ["find_project"]


def find_project(scan: Scan, segmentation: Segmentation) -> ProjectFacts:
    """Volume, deadline, scope and model builders, as far as they are stated.

    Where a posting says both that models are built and that nobody builds them, neither is told.
    """
    lines = Lines(scan, segmentation)
    built, none = find_models_built(lines), find_no_models(lines)
    return ProjectFacts(
        volume=find_volume(lines),
        deadline=find_deadline(lines),
        bounded=find_bounded(lines),
        unclear=find_unclear(lines),
        models_built=built if none is None else None,
        no_models=none if built is None else None,
    )
