"""NEED003: somebody is to run models that nobody builds yet."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Certainty, Severity
from auditor.posting import VACANCIES
from auditor.rules.evidence import at_span, role_evidence
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["NOBODY_BUILDS_MODELS"]


@rule("NEED003", "nobody-builds-models-yet", Severity.INFO, default_on=False)
def NOBODY_BUILDS_MODELS(assessment: Assessment) -> Iterator[Hit]:
    """The work is running models in production, and the posting says that nobody builds models yet.

    What it flags:
        Duties of an AI engineer in a posting that calls the person the first of its kind, or says that there is no
        model or no team yet.
    Why it matters:
        An AI engineer's work begins where a model exists. Without one the hire comes too early, waits, or starts to
        do an ML engineer's work.
    A posting that is flagged:
        "You will be our first ML engineer" over duties on serving, pipelines and monitoring.
    A posting that passes:
        The same duties with "Bring the models that our data scientists build into production".
    A near miss:
        "You will be our first ML engineer" over duties that train the models.
    When it is wrong:
        When models come from outside (open or bought ones) and only have to be run.
    Source:
        AI hiring guide, 2026, section 2, question 3.
    """
    said = assessment.facts.project.no_models
    if said is None or assessment.role is not RoleId.AI_ENGINEER or assessment.facts.kind not in VACANCIES:
        return
    if not role_told(assessment):
        return
    yield Hit(
        message="The work is running models in production, but the posting says that nobody builds them yet: there is "
        "nothing to deploy, so the hire comes early.",
        fix="Hire the person who builds the model first; or say which models exist and who builds them.",
        evidence=(at_span(assessment, said), *role_evidence(assessment, RoleId.AI_ENGINEER)),
        certainty=Certainty.MEDIUM,
    )
