"""What a house has decided: which rules run, how loud, by which thresholds, what it waives, how it uses titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from auditor.finding import Severity
from auditor.patterns import pattern
from auditor.pay.bands import BandTable
from auditor.taxonomy import RoleId

__all__ = ["EVERYTHING", "GUIDES_OWN", "NEVER_INLINE", "Policy", "inline_waivers", "without_waivers"]

EVERYTHING = "ALL"
"""Selects every rule, also those that are off by default."""

NEVER_INLINE = frozenset({"TEXT001", "KIND001"})
"""Rules that no line of a posting can waive: they tell whether its text can be trusted and judged at all."""

_WAIVER = pattern(
    r"^[ \t]*<!--[ \t]*auditor:[ \t]*waive[ \t]+(?P<code>[A-Z]{2,12}\d{3})\b(?P<reason>[^\n<>]{0,300})-->[ \t]*$",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Policy:
    """The house's choices; the default is the guide's own.

    `select`, `extend_select` and `ignore` hold rule codes or their beginnings; `severity` maps such to a severity,
    the longest beginning winning; `thresholds` maps a threshold's name to its number; `waive` maps a code to the
    recorded reason; `aliases` maps a title in lower case to the roles that it claims here; `house` is a sentence about
    how titles are used here, shown in reports and changing no verdict. `bands` are the house's own pay bands in place
    of the guide's. `inline` says whether waivers that a posting carries in its text count; None leaves that to who
    asks: yes for a posting audited by itself, no in a batch, whose postings may come from anybody.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    waive: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    aliases: Mapping[str, tuple[RoleId, ...]] = field(default_factory=lambda: MappingProxyType({}))
    house: str | None = None
    bands: BandTable | None = None
    inline: bool | None = None

    def runs(self, code: str, default_on: bool) -> bool:
        """Whether the rule with this code runs: what is ignored never does, by the longest beginning that names it."""
        if not (self.select or self.extend_select or self.ignore):
            return default_on
        chosen = _longest(code, (*self.select, *self.extend_select))
        on = chosen > 0 if self.select else default_on or chosen > 0
        return on and (_longest(code, self.ignore) == 0 or chosen > _longest(code, self.ignore))

    def severity_of(self, code: str) -> Severity | None:
        """The severity that the house gives the rule, or None."""
        given = [prefix for prefix in self.severity if code.startswith(prefix)]
        return self.severity[max(given, key=len)] if given else None

    def with_waivers(self, waivers: Mapping[str, str]) -> Policy:
        """The policy with those of a posting's own waivers that count; its own reasons win."""
        counted = {code: reason for code, reason in waivers.items() if self._counts(code)}
        return replace(self, waive=MappingProxyType({**counted, **self.waive})) if counted else self

    def not_counted(self, waivers: Mapping[str, str]) -> tuple[str, ...]:
        """The codes among a posting's own waivers that count for nothing here, sorted."""
        return tuple(sorted(code for code in waivers if not self._counts(code) and code not in self.waive))

    def _counts(self, code: str) -> bool:
        return self.inline is not False and code not in NEVER_INLINE


GUIDES_OWN = Policy()
"""What holds where the house decided nothing."""


def inline_waivers(text: str) -> dict[str, str]:
    """Reasons by rule code from comment lines of their own such as `<!-- auditor: waive TITLE001 agreed with Ana -->`.

    A waiver without a reason is none.
    """
    if "auditor:" not in text:
        return {}
    return {found["code"]: reason for found in _WAIVER.finditer(text) if (reason := found["reason"].strip(" \t:"))}


def without_waivers(text: str) -> str:
    """The text, of the same length, with every waiver line blank: a waiver is never read as a part of the posting."""
    return _WAIVER.sub(lambda found: " " * len(found[0]), text) if "auditor:" in text else text


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest beginning that names the code, 1 for ALL, 0 for none."""
    return max((1 if p == EVERYTHING else len(p) for p in prefixes if p == EVERYTHING or code.startswith(p)), default=0)
