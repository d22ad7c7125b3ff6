"""TITLE002: an AI title over duties of another profession."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.posting import WORK_SECTIONS
from auditor.rules.evidence import role_evidence
from auditor.rules.gates import called_throughout, mismatch_weight, role_settled
from auditor.rules.rule import Hit, rule
from auditor.rules.self_name_differs import supporting_self_names
from auditor.rules.wording import a_role, or_list, quoted_titles
from auditor.taxonomy import AI_ROLES, RoleId
from auditor.verdict import Verdict

__all__ = ["AI_TITLE_WITHOUT_AI_WORK", "what_duties_show"]

_WORDS = {
    RoleId.AI_ENGINEER: "AI",
    RoleId.AI_DEVELOPER: "AI",
    RoleId.ML_ENGINEER: "machine learning",
    RoleId.DATA_SCIENTIST: "data science",
}
"""What a text speaks of that calls its work by a title's word."""


@rule("TITLE002", "ai-title-without-ai-work", Severity.ERROR)
def AI_TITLE_WITHOUT_AI_WORK(assessment: Assessment) -> Iterator[Hit]:
    """The title promises an AI role and the duties are those of another profession.

    What it flags:
        A title that claims one or more of the four AI roles over duties of which less than about a quarter is
        AI work: software, data or hardware engineering, sales, support, teaching and so on. A warning when the
        title also names that other profession ("Data and Machine Learning Engineer"), when at least three
        must-haves ask for AI work that no duty describes, or when at least three lines call the work by the
        title's word, as the behaviour of a game's characters is called AI.
    Why it matters:
        AI specialists apply, cost interview time and decline; the profession that is needed does not see the
        posting. Candidates also read an empty AI title as decoration.
    A posting that is flagged:
        "AI Engineer" over duties such as "Maintain the billing service in Java" and "Fix defects in the customer
        portal", at a company that sells an AI product.
    A posting that passes:
        "Backend Engineer - AI Products" over the same duties: that title claims no AI role.
    A near miss:
        "AI Engineer" over the same duties where the role is in doubt: that is left to a person.
    When it is wrong:
        When the AI work is real but not written down. Then the posting has to say what it is.
    Source:
        Labelling guide, primary role: AI duties are at least about a quarter of all duties, otherwise other.
    """
    claims = assessment.claims
    mismatch = assessment.verdict is Verdict.MISMATCH and assessment.role is RoleId.OTHER
    if claims is None or not mismatch or not role_settled(assessment):
        return
    wanted = or_list(a_role(assessment, claim) for claim in assessment.claimed)
    yield Hit(
        message=f"The title promises {wanted}. {what_duties_show(assessment)}",
        fix=_fix(assessment.suggested_titles, wanted),
        evidence=role_evidence(assessment, RoleId.OTHER) + supporting_self_names(assessment)
        or Absence("a duty that is AI work"),
        severity=mismatch_weight(assessment),
    )


def what_duties_show(assessment: Assessment) -> str:
    """The sentence for duties of another profession: "No duty describes AI work; the duties are those of ...".

    Where the text calls the work by the title's word throughout, the sentence says that it does.
    """
    reading = assessment.reading
    called = called_throughout(reading, assessment.claimed) if reading is not None else None
    duties = f"the duties are those of {a_role(assessment, RoleId.OTHER)}."
    if called is not None:
        return f"The text speaks of {_WORDS[called]} throughout, but {duties}"
    touches_ai = reading is not None and any(tag.role in AI_ROLES for tag in reading.tags_in(*WORK_SECTIONS))
    share = "Almost no duty describes AI work" if touches_ai else "No duty describes AI work"
    return f"{share}; {duties}"


def _fix(suggested: tuple[str, ...], wanted: str) -> str:
    name = (
        f"name that profession in the title, for example {quoted_titles(suggested)}"
        if suggested
        else ("name that profession in the title")
    )
    return f"{name[0].upper()}{name[1:]}; or, if you need {wanted}, write the AI duties down."
