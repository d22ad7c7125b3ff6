"""Runs a reader over labelled postings, or sets audits made elsewhere beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from auditor.errors import BadKeyError, ReaderError, UnknownModelError, UsageError
from auditor.evaluation.labels import LabelledPosting
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.prediction import Prediction, prediction_of, unanswered
from auditor.pipeline import audit
from auditor.policy import GUIDES_OWN, Policy
from auditor.readers import Reader
from auditor.reports.document import audit_document

__all__ = ["match_predictions", "run_reader"]


def run_reader(
    labelled: Sequence[LabelledPosting],
    name: str,
    reader: Reader,
    profile: str,
    on_done: Callable[[int], None] = lambda _: None,
    policy: Policy = GUIDES_OWN,
) -> Run:
    """The run of a reader over labelled postings; `on_done` hears how many are done.

    A posting that the reader fails on counts as unanswered: its role is wrong and it is not covered. Of the policy
    only the aliases of titles change what is scored.

    Raises:
        UsageError: no profile has this name.
        ReaderError: the key or the model is refused, as it would be for every posting.
    """
    predictions, why = [], Counter[str]()
    for done, item in enumerate(labelled, start=1):
        try:
            predictions.append(prediction_of(audit_document(audit(item.posting, reader, profile, policy))))
        except (BadKeyError, UnknownModelError):
            raise
        except ReaderError as error:
            why[error.code] += 1
            predictions.append(unanswered(reader.provenance.reader))
        on_done(done)
    outcomes = tuple(Outcome.of(i, p, profile) for i, p in zip(labelled, predictions, strict=True))
    return Run(name, profile, reader.provenance.reader, outcomes, failed=why.total(), why=tuple(why.most_common()))


def match_predictions(
    labelled: Sequence[LabelledPosting], name: str, predictions: Mapping[str, Prediction], profile: str
) -> Run:
    """The run that audits made elsewhere stand for, matched by id; a posting without an audit is unanswered.

    Raises:
        UsageError: no audit is of a labelled posting.
    """
    known = {item.id for item in labelled} & set(predictions)
    if not known:
        raise UsageError(
            "no prediction is of a labelled posting",
            'The "source_id" of an audit must be the "id" of the labelled row.',
        )
    readers = Counter(predictions[id_].reader for id_ in sorted(known))
    outcomes = tuple(Outcome.of(i, predictions.get(i.id) or unanswered(), profile) for i in labelled)
    return Run(
        name,
        profile,
        readers.most_common(1)[0][0],
        outcomes,
        missing=len(labelled) - len(known),
        unmatched=len(predictions) - len(known),
    )
