"""Batch: many postings in, every row accounted for, the same bytes for the same input."""

from auditor.batch.files import BatchFiles
from auditor.batch.run import BatchOptions, run_batch

__all__ = ["BatchFiles", "BatchOptions", "run_batch"]
