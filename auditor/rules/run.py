"""All rules over one assessment: one cause, one finding, loudest first."""

from __future__ import annotations

from dataclasses import replace

from auditor.assessment import Assessment
from auditor.finding import Certainty, Finding, Severity
from auditor.policy import Policy
from auditor.rules.ai_title_without_ai_work import AI_TITLE_WITHOUT_AI_WORK
from auditor.rules.bounded_work_permanent_job import BOUNDED_WORK_PERMANENT_JOB
from auditor.rules.capability_not_product import CAPABILITY_NOT_PRODUCT
from auditor.rules.core_stack_absent import CORE_STACK_ABSENT
from auditor.rules.deadline_before_hire import DEADLINE_BEFORE_HIRE
from auditor.rules.degree_without_need import DEGREE_WITHOUT_NEED
from auditor.rules.hourly_pay_for_permanent_job import HOURLY_PAY_FOR_PERMANENT_JOB
from auditor.rules.low_volume import LOW_VOLUME
from auditor.rules.missing_specification import MISSING_SPECIFICATION
from auditor.rules.no_custom_models import NO_CUSTOM_MODELS
from auditor.rules.no_pay_stated import NO_PAY_STATED
from auditor.rules.nobody_builds_models import NOBODY_BUILDS_MODELS
from auditor.rules.not_a_vacancy import NOT_A_VACANCY
from auditor.rules.pay_against_level import PAY_AGAINST_LEVEL
from auditor.rules.pay_field_against_text import PAY_FIELD_AGAINST_TEXT
from auditor.rules.pay_outside_band import PAY_OUTSIDE_BAND
from auditor.rules.pay_range_too_wide import PAY_RANGE_TOO_WIDE
from auditor.rules.rule import Rule
from auditor.rules.self_name_differs import SELF_NAME_DIFFERS
from auditor.rules.seniority_against_years import SENIORITY_AGAINST_YEARS
from auditor.rules.text_addressed_to_model import TEXT_ADDRESSED_TO_MODEL
from auditor.rules.title_contradicts_work import TITLE_CONTRADICTS_WORK
from auditor.rules.tools_of_another_role import TOOLS_OF_ANOTHER_ROLE
from auditor.rules.two_jobs import TWO_JOBS
from auditor.rules.unclaimed_ai_work import UNCLAIMED_AI_WORK
from auditor.rules.unclear_scope import UNCLEAR_SCOPE
from auditor.rules.wish_list import WISH_LIST
from auditor.rules.wording_cliches import WORDING_CLICHES
from auditor.rules.wording_gender_coded import WORDING_GENDER_CODED
from auditor.rules.wording_length import WORDING_LENGTH
from auditor.rules.wording_missing_sections import WORDING_MISSING_SECTIONS
from auditor.rules.wording_reading_level import WORDING_READING_LEVEL
from auditor.rules.wrong_hire import WRONG_HIRE
from auditor.rules.years_beyond_technology import YEARS_BEYOND_TECHNOLOGY

__all__ = ["ABSORBS", "ALL_RULES", "RULE_SET_VERSION", "run_rules"]

RULE_SET_VERSION = "16"
"""Changes whenever the same reading could get other findings."""

