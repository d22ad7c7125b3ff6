"""Cuts any pasted text into sections and numbered statements with exact offsets into the untouched text."""

from auditor.segment.segmenter import SEGMENTER_VERSION, segment

__all__ = ["SEGMENTER_VERSION", "segment"]
