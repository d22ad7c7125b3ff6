"""Readers that ask a language model. No provider's SDK is imported before the first posting is read."""

from auditor.readers.llm.models import Models, Price, load_models
from auditor.readers.llm.provider import PROVIDERS, Target, configured_target, target_named
from auditor.readers.llm.reader import LlmReader
from auditor.readers.llm.served import served_target

__all__ = [
    "PROVIDERS",
    "LlmReader",
    "Models",
    "Price",
    "Target",
    "configured_target",
    "load_models",
    "served_target",
    "target_named",
]
