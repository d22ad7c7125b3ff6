"""Numbers that could be money: value, scale and the currency written with them, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.patterns import pattern
from auditor.pay.currencies import load_currencies

__all__ = ["Amount", "amounts_in"]

_SPACES = "[ \u00a0\u202f]"
_BEFORE = 9
_INDIAN = frozenset({"lakh", "lakhs", "lac", "lacs", "lpa", "l", "crore"})
_CODE_AND_SIGN = 4
_ENDS = "$€£₹¥₪₱₴฿.:)"
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "lacs": 1e5,
    "lpa": 1e5,
    "l": 1e5,
    "crore": 1e7,
}
_DIGIT = pattern("[0-9]")
_NUMBER = pattern(
    r"(?<![\d.,])(?<!#J-)(?:"
    r"\d{1,3}(?P<group>[.,'’\u00a0\u202f ])\d{3}(?:(?P=group)\d{3}){0,3}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    rf"|\d{{1,3}}[.,]{_SPACES}\d{{3}}(?!\d)"
    r"|\d{1,2}(?:,\d{2}){1,2},\d{3}(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d{1,9}(?:[.,]\d{1,2}(?!\d))?)"
)
"""Thousands grouped by one and the same separator, thousands with a stray space after it, Indian grouping, plain."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written; `sign` is the currency's sign or code, None without one, `scale` a word such as "k".

    `plus` tells that a "+" follows; `end` is before it.
    """

    start: int
    end: int
    value: float
    sign: str | None
    scale: str | None
    plus: bool

    @property
    def huge(self) -> bool:
        """Whether the scale is millions or more."""
        return self.scale is not None and self.scale not in _SCALES

    @property
    def indian(self) -> bool:
        """Whether the scale is one that only rupees are counted in."""
        return self.scale in _INDIAN

    @property
    def scaled(self) -> float:
        """The value in units of the currency."""
        return self.value * _SCALES.get(self.scale or "", 1)


@cache
def _sign_before() -> re.Pattern[str]:
    codes = "|".join(sorted(load_currencies().codes))
    return re.compile(
        rf"(?:\b(?:{codes})\)?:?{_SPACES}?)?(?-i:(?<![A-Za-z])(?:(?:US|CA|AU|NZ|HK|SG) ?|[CASR]))?\\?[$€£₹¥₪₱₴฿]"
        rf"{_SPACES}?$|\b(?:{codes})\)?:?{_SPACES}{{0,2}}$|\bRs\.?{_SPACES}?$",
        re.I,
    )


@cache
def _behind() -> re.Pattern[str]:
    codes = "|".join(sorted(load_currencies().codes))
    return re.compile(
        rf"(?:{_SPACES}?(?P<scale>k|l|thousand|lakhs?|lacs?|lpa|crore|mm?|mil|mn|million|bn?|billion|t|trillion)"
        rf"(?![a-z]|(?<=[mt])[’'])|(?P<tight>k)(?=eur|usd|gbp|cad|pln))?"
        rf"(?P<plus>\+(?!{_SPACES}?\d))?"
        rf"(?:{_SPACES}?(?P<sign>[€£₹$](?!{_SPACES}?\d)|\(?(?:{codes})\b\)?|euros?\b|zł|kr\b)(?!{_SPACES}?[$€£₹]?\d))?"
        rf"(?P<late>\+(?!{_SPACES}?\d))?(?:,[-–—]+(?![\d$€£]))?",
        re.I,
    )


def amounts_in(text: str) -> Iterator[Amount]:
    """Every number of the text, in order, with the scale and currency that stand directly at it.

    Percentages, ordinals, versions and words with digits are no amounts.
    """
    at = 0
    while digit := _DIGIT.search(text, at):
        number = _NUMBER.match(text, digit.start())
        at = number.end() if number else digit.end()
        if number is None:
            continue
        before = _before(text, number.start())
        if (
            before is None
            and number.start()
            and (text[number.start() - 1].isalpha() or text[number.start() - 1] == "_")
        ):
            continue
        behind = _behind().match(text, at)
        assert behind is not None  # noqa: S101  every part is optional
        at = behind.end()
        if before is None and behind.end() == number.end() and text[at : at + 1].isalpha() and text[at] not in "hHpP":
            continue
        if text[at : at + 2].lstrip()[:1] == "%":
            continue
        yield _amount(number, before, behind)


def _before(text: str, start: int) -> re.Match[str] | None:
    """The currency directly before a number; asked only where the last character can be one's end."""
    tail = text[max(0, start - _BEFORE) : start].rstrip()
    last = tail[-1:]
    coded = last.isalpha() and (tail[-3:].upper() in load_currencies().codes or tail[-2:].lower() == "rs")
    if coded or (last and last in _ENDS):
        return _sign_before().search(text, max(0, start - _BEFORE), start)
    return None


def _amount(number: re.Match[str], before: re.Match[str] | None, behind: re.Match[str]) -> Amount:
    scale = behind["scale"] or behind["tight"]
    if scale in ("l", "L") and not _in_rupees(before, behind):
        scale = None
    signs = [part for part in (before[0] if before else "", behind["sign"] or "") if part]
    end = max(behind.end(name) for name in ("scale", "tight", "sign"))
    return Amount(
        start=before.start() if before else number.start(),
        end=max(end, number.end()),
        value=_value_of(number[0]),
        sign=_plain(signs) or None,
        scale=scale.lower() if scale else None,
        plus=bool(behind["plus"] or behind["late"]),
    )


def _in_rupees(before: re.Match[str] | None, behind: re.Match[str]) -> bool:
    """Whether a lone "L" is lakhs rather than litres or an initial."""
    return any(mark in f"{before[0] if before else ''}{behind['sign'] or ''}".upper() for mark in ("₹", "INR", "RS"))


def _plain(signs: list[str]) -> str:
    """The most telling of the signs at one number, without brackets and spaces: "USD" before "US$" before "$"."""
    bare = [re.sub(r"[\s\\():]", "", sign) for sign in signs]
    return max(
        (sign[:3] if sign[:3].isalpha() and len(sign) == _CODE_AND_SIGN else sign for sign in bare), key=len, default=""
    )


def _value_of(written: str) -> float:
    """The number that digits with separators stand for, in English, continental and Indian writing.

    The last separator is a decimal mark when one or two digits follow it and no other of its kind stands before;
    three digits after a separator are thousands: "1.000,50" and "1,000.50" are the same.
    """
    bare = re.sub(r"[\s'’]", "", written)
    mark = max(bare.rfind("."), bare.rfind(","))
    if mark < 0 or len(bare) - mark - 1 > 2:
        return float(re.sub(r"[.,]", "", bare))
    return float(f"{re.sub(r'[.,]', '', bare[:mark])}.{bare[mark + 1 :]}")
