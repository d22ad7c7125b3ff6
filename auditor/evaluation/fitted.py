"""Which postings the shipped weights were fitted on: scoring them flatters the reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

from auditor.evaluation.outcome import Outcome

__all__ = ["fingerprint", "fitted_on", "fitted_on_scored"]


def fingerprint(text: str) -> str:
    """The first 12 hexadecimal digits of the text's sha256, as the weights' provenance lists them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache
def fitted_on() -> frozenset[str]:
    """The fingerprints of the postings that the offline reader's weights were fitted on."""
    about = resources.files("auditor.readers.offline").joinpath("data", "reader.json").read_text("utf-8")
    return frozenset(json.loads(about)["fitted_on"])


def fitted_on_scored(outcomes: Iterable[Outcome]) -> int:
    """How many outcomes are of postings that the weights behind them were fitted on.

    Counted where the offline reader read, or where an audit does not say who did.
    """
    return sum(
        outcome.prediction.reader in ("offline", None)
        and bool(outcome.labelled.posting.text)
        and fingerprint(outcome.labelled.posting.text) in fitted_on()
        for outcome in outcomes
    )
