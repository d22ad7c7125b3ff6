"""What a posting says about pay, in sentences, for every report and the page."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judgement import Audit
from auditor.pay import Component, PayRange, PayStatement
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
    field = facts.pay_field
    others = [pay for pay in facts.pay if field is None or not _same(pay, field)]
    written = dict.fromkeys(f"{_written(pay, audit.posting.text)} ({_open(pay)})" for pay in others)
    for words in list(written)[:_MOST]:
        yield f"The text states {words}."
    if len(written) > _MOST:
        yield f"It states {len(written) - _MOST} more ranges."
    if field is not None:
        where = "The structured field states" if len(others) == len(facts.pay) else "Text and structured field state"
        yield f"{where} {pay_words(field)} ({_open(field)})."


def _written(pay: PayStatement, text: str) -> str:
    return f'"{pay.span.of(text)}"' if pay.currency is None else pay_words(pay)


def _same(pay: PayRange, field: PayRange) -> bool:
    """Whether the field says the same, or the same and more, of the same amounts."""
    amounts = (pay.minimum, pay.maximum) == (field.minimum, field.maximum) and pay.component is field.component
    return amounts and pay.currency in (None, field.currency) and pay.period in (None, field.period)


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
            rule = f"the {row.shows}, of {row.employers} (since {row.since}; {row.standing}; source: {row.source})"
            yield f"No pay is stated; that alone is no breach in {row.name}, which asks for {rule}. {NOT_LEGAL_ADVICE}"
