"""Readers: the offline reader, and language models behind the same protocol."""

from auditor.readers.base import Provenance, Reader, ReaderAnswer, Usage

__all__ = ["Provenance", "Reader", "ReaderAnswer", "Usage"]
