"""PAY006: no pay is stated where the place of the job may require it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Severity
from auditor.patterns import pattern
from auditor.pay import Component
from auditor.pay.transparency import Disclosure, load_transparency
from auditor.posting import VACANCIES
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import and_list

__all__ = ["NOT_LEGAL_ADVICE", "NO_PAY_STATED"]

NOT_LEGAL_ADVICE = "Not legal advice."
_UNREAD_PAY = pattern(
    r"\b(?:salary|pay|compensation|hiring range|base|wage|earnings)\b[^$€£]{0,80}?"
    r"(?:[$€£]\s?\d{2,3}[,.]?\d{2,3}(?! ?[mb]\b)|(?<![\d.])\d{2,3}k\b)",
    re.I,
)
"""Pay that is stated in a way that is not read: a rule about its absence has to be silent."""


@rule("PAY006", "no-pay-stated", Severity.WARNING)
def NO_PAY_STATED(assessment: Assessment) -> Iterator[Hit]:
    """The posting states no pay although the place of the job may require it.

    What it flags:
        A vacancy with a known place in the table of pay-transparency rules that states no pay in its text or its
        structured field; and one that gives a range without an end where that is not enough. Where the place is
        missing or ambiguous the rule cannot tell and is silent. In the European Union the range may also be given
        before the interview: a posting without it is not flagged.
    Why it matters:
        Several places fine employers for a posting without pay, and candidates skip it. Not legal advice: the
        finding says "may require" and "not verified" until somebody has checked the statute.
    A posting that is flagged:
        "Location: Denver, CO" and no pay anywhere.
    A posting that passes:
        The same with "$130,000 - $160,000 a year"; or "Location: Dallas, TX" without pay.
    A near miss:
        "Location: remote" and no pay: nobody can tell which rule holds.
    When it is wrong:
        When the employer is too small for the rule, or the pay stands in a part of the posting that was not given.
    Source:
        Secondary legal sources named in the table of pay-transparency rules, read on 2026-11-22, none verified
        against a statute.
    """
    facts = assessment.facts
    if facts.kind not in VACANCIES or not facts.readable:
        return
    rows = [row for row in load_transparency().for_places(facts.places.codes) if row.in_posting]
    if not rows or (facts.places.remote and _elsewhere(facts.places.codes)):
        return
    stated = [pay for pay in facts.pay if pay.component in (Component.BASE, Component.TOTAL)]
    if not stated and facts.pay_field is None and not _UNREAD_PAY.search(assessment.posting.text):
        yield _hit("No pay is stated", rows, "Add the range of pay", "a statement of pay", remote=facts.places.remote)
    closed = [row for row in rows if not row.open_ended]
    if stated and closed and all(None in (pay.minimum, pay.maximum) for pay in stated):
        ends = "both ends of a range of pay"
        yield _hit(
            "The range of pay has no end", closed, "Give both ends of the range", ends, remote=facts.places.remote
        )


def _elsewhere(codes: tuple[str, ...]) -> bool:
    """Whether the job may as well be done in another country, so that nobody can tell which rules hold."""
    return len({code.partition("-")[0] for code in codes}) > 1


def _employers(row: Disclosure) -> str:
    return row.employers if row.employers.startswith("all ") else f"employers with {row.employers}"


def _hit(what: str, rows: list[Disclosure], fix: str, absent: str, *, remote: bool) -> Hit:
    places = and_list(
        f"{row.name} (since {row.since}{', remote jobs too' if row.remote and remote else ''})" for row in rows
    )
    standing = "; ".join(dict.fromkeys(f"{row.standing}; source: {row.source}" for row in rows))
    certain = all(row.verified_on for row in rows)
    verb = ("requires" if len(rows) == 1 else "require") if certain else "may require"
    return Hit(
        message=f"{what}. {places[0].upper()}{places[1:]} {verb} it of {_employers(rows[0])}"
        f"{' and others' if len(rows) > 1 else ''} ({standing}). {NOT_LEGAL_ADVICE}",
        fix=f"{fix}." if rows[0].shows == "range" else f"{fix}. What {rows[0].name} asks for: {rows[0].shows}.",
        evidence=Absence(absent),
        certainty=Certainty.MEDIUM,
    )
