"""What a posting says about pay, in sentences, for every report and the page."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judgement import Audit
from auditor.pay import Component, PayRange
from auditor.pay.transparency import load_transparency
from auditor.rules.gates import role_told
from auditor.rules.no_pay_stated import NOT_LEGAL_ADVICE
from auditor.rules.pay_band import fitting_band, pay_words, with_article_level

__all__ = ["pay_lines"]

_MOST = 6
_COMPONENTS = {
    Component.BASE: "base",
    Component.TOTAL: "base, bonus and the rest together",
    Component.BONUS: "bonus",
    Component.EQUITY: "equity",
}


def pay_lines(audit: Audit) -> tuple[str, ...]:
    """Sentences on the pay that text and field state and on the guide's band; empty when there is nothing to say.

    Amounts are as written, never converted; a currency or period that the posting leaves open is said to be open.
    """
    return (*_stated(audit), *_band(audit), *_later(audit))


def _stated(audit: Audit) -> Iterator[str]:
    facts = audit.assessment.facts
    for pay in facts.pay[:_MOST]:
        written = f'"{pay.span.of(audit.posting.text)}"' if pay.currency is None else pay_words(pay)
        yield f"The text states {written} ({_open(pay)})."
    if len(facts.pay) > _MOST:
        yield f"It states {len(facts.pay) - _MOST} more ranges."
    if facts.pay_field is not None:
        yield f"The structured field states {pay_words(facts.pay_field)} ({_open(facts.pay_field)})."


def _open(pay: PayRange) -> str:
    missing = [word for word, value in (("currency", pay.currency), ("period", pay.period)) if value is None]
    told = _COMPONENTS[pay.component]
    return f"{told}; {' and '.join(missing)} not told" if missing else told


def _band(audit: Audit) -> Iterator[str]:
    assessment, role = audit.assessment, audit.assessment.role
    if role is None or not role_told(assessment):
        return
    for contract in (False, True):
        band = fitting_band(assessment, Component.BASE, contract=contract)
        if band is not None and any(pay.period is band.period for pay in assessment.facts.pay):
            who = f"{with_article_level(band.levels)} {assessment.role_name(role)}"
            yield f"The {assessment.payer}'s band for {who}: {pay_words(band)} (base)."


def _later(audit: Audit) -> Iterator[str]:
    """Where pay may be given after the posting, so that its absence is no finding."""
    facts = audit.assessment.facts
    if facts.pay or facts.pay_field is not None or not facts.readable:
        return
    for row in load_transparency().for_places(facts.places.codes):
        if not row.in_posting:
            rule = f"{row.shows} (since {row.since}, {row.employers}; {row.standing}; source: {row.source})"
            yield f"No pay is stated. In {row.name} that alone is no breach: {rule}. {NOT_LEGAL_ADVICE}"
