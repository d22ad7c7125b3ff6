"""Single figures and ranges in a text, with the words around them, before anybody asks whether they are pay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.patterns import pattern
from auditor.pay import cues
from auditor.pay.amounts import Amount, amounts_in
from auditor.pay.currencies import load_currencies
from auditor.pay.model import Period

__all__ = ["Figures", "figures_in"]

_JOIN = pattern(
    r"(?:,[-–—]+(?=\s))?(?P<period>\s?(?:/|per |an )?\s?(?:hour|hr|year|yr|annum|month|mo|week|day)\.?)?"
    r"(?: in our lowest geographic market)?[\s+.]{0,2}(?:(?P<dash>[-–—~−]{1,2})|"
    r"(?P<to>to|up ?to|until|through|bis|max:?|à|a|tot)|(?P<and>and|und|et|y|en|e))\s{0,2}"
    r"(?P<upto>(?:going )?up to )?",
    re.I,
)
_BELOW = pattern(
    r"[ \t]*(?:/|per |an )?[ \t]?(?:hour|hr|year|yr|annum|month)?\.?[ \t]*\n\s{0,3}[*•-]?[ \t]?"
    r"max(?:imum)?\.?(?: [a-z]+){0,2}[ \t]*[:–-]?\s{0,3}",
    re.I,
)
_MINIMUM_BEFORE = pattern(r"(?:^|\n)[ \t]*[*•-]?[ \t]?min(?:imum)?\.?(?: [a-z]+){0,2}[ \t]*[:–-]?\s{0,3}$", re.I)
"""Two ends on lines of their own: "Minimum:", an amount, "Maximum:", an amount."""
_LABELLED = 60
_BETWEEN = pattern(r"(?:between|zwischen|tussen|entre|from|range of)\W{0,3}(?:\w+\W+){0,2}$", re.I)
_BETWEEN_TWO = pattern(r"\b(?:between|zwischen|tussen|entre)\W{0,3}$", re.I)
_CODE_BEFORE = pattern(r"\b(USD|EUR|GBP|CAD|AUD|NZD|SGD|CHF|INR|PLN|SEK|NOK|DKK)\b\W{0,4}$", re.I)
_MARKS = pattern(r"\+|,[-–—]+(?!\d)")
_LABEL = pattern(r"salar|compensation|pay|rate|base|ctc|range|wage|^\s*$", re.I)
_NEAR = 40
_GROUPED = 10000
_SHORTHAND = 1000


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure (`low` is `high`) or two that make a range.

    `before` and `after` are the words around them in the same line; `inner` is a period written between the two;
    `code` a currency code that stands near without touching; `alone` tells that nothing else is in the line.
    """

    low: Amount
    high: Amount
    before: str
    after: str
    inner: Period | None
    code: str | None
    alone: bool
    end: int

    @property
    def single(self) -> bool:
        """Whether only one figure is stated."""
        return self.low is self.high

    @property
    def half(self) -> bool:
        """Whether the words around announce more than a single figure: two ends, a middle, a limit."""
        return bool(_BETWEEN_TWO.search(self.before)) or cues.is_midpoint(self.before) or cues.is_limit(self.after)

    @property
    def signed(self) -> bool:
        """Whether a currency stands with the figures."""
        return bool(self.low.sign or self.high.sign or self.code or self.high.indian)

    @property
    def bare(self) -> bool:
        """Whether the figures are nothing but digits."""
        return not self.signed and self.low.scale is None and self.high.scale is None

    @property
    def huge(self) -> bool:
        """Whether one of them is millions or more."""
        return self.low.huge or self.high.huge

    @property
    def values(self) -> tuple[float, float]:
        """Both values in units of the currency; a scale written once ("90-110K") counts for both."""
        low, high = self.low, self.high
        if low.scale is None and high.scale and low.value < min(_SHORTHAND, high.value + 1):
            return low.value * high.scaled / high.value if high.value else 0.0, high.scaled
        if high.scale is None and low.scale and low.value < high.value < _SHORTHAND:
            return low.scaled, high.value * low.scaled / low.value if low.value else 0.0
        return low.scaled, high.scaled


