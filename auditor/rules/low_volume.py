"""NEED002: the stated volume is one that a managed service carries."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.model import StatedVolume
from auditor.finding import Severity
from auditor.guide import load_guide
from auditor.posting import VACANCIES, WORK_SECTIONS
from auditor.rules.evidence import at_span
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["LOW_VOLUME"]


@rule("NEED002", "volume-for-a-managed-service", Severity.INFO)
def LOW_VOLUME(assessment: Assessment) -> Iterator[Hit]:
    """The stated volume is under 100,000 requests a day, and running models is part of the work.

    What it flags:
        A volume of requests, predictions, documents and the like that comes to less than 100,000 a day, stated in
        duties or summary of a posting in which models are deployed, served or scaled. A posting that states no
        volume is not flagged: the volume is then a question.
    Why it matters:
        At this volume Bedrock, Azure OpenAI or Vertex AI suffice, and a dedicated AI engineer has too little to
        run. Infrastructure of one's own starts to pay on the way to millions of requests.
    A posting that is flagged:
        "Serve our extraction model for about 4,000 invoices a day".
    A posting that passes:
        "Serve two million requests a day"; or the same figure over duties that serve no model.
    A near miss:
        "Serve 100,000 requests a day": no longer under the limit.
    When it is wrong:
        When data may not leave the house, or a single request is as heavy as a thousand.
    Source:
        AI hiring guide, 2026, section 2, question 2.
    """
    volume = assessment.facts.project.volume
    if volume is None or assessment.facts.kind not in VACANCIES or not role_told(assessment):
        return
    limit = load_guide().thresholds.volume.managed_below_per_day
    if volume.most >= limit or not _runs_models(assessment):
        return
    yield Hit(
        message=f"The posting states about {_stated(volume)} a day. Under {limit:,} requests a day a managed service "
        "is enough, and a dedicated AI engineer has too little to run.",
        fix="Compare with a managed service first; or state the volume that you expect in a year, and why you run the "
        "models yourselves.",
        evidence=(at_span(assessment, volume.span),),
    )


def _runs_models(assessment: Assessment) -> bool:
    reading = assessment.reading
    return reading is not None and any(tag.role is RoleId.AI_ENGINEER for tag in reading.tags_in(*WORK_SECTIONS))


def _stated(volume: StatedVolume) -> str:
    least, most = f"{volume.least:,.0f}", f"{volume.most:,.0f}"
    return most if least == most else f"{least} to {most}"
