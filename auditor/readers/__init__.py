"""Readers: the offline reader, and language models behind the same protocol."""

from auditor.readers.base import Estimate, EstimatingReader, Provenance, Reader, ReaderAnswer, Usage

__all__ = ["Estimate", "EstimatingReader", "Provenance", "Reader", "ReaderAnswer", "Usage"]