def figures_in(text: str) -> Iterator[Figures]:
    """The figures of a text, joined into a range where a dash or a word joins two of them."""
    amounts = [amount for amount in amounts_in(text) if not _pension(amount, text)]
    at = 0
    while at < len(amounts):
        low = high = amounts[at]
        inner: Period | None = None
        while at + 1 < len(amounts) and (match := _join(text, high, amounts[at + 1], rising=low is not high)):
            at += 1
            high = amounts[at]
            inner = inner or _period_of(match)
        at += 1
        if _worth_asking(low) or _worth_asking(high) or _LABEL.search(text, max(0, low.start - _NEAR), low.start):
            yield _figures(text, low, high, inner)


def _worth_asking(amount: Amount) -> bool:
    return amount.sign is not None or amount.scale is not None


def _pension(amount: Amount, text: str) -> bool:
    """Whether it is the name of a retirement plan ("401k", "403(b)")."""
    return amount.value in (401, 403, 457) and (
        amount.scale is not None or text[amount.end : amount.end + 2].strip()[:1] in ("(", "k", "K")
    )


def _join(text: str, low: Amount, high: Amount, *, rising: bool) -> re.Match[str] | None:
    """What joins two amounts into one range, None when they are two. A third figure joins only when it is higher."""
    if _other_sign(low, high) or (rising and high.scaled <= low.scaled):
        return None
    match = _JOIN.fullmatch(text, low.end, high.start)
    if match is None:
        return _side_by_side(text, low, high) or _stacked(text, low, high)
    if (
        match["and"]
        and not match["upto"]
        and not _BETWEEN.search(cues.clause_before(text, low.start))
        and text[: low.start].strip()
    ):
        return None
    return match


def _side_by_side(text: str, low: Amount, high: Amount) -> re.Match[str] | None:
    """Two large figures with nothing but a space between, as tables lose their dash ("CAD 189,700 237,100")."""
    if low.sign and not high.sign and low.sign.isalpha() and _GROUPED <= low.value < high.value:
        return re.compile(r" ").fullmatch(text, low.end, high.start)
    return None


def _stacked(text: str, low: Amount, high: Amount) -> re.Match[str] | None:
    """A labelled minimum with a labelled maximum below it; a currency stands with both."""
    if low.sign and high.sign and low.value <= high.value:
        match = _BELOW.fullmatch(text, low.end, high.start)
        return match if match and _MINIMUM_BEFORE.search(text, max(0, low.start - _LABELLED), low.start) else None
    return None


def _other_sign(low: Amount, high: Amount) -> bool:
    """Whether two amounts stand in different currencies; "$" and "USD" can be the same."""
    if not low.sign or not high.sign:
        return False
    known = load_currencies()
    codes = {known.named(low.sign, None), known.named(high.sign, None)} - {None}
    same_mark = low.sign[-1:] == high.sign[-1:] or any(sign.isalpha() for sign in (low.sign, high.sign))
    return len(codes) > 1 or not same_mark


def _period_of(match: re.Match[str]) -> Period | None:
    written = match.groupdict().get("period")
    found = cues.period_after(f"/{written.strip(' /').removeprefix('per ').removeprefix('an ')}") if written else None
    return found[0] if found else None


def _past_marks(text: str, end: int) -> int:
    """The end of a figure with the "+" or ",-" that is written directly behind it."""
    match = _MARKS.match(text, end)
    return match.end() if match else end


def _figures(text: str, low: Amount, high: Amount, inner: Period | None) -> Figures:
    before = cues.clause_before(text, low.start)
    end = _past_marks(text, high.end)
    after = cues.clause_after(text, end)
    written = cues.period_after(after)
    code = cues.currency_after(after[written[1] :] if written else after) or _CODE_BEFORE.search(before)
    return Figures(
        low=low,
        high=high,
        before=before,
        after=after,
        inner=inner,
        code=code[1] if code else None,
        alone=not before.strip(" -*•\t") and not after.strip(" .\t\r"),
        end=end,
    )
