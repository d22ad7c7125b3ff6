"""Sources: files and streams in, postings or refusals out. Sizes are bounded before anything is read whole."""

from auditor.sources.columns import parse_mapping
from auditor.sources.front_matter import FrontMatter, read_stated, without_front_matter
from auditor.sources.jsonl import jsonl_objects, jsonl_rows
from auditor.sources.open import named_sources, open_source, open_sources
from auditor.sources.row import Source, SourceRow
from auditor.sources.text import decode_text, read_text

__all__ = [
    "FrontMatter",
    "Source",
    "SourceRow",
    "decode_text",
    "jsonl_objects",
    "jsonl_rows",
    "named_sources",
    "open_source",
    "open_sources",
    "parse_mapping",
    "read_stated",
    "read_text",
    "without_front_matter",
]
