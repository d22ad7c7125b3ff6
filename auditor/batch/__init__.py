"""Batch: many postings in, every row accounted for, the same bytes for the same input."""

from auditor.batch.run import BatchFiles, run_batch

__all__ = ["BatchFiles", "run_batch"]
