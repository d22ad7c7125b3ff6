"""What decisions teach: how often a rule is confirmed, and how far reviewers agree. Pure.

Sources: Wilson, "Probable inference", Journal of the American Statistical Association 22, 1927; Cohen, "A coefficient
of agreement for nominal scales", Educational and Psychological Measurement 20, 1960; Krippendorff, "Content analysis",
4th edition, 2019, chapter 12.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from auditor.store.fold import standing
from auditor.store.model import Decision, DecisionKind

__all__ = [
    "CONFIRMED_ENOUGH",
    "DECIDED_ENOUGH",
    "Agreement",
    "RulePrecision",
    "agreement",
    "cohen_kappa",
    "krippendorff_alpha",
    "rule_precision",
    "wilson",
]

DECIDED_ENOUGH = 30
"""Decisions about a rule from which it can be proposed for demotion."""
CONFIRMED_ENOUGH = 0.70
"""Share of confirmed findings under which it is."""
_Z = 1.959963984540054
"""Two-sided 95% of the normal distribution."""
_JUDGED = (DecisionKind.CONFIRM, DecisionKind.DISMISS)


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How often a rule's findings were confirmed, with the 95% interval of the share."""

    code: str
    confirmed: int
    dismissed: int
    precision: float
    low: float
    high: float

    @property
    def demote(self) -> bool:
        """Whether to propose the rule for demotion: decided often enough, confirmed too seldom."""
        return self.confirmed + self.dismissed >= DECIDED_ENOUGH and self.precision < CONFIRMED_ENOUGH


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on findings that several of them judged.

    `kappa` is Cohen's by pair of reviewers, each with the number of findings that both judged; `alpha` is
    Krippendorff's over all. None where nothing is left to chance to compare with (no overlap, or one answer only).
    """

    kappa: Mapping[tuple[str, str], tuple[float | None, int]]
    alpha: float | None
    findings: int


def rule_precision(decisions: Iterable[Decision]) -> tuple[RulePrecision, ...]:
    """Precision by rule, the least confirmed first, from each reviewer's last standing answer about a finding."""
    counts: dict[str, Counter[DecisionKind]] = defaultdict(Counter)
    for (_, code, _), kind in _answers(decisions).items():
        counts[code][kind] += 1
    found = []
    for code, count in counts.items():
        confirmed, dismissed = count[DecisionKind.CONFIRM], count[DecisionKind.DISMISS]
        low, high = wilson(confirmed, confirmed + dismissed)
        found.append(RulePrecision(code, confirmed, dismissed, confirmed / (confirmed + dismissed), low, high))
    return tuple(sorted(found, key=lambda rule: (rule.precision, rule.code)))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95% interval of a share; (0, 1) when there is nothing to go by."""
    if total == 0:
        return 0.0, 1.0
    share, spread = hits / total, _Z * _Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def agreement(decisions: Iterable[Decision]) -> Agreement:
    """How far the reviewers agree, from each one's last standing answer about a finding."""
    by_finding: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (posting_id, code, reviewer), kind in _answers(decisions).items():
        by_finding[posting_id, code][reviewer] = kind.value
    shared = [answers for answers in by_finding.values() if len(answers) > 1]
    reviewers = sorted({reviewer for answers in shared for reviewer in answers})
    kappa = {}
    for one, other in combinations(reviewers, 2):
        both = [(answers[one], answers[other]) for answers in shared if one in answers and other in answers]
        if both:
            kappa[one, other] = cohen_kappa(both), len(both)
    return Agreement(kappa, krippendorff_alpha([[a.get(r) for a in shared] for r in reviewers]), len(shared))


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Agreement of two raters beyond chance, at most 1; None without a pair, or when one answer is all they gave."""
    if len({answer for pair in pairs for answer in pair}) < 2:
        return None
    from pycm import ConfusionMatrix  # type: ignore[import-untyped]

    first, second = (list(answers) for answers in zip(*pairs, strict=True))
    return float(ConfusionMatrix(actual_vector=first, predict_vector=second).Kappa)


def krippendorff_alpha(answers: Sequence[Sequence[str | None]]) -> float | None:
    """Agreement of any number of raters (rows) on items (columns; None is no answer), at most 1.

    None when fewer than two raters or answers are there to compare.
    """
    values = {answer for row in answers for answer in row if answer is not None}
    if len(answers) < 2 or len(values) < 2:
        return None
    import krippendorff

    order = sorted(values)
    data = [[math.nan if answer is None else float(order.index(answer)) for answer in row] for row in answers]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _answers(decisions: Iterable[Decision]) -> dict[tuple[str, str, str], DecisionKind]:
    """(posting, code, reviewer) -> confirm or dismiss."""
    return {(d.posting_id, d.code, d.reviewer): d.kind for d in standing(decisions) if d.kind in _JUDGED}
