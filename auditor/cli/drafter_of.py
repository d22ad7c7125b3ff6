"""Who drafts for a reader: the model that read, or the offline drafter."""

from __future__ import annotations

import os

from auditor.readers import Reader
from auditor.rewrite import Drafter, OfflineDrafter
from auditor.settings import Settings

__all__ = ["drafter_of"]


def drafter_of(reader: Reader, settings: Settings) -> Drafter:
    """The drafter that asks the reader's model, with the key and address that the reader has; offline for offline.

    Raises:
        MissingKeyError: the provider needs a key and the environment has none.
    """
    name = reader.provenance.reader
    if name == "offline":
        return OfflineDrafter()
    from auditor.readers.llm import load_models, target_named
    from auditor.rewrite.llm import LlmDrafter

    known = load_models(settings.models)
    return LlmDrafter(target_named(name, os.environ, settings.base_url, settings.timeout, known))
