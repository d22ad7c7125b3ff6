"""A draft of a posting that would pass: edits to numbered statements, checked by code and audited again."""

from auditor.rewrite.edit import Draft, Edit, EditKind, Problem, ProblemKind
from auditor.rewrite.offline import OfflineDrafter
from auditor.rewrite.result import Rewrite, in_its_file
from auditor.rewrite.run import Drafter, EstimatingDrafter, rewrite

__all__ = [
    "Draft",
    "Drafter",
    "Edit",
    "EditKind",
    "EstimatingDrafter",
    "OfflineDrafter",
    "Problem",
    "ProblemKind",
    "Rewrite",
    "in_its_file",
    "rewrite",
]
