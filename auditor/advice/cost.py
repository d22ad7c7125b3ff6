"""Time to fill, the search fee, and, with the wrong-hire finding only, what the wrong hire costs."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.advice.model import TimeToFill, WrongHireCost
from auditor.finding import Certainty, Finding
from auditor.guide import Guide, cite
from auditor.taxonomy import RoleId

__all__ = ["time_to_fill", "wrong_hire"]

_WRONG_HIRE_CODE = "HIRE001"


def time_to_fill(guide: Guide, role: RoleId) -> TimeToFill:
    """How long the search takes and what a search firm asks; for an AI engineer, how few applicants fit."""
    time, fee = guide.thresholds.time_to_fill, guide.thresholds.search_fee
    least, most = time.interview_rounds
    fewer = (
        f" About {time.fewer_applicants_percent}% fewer people who fit apply than for a senior software posting."
        if role is RoleId.AI_ENGINEER
        else ""
    )
    return TimeToFill(
        least_days=time.least_days,
        most_days=time.most_days,
        fee_least_percent=fee.least_percent,
        fee_most_percent=fee.most_percent,
        sentence=f"Count on {time.least_days} to {time.most_days} days from posting to start, with {least} to {most} "
        f"rounds of interviews, and longer for people who are employed.{fewer} A search firm asks "
        f"{fee.least_percent} to {fee.most_percent}% of the first year's salary, ${fee.example_usd:,} in the guide's "
        "example.",
        source=cite(time.section),
    )


def wrong_hire(
    guide: Guide, findings: Iterable[Finding], salary: float | None, salary_from: str
) -> WrongHireCost | None:
    """What the wrong hire costs, with its arithmetic; None unless a finding confirms a wrong hire.

    `salary` is a year's base in USD, None for the guide's example; `salary_from` says where it comes from.
    """
    confirmed = (f for f in findings if f.code == _WRONG_HIRE_CODE and f.certainty is Certainty.HIGH)
    if not any(confirmed):
        return None
    row = guide.thresholds.wrong_hire
    base = float(row.example_salary_usd) if salary is None else salary
    least, most = row.least_times_salary * base, row.most_times_salary * base
    source = "the guide's example" if salary is None else salary_from
    return WrongHireCost(
        salary=base,
        salary_from=source,
        least_times=row.least_times_salary,
        most_times=row.most_times_salary,
        least=least,
        most=most,
        months=row.months_lost + row.months_to_recover,
        arithmetic=f"{row.least_times_salary:g} × ${base:,.0f} = ${least:,.0f}; "
        f"{row.most_times_salary:g} × ${base:,.0f} = ${most:,.0f} ({source})",
        sentence=f"The wrong hire costs {row.least_times_salary:g} to {row.most_times_salary:g} times a year's salary: "
        f"${least:,.0f} to ${most:,.0f}, and about {row.months_lost} months lost and {row.months_to_recover} more to "
        f"recover. In the guide's case the detour took {row.case_months} months and about "
        f"${row.case_cost_usd:,} in pay.",
        source=cite(row.section),
    )
