"""The first move, the way to staff the work, and what changes in daily work for the business goal."""

from __future__ import annotations

from auditor.advice.model import GivenBy, GoalAdvice, Move, Scope, StaffingOption
from auditor.advice.pay import offers_contract
from auditor.advice.situation import Situation
from auditor.facts.guide_words import shown_goal
from auditor.finding import Evidence
from auditor.guide import cite
from auditor.guide.model import Goal, MoveId, StaffingId, StaffingRow
from auditor.reading import Answer
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.wording import with_article
from auditor.taxonomy import RoleId

__all__ = ["first_move", "goal", "staffing"]

_MOVE_OF_ROLE: dict[RoleId, MoveId] = {
    RoleId.AI_ENGINEER: "infrastructure_owner",
    RoleId.ML_ENGINEER: "custom_models",
    RoleId.AI_DEVELOPER: "llm_features",
    RoleId.DATA_SCIENTIST: "insight",
}


_LASTING = "one person is to own the work for years"
"""When a full-time hire fits who runs no models in production."""


def first_move(situation: Situation, found: GoalAdvice | None) -> Move:
    """The first move for the situation and goal: an unsettled scope before a short deadline before the role."""
    id_, evidence = _move(situation, found)
    row = situation.guide.first_moves[id_]
    named = id_ == _MOVE_OF_ROLE[situation.role]
    reason = f"{row.reason} {_decision_rule(situation)}" if named else row.reason
    return Move(row.id, row.situation, row.move, reason, evidence, cite(row.section))


def _decision_rule(situation: Situation) -> str:
    """For what the guide hires the role, and what an AI engineer owns (section 1)."""
    row, role = situation.guide.roles[situation.role], situation.role
    named = with_article(situation.assessment.role_name(role))
    rule = f"The guide hires {named} ({row.focus}) for {row.best_for}, when {row.hire_when}."
    owned = situation.guide.ai_engineer.duties if role is RoleId.AI_ENGINEER else ()
    return f"{rule} Their work: {'; '.join(owned)}." if owned else rule


def _move(situation: Situation, found: GoalAdvice | None) -> tuple[MoveId, tuple[Evidence, ...]]:
    scope, scope_shown = situation.scope
    if scope is Scope.UNCLEAR:
        return "unclear_scope", scope_shown
    days, deadline_shown = situation.deadline
    if days is not None and days < situation.guide.thresholds.deadline.hire_too_slow_below_days:
        return "short_deadline", deadline_shown
    if found is not None and situation.role is RoleId.AI_DEVELOPER and _row(situation, found.id).automates:
        return "workflow_automation", found.evidence
    if situation.role is RoleId.DATA_SCIENTIST and situation.title_may_stay:
        return "analysis", ()
    return _MOVE_OF_ROLE[situation.role], ()


def staffing(situation: Situation) -> tuple[StaffingOption, ...]:
    """The ways to staff the work, the recommended one first."""
    chosen, why = _choice(situation)
    options = [
        StaffingOption(
            id=row.id,
            name=row.name,
            best_when=_best_when(situation, row),
            time_to_start=row.time_to_start,
            cost_shape=_cost_shape(situation, row),
            main_risk=row.main_risk,
            why=why if row.id == chosen else None,
            source=cite(row.section),
        )
        for row in situation.guide.staffing.values()
    ]
    return tuple(sorted(options, key=lambda option: not option.recommended))


def _best_when(situation: Situation, row: StaffingRow) -> str:
    """When the option fits; the guide's words for a full-time hire are about an AI engineer."""
    if row.id != "full_time" or situation.role is RoleId.AI_ENGINEER:
        return row.best_when
    return _LASTING


def _cost_shape(situation: Situation, row: StaffingRow) -> str:
    """The shape of the cost, with what a senior AI engineer commits a year where that is the hire."""
    if row.id != "full_time" or situation.role is not RoleId.AI_ENGINEER:
        return row.cost_shape
    yearly = situation.guide.thresholds.full_time.senior_yearly_usd
    return f"{row.cost_shape}; a senior commits ${yearly:,} and more before benefits, equipment and management"


def _choice(situation: Situation) -> tuple[StaffingId, str]:
    """The option and why, by the guide's conditions for an agency (section 4) and for a hire (section 5)."""
    figures = situation.guide.thresholds
    scope, _ = situation.scope
    days, _ = situation.deadline
    if scope is Scope.UNCLEAR:
        return "agency", "The scope is not settled: a pilot settles it before anyone is hired."
    if days is not None and days < figures.agency.results_due_below_days:
        hire = figures.full_time
        return _outside(
            situation,
            f"Results are due in {days} days; a hire takes {hire.months_to_find} months and more to find and about "
            f"{hire.months_to_ramp} to learn the work.",
        )
    if scope is Scope.BOUNDED:
        return _outside(situation, "The work ends: there is no full-time work after the first build.")
    if offers_contract(situation.assessment):
        return "contractor", "The posting offers a contract."
    core, volume = situation.answer("core_product").answer, situation.answer("volume").answer
    if core is Answer.NO and volume is Answer.NO:
        return _outside(situation, "AI is a capability here, and its volume does not fill a dedicated person's week.")
    if core is Answer.NO and situation.role is not RoleId.DATA_SCIENTIST:
        return "full_time", (
            "No end and no deadline is stated that a hire would miss. AI is a capability here, not what you sell: a "
            "hire pays if the work goes on after the first release; for a single feature compare the other two."
        )
    return "full_time", "Nothing stated speaks against a hire: no end, no deadline that a hire would miss."


def _outside(situation: Situation, why: str) -> tuple[StaffingId, str]:
    """An agency when several skill sets are needed at once, else a contractor."""
    if situation.several_skill_sets:
        return "agency", f"{why} Two AI roles are needed at once."
    return "contractor", why


def goal(situation: Situation) -> GoalAdvice | None:
    """The business goal that the user named or the posting shows; None when there is none."""
    if situation.answers.goal is not None:
        row = _row(situation, situation.answers.goal)
        return _goal_advice(row, GivenBy.USER, ())
    assessment = situation.assessment
    shown = shown_goal(assessment.posting, assessment.segmentation, situation.guide)
    if shown is None:
        return None
    evidence = tuple(at_span(assessment, span) for span in shown.spans[:PER_SIDE])
    return _goal_advice(_row(situation, shown.id), GivenBy.POSTING, evidence)


def _row(situation: Situation, id_: str) -> Goal:
    return next(row for row in situation.guide.goals if row.id == id_)


def _goal_advice(row: Goal, given_by: GivenBy, evidence: tuple[Evidence, ...]) -> GoalAdvice:
    return GoalAdvice(row.id, row.goal, row.changes, row.staffing, given_by, evidence, cite(row.section))
