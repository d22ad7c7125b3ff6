"""TITLE006: the text names the job differently from its title."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.model import SelfName
from auditor.finding import Evidence, Severity
from auditor.patterns import pattern
from auditor.rules.evidence import at_span
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import a_role, or_list
from auditor.taxonomy import RoleId
from auditor.titles import read_title

__all__ = ["SELF_NAME_DIFFERS", "promising_self_name", "supporting_self_names"]

_WORD = pattern(r"\w+")


@rule("TITLE006", "self-name-differs-from-title", Severity.INFO)
def SELF_NAME_DIFFERS(assessment: Assessment) -> Iterator[Hit]:
    """The posting's own text calls the job by another AI role's title.

    What it flags:
        A sentence that names the job ("we are looking for a data scientist to ...") with a title of another AI
        role than the posting's title. It says nothing where the title already contradicts the work: there the
        sentence is quoted as evidence of the same fact.
    Why it matters:
        A candidate who meets two names for one job trusts neither; often one is left over from an older posting.
    A posting that is flagged:
        Title "Machine Learning Engineer", text "We are hiring a data scientist to join the pricing team".
    A posting that passes:
        The same text under the title "Data Scientist, Pricing".
    A near miss:
        "We are hiring a machine learning engineer" under "Machine Learning Engineer, Pricing": a shorter
        name.
    When it is wrong:
        When the sentence names a colleague's job or a sister posting.
    Source:
        AI hiring guide, 2026, section 1 (the roles that the two names stand for).
    """
    for name in assessment.facts.self_names:
        named = _claims(assessment, name)
        other = named and not set(named) & set(assessment.claimed)
        if assessment.claimed and other and not _shortens(name.name, assessment):
            yield Hit(
                message=f'The text calls the job "{name.name}", a title for {_roles(assessment, named)}; '
                f"the posting's own title is one for {_roles(assessment, assessment.claimed)}.",
                fix="Use one name for the job throughout, the one that fits the duties.",
                evidence=(at_span(assessment, name.span),),
            )
            return


def supporting_self_names(assessment: Assessment) -> tuple[Evidence, ...]:
    """The first self-name that claims no role that the title claims, as evidence of a title contradiction."""
    for name in assessment.facts.self_names:
        if not set(_claims(assessment, name)) & set(assessment.claimed):
            return (at_span(assessment, name.span),)
    return ()


def promising_self_name(assessment: Assessment) -> SelfName | None:
    """The first name for the job in the text that claims one of the four AI roles."""
    return next((name for name in assessment.facts.self_names if _claims(assessment, name)), None)


def _shortens(name: str, assessment: Assessment) -> bool:
    """Whether the name only leaves words of the title out: "AI engineer" for "AI Engineer, Automation"."""
    title = assessment.claims.title if assessment.claims else ""
    return set(_WORD.findall(name.lower())) <= set(_WORD.findall(title.lower()))


def _claims(assessment: Assessment, name: SelfName) -> tuple[RoleId, ...]:
    return read_title(name.name).by_profile[assessment.profile.id]


def _roles(assessment: Assessment, roles: tuple[RoleId, ...]) -> str:
    return or_list(a_role(assessment, role) for role in roles)
