"""Drafts by a language model: edits by statement number, held to the same limits as every draft."""

from auditor.rewrite.llm.drafter import LlmDrafter

__all__ = ["LlmDrafter"]
