"""TITLE001: the title promises one AI role, the work is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.rules.evidence import role_evidence
from auditor.rules.gates import mismatch_weight, mismatched_everywhere, role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.self_name_differs import supporting_self_names
from auditor.rules.wording import a_role, and_list, or_list, quoted_titles, work_and_role
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["TITLE_CONTRADICTS_WORK", "disappointed"]

_SOUGHT = {
    RoleId.AI_ENGINEER: "to deploy, serve and run models",
    RoleId.ML_ENGINEER: "to train models of their own",
    RoleId.AI_DEVELOPER: "to build LLM applications",
    RoleId.DATA_SCIENTIST: "to answer questions with data",
}
"""What people come for who apply for a role's title."""


def disappointed(claimed: Iterable[RoleId]) -> str:
    """What becomes of people who apply for a title whose work is a smaller part of the duties, or none."""
    return f"come {or_list(_SOUGHT[claim] for claim in claimed)}, and will find mostly other work"


@rule("TITLE001", "title-contradicts-work", Severity.ERROR)
def TITLE_CONTRADICTS_WORK(assessment: Assessment) -> Iterator[Hit]:
    """The title promises one AI role and the duties describe another.

    What it flags:
        A title that claims one or more of the four AI roles over duties that are mostly those of a role it does
        not claim. An error when the two differ under every profile, beyond doubt; a warning when only the chosen
        profile sees a difference, or when some of it is open to argument (another word of the title names the
        work, or a data scientist is hired to make models, or an ML engineer to analyse with models, and the
        text has no other name for the job): then the title may be kept with a recorded reason; an info when the
        promised work may be a smaller part of what is described, or is asked for in three must-haves.
    Why it matters:
        Candidates choose by the title and are screened by it. People who do the titled work apply and leave when
        they meet the other; people who do the described work never search for the posting.
    A posting that is flagged:
        "Machine Learning Engineer" over duties such as "Connect our help desk to a hosted language model" and
        "Write and test prompts for the reply drafts".
    A posting that passes:
        "Applied AI Engineer" over the same duties; or "Machine Learning Engineer" over "Train and validate the
        churn model on our own data".
    A near miss:
        "Machine Learning Engineer" over duties that train the churn model, and one that calls a hosted one
        beside it.
    When it is wrong:
        When the posting describes a team's work more than the person's, or when the house uses a title its own
        way and candidates know it. It stays silent when the role is in doubt.
    Source:
        AI hiring guide, 2026, section 1; labelling guide, verdict.
    """
    role, claims = assessment.role, assessment.claims
    if assessment.verdict is not Verdict.MISMATCH or role in (None, RoleId.OTHER) or not role_settled(assessment):
        return
    if role is None or claims is None:
        return
    weight = mismatch_weight(assessment)
    suggested = assessment.suggested_titles
    yield Hit(
        message=_message(assessment, role, weight),
        fix=_fix(assessment, suggested, weight),
        evidence=role_evidence(assessment, role) + supporting_self_names(assessment)
        or Absence(f"a duty of {or_list(a_role(assessment, claim) for claim in assessment.claimed)}"),
        severity=weight,
    )


def _message(assessment: Assessment, role: RoleId, weight: Severity) -> str:
    promised = and_list(work_and_role(assessment, claim) for claim in assessment.claimed)
    if weight is Severity.INFO:
        return (
            f"The duties describe mostly {work_and_role(assessment, role)}; some of them may be {promised}, which the "
            "title promises. The text does not say how much."
        )
    apart = (
        "The hiring guide keeps these jobs apart: people who apply for the title"
        if mismatched_everywhere(assessment)
        else "Many employers use the title for both jobs, the hiring guide keeps them apart: some who apply"
    )
    return (
        f"The title promises {promised}; the duties describe {work_and_role(assessment, role)}. "
        f"{apart} {disappointed(assessment.claimed)}."
    )


def _fix(assessment: Assessment, suggested: tuple[str, ...], weight: Severity) -> str:
    if weight is Severity.INFO:
        promised = or_list(assessment.taxonomy.roles[claim].work for claim in assessment.claimed)
        return f"Say in the duties what part of the work is {promised}; if there is none, retitle the posting."
    title = f"Retitle the posting, for example {quoted_titles(suggested)}" if suggested else "Retitle the posting"
    if weight is Severity.WARNING:
        return f"{title}; or keep the title and record why."
    wanted = or_list(a_role(assessment, claim) for claim in assessment.claimed)
    return f"{title}; or, if you need {wanted}, rewrite the duties."
