"""Readers that ask a language model. No provider's SDK is imported before the first posting is read."""

from auditor.readers.llm.provider import PROVIDERS, Target, configured_target, target_named
from auditor.readers.llm.reader import LlmReader

__all__ = ["PROVIDERS", "LlmReader", "Target", "configured_target", "target_named"]
