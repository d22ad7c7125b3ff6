"""NEED007: the work ends and the job does not."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.model import Engagement
from auditor.finding import Certainty, Severity
from auditor.posting import VACANCIES
from auditor.rules.evidence import at_span
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import AI_ROLES

__all__ = ["BOUNDED_WORK_PERMANENT_JOB"]


@rule("NEED007", "bounded-work-permanent-job", Severity.INFO, default_on=False)
def BOUNDED_WORK_PERMANENT_JOB(assessment: Assessment) -> Iterator[Hit]:
    """The work is a build that ends, and the job is permanent.

    What it flags:
        A posting that calls the work a one-off project or build, or says when it ends, and offers a permanent
        position.
    Why it matters:
        After the first build there is no full-time work. A contractor or an agency starts in weeks and leaves when
        it is done; a permanent hire is let go, or is given work that the posting never named.
    A posting that is flagged:
        "This is a one-off migration of our scoring service" and "permanent position".
    A posting that passes:
        The same migration as a six-month contract; or a permanent job that begins with it and names what follows.
    A near miss:
        The same migration in a posting that does not say whether the job is permanent.
    When it is wrong:
        When the project is the first of several. Then name the others.
    Source:
        AI hiring guide, 2026, section 4 (when an agency fits).
    """
    ends, engaged = assessment.facts.project.bounded, assessment.facts.engagement
    if ends is None or engaged.engagement is not Engagement.PERMANENT or assessment.role not in AI_ROLES:
        return
    if assessment.facts.kind not in VACANCIES or not role_told(assessment):
        return
    yield Hit(
        message="The work ends, and the job is permanent: after the first build the posting names no work.",
        fix="Engage a contractor or an agency for the build; or name the work that follows it.",
        evidence=(at_span(assessment, ends), *(at_span(assessment, span) for span in engaged.evidence[:1])),
        certainty=Certainty.MEDIUM,
    )
