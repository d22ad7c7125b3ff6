"""Sources: files and streams in, postings or refusals out. Sizes are bounded before anything is read whole."""

from auditor.sources.jsonl import SourceRow, jsonl_objects, jsonl_rows
from auditor.sources.text import decode_text, read_text

__all__ = ["SourceRow", "decode_text", "jsonl_objects", "jsonl_rows", "read_text"]
