"""What is fuzzed: each target makes inputs of one kind and says what has to hold for all of them."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from auditor.facts import find_facts
from auditor.finding import Absence
from auditor.pay import find_pay
from auditor.posting import Posting, Span
from auditor.readers.offline import OfflineReader
from auditor.reports.render import render
from auditor.rewrite.offline import OfflineDrafter
from auditor.rewrite.run import rewrite
from auditor.segment import segment
from auditor.titles import read_title
from tests.fuzz.batches import BATCHES
from tests.fuzz.configuration import CONFIGURATION
from tests.fuzz.importers import IMPORTERS
from tests.fuzz.inputs import PAY, POSTING, TEXT, TITLE, Target, audited
from tests.fuzz.reports import RENDERERS
from tests.segment.test_laws import check_laws


def spans_of(value: object) -> list[Span]:
    """Every span anywhere in a value made of dataclasses and tuples."""
    if isinstance(value, Span):
        return [value]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans_of(getattr(value, field.name))]
    return [span for each in value for span in spans_of(each)] if isinstance(value, tuple) else []


def check_spans(value: object, text: str) -> None:
    assert all(span.end <= len(text) for span in spans_of(value))


def check_segment(given: tuple[str, str | None]) -> None:
    check_laws(given[0], segment(*given))


def check_title(title: str) -> None:
    check_spans(read_title(title), title)


def check_pay(text: str) -> None:
    found = find_pay(text)
    check_spans(found, text)
    starts = [pay.span.start for pay in found]
    assert starts == sorted(starts)
    for pay in found:
        assert pay.minimum is None or pay.maximum is None or 0 <= pay.minimum <= pay.maximum


def check_facts(text: str) -> None:
    check_spans(find_facts(Posting(None, text, location=text[:20], salary=text[-20:]), segment(text)), text)


def check_audit(given: tuple[str | None, str]) -> None:
    if found := audited(given):
        document = json.loads(render(found, "json"))
        for finding in found.findings:
            if not isinstance(finding.evidence, Absence):
                check_spans(finding.evidence, found.posting.text)
        assert document["posting"]["id"] == found.posting.id


def check_rewrite(given: tuple[str | None, str]) -> None:
    if (before := audited(given)) is not None:
        draft = rewrite(before, OfflineDrafter(), OfflineReader())
        assert draft.after.posting.text == draft.text


TARGETS = (
    Target("segmentation", st.tuples(TEXT, st.none() | TITLE), check_segment),
    Target("title", TITLE, check_title),
    Target("pay", st.one_of(PAY, TEXT), check_pay),
    Target("facts", TEXT, check_facts),
    Target("audit", POSTING, check_audit),
    Target("rewrite", POSTING, check_rewrite),
    *CONFIGURATION,
    *IMPORTERS,
    *RENDERERS,
    *BATCHES,
)