ALL_RULES: tuple[Rule, ...] = (
    TITLE_CONTRADICTS_WORK,
    AI_TITLE_WITHOUT_AI_WORK,
    TWO_JOBS,
    UNCLAIMED_AI_WORK,
    SENIORITY_AGAINST_YEARS,
    SELF_NAME_DIFFERS,
    WRONG_HIRE,
    PAY_OUTSIDE_BAND,
    PAY_RANGE_TOO_WIDE,
    PAY_AGAINST_LEVEL,
    HOURLY_PAY_FOR_PERMANENT_JOB,
    PAY_FIELD_AGAINST_TEXT,
    NO_PAY_STATED,
    TEXT_ADDRESSED_TO_MODEL,
    NOT_A_VACANCY,
    NO_CUSTOM_MODELS,
    LOW_VOLUME,
    NOBODY_BUILDS_MODELS,
    CAPABILITY_NOT_PRODUCT,
    DEADLINE_BEFORE_HIRE,
    UNCLEAR_SCOPE,
    BOUNDED_WORK_PERMANENT_JOB,
    MISSING_SPECIFICATION,
    CORE_STACK_ABSENT,
    WISH_LIST,
    YEARS_BEYOND_TECHNOLOGY,
    TOOLS_OF_ANOTHER_ROLE,
    DEGREE_WITHOUT_NEED,
    WORDING_LENGTH,
    WORDING_READING_LEVEL,
    WORDING_CLICHES,
    WORDING_GENDER_CODED,
    WORDING_MISSING_SECTIONS,
)

ABSORBS = {
    "TITLE001": frozenset({"TITLE003", "TITLE006", "STACK001", "STACK004", "NEED001"}),
    "TITLE002": frozenset({"TITLE006"}),
    "TITLE003": frozenset({"TITLE004", "TITLE006"}),
    "PAY003": frozenset({"PAY001"}),
    "HIRE001": frozenset({"STACK004", "NEED001"}),
    "NEED006": frozenset({"NEED004", "NEED007"}),
    "NEED005": frozenset({"NEED004"}),
    "KIND001": frozenset({"TITLE001", "TITLE002", "TITLE003", "TITLE004", "TITLE005", "TITLE006", "HIRE001"}),
}
"""Which findings a finding makes superfluous, because both come from the same fact of the posting.

A title contradiction already says that the posting describes another role, whatever second job or name for itself
it adds; two jobs explain two names, and say of a title that it names neither; a text that is no vacancy has no title
to judge. A wrong-hire stays beside a title contradiction: renaming the posting leaves its requirements asking for the
other role. Requirements for infrastructure that the work does not need come from the same fact as either. An unsettled
scope or a date that no hire can meet decides how to staff the work before its kind does. Pay of another level says
more than pay outside the band.
"""

_AFTER_ERRORS = ("NEED",)
"""Families whose findings wait until errors are fixed: whether the hire is needed depends on what the job is."""

_LAST = ("NEED", "SPEC", "WORDING")
"""Families that stand behind the others of the same severity, advice after the verdict, wording last, in this order."""

_CERTAINTY = {Certainty.HIGH: 0, Certainty.MEDIUM: 1, Certainty.LOW: 2}


def run_rules(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings of all rules that are on, absorbed ones left out, by severity, family, certainty, then code.

    Severity and waivers are the policy's; what it waives stays, with the reason, after what it does not.
    """
    policy = assessment.policy
    on = (rule for rule in ALL_RULES if policy.runs(rule.code, rule.default_on))
    findings = [_as_decided(finding, policy) for rule in on for finding in rule.findings(assessment)]
    absorbed = {code for finding in findings for code in ABSORBS.get(finding.code, ())}
    kept = [finding for finding in findings if finding.code not in absorbed]
    if any(finding.severity is Severity.ERROR and finding.waived is None for finding in kept):
        kept = [finding for finding in kept if not finding.code.startswith(_AFTER_ERRORS)]
    return tuple(sorted(kept, key=_order))


def _order(finding: Finding) -> tuple[bool, int, int, int, str]:
    family = next((n for n, prefix in enumerate(_LAST, start=1) if finding.code.startswith(prefix)), 0)
    waived = finding.waived is not None
    return (waived, -finding.severity.rank, family, _CERTAINTY[finding.certainty], finding.code)


def _as_decided(finding: Finding, policy: Policy) -> Finding:
    severity, waived = policy.severity_of(finding.code) or finding.severity, policy.waive.get(finding.code)
    return replace(finding, severity=severity, waived=waived) if waived or severity is not finding.severity else finding
