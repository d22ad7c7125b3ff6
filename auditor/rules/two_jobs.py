"""TITLE003: two AI jobs share one posting."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Evidence, Severity
from auditor.posting import WORK_SECTIONS, Section, Statement
from auditor.reading import Tag
from auditor.rules.evidence import PER_SIDE, in_text_order
from auditor.rules.gates import is_internship, role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import a_role, work_and_role
from auditor.segment.whole import is_whole_line
from auditor.taxonomy import AI_ROLES, RoleId

__all__ = ["TWO_JOBS", "second_job_shown"]

_A_JOB = 3
"""Duty lines from which a role is a job that somebody could be hired for, rather than a part of another."""

_BESIDE_WORK = frozenset({"researches_models", "knows_ml_frameworks", "presents_insights"})
"""Activities that people of several roles do beside their own work: they show no second job."""


@rule("TITLE003", "two-jobs-in-one-posting", Severity.INFO)
def TWO_JOBS(assessment: Assessment) -> Iterator[Hit]:
    """A second AI role takes a substantial share of the duties, and the title does not name both.

    What it flags:
        Duties of which one AI role has the most and another at least about three tenths, each shown by a line of
        its own work (research papers, frameworks and presentations are anybody's), under a title that claims at
        most one of the two, and that is no internship's. Where fewer than three lines show the second role, or
        fewer than six the two, it asks how much of the week that is, and leaves open whether it is a job: of a
        single line only if the title claims that role, and not under a title that claims neither, which is told to
        name the first.
    Why it matters:
        Few people are strong in both. Candidates cannot tell which half decides the hire, and interviewers will
        each test for another job.
    A posting that is flagged:
        "Machine Learning Engineer" with four duties on training a ranking model and three on serving it.
    A posting that passes:
        "Machine Learning / MLOps Engineer" with the same duties: the title says so. Or one deploy line among six
        on training.
    A near miss:
        "AI/ML Engineer" over both kinds of duties: the title names both.
    When it is wrong:
        In a small team one person does both on purpose. Then say which part comes first.
    Source:
        Labelling guide, secondary role and verdict partial; AI hiring guide, 2026, section 1.
    """
    reading, role = assessment.reading, assessment.role
    second = reading.secondary_role if reading else None
    if role is None or second is None or not role_told(assessment) or is_internship(assessment):
        return
    if role in assessment.claimed and second in assessment.claimed:
        return
    first, other = _shown_by(assessment, role), _shown_by(assessment, second)
    if not first or not other:
        return
    if second_job_shown(assessment, second):
        yield _two_jobs(assessment, role, second)
    elif second in assessment.claimed or (role in assessment.claimed and len(other) > 1):
        yield _some_of_another(assessment, role, second)


def second_job_shown(assessment: Assessment, second: RoleId) -> bool:
    """Whether enough duties show the second role, and the two together, for each to be a job of its own."""
    lines = _shown_by(assessment, second)
    both = {**lines, **_shown_by(assessment, assessment.role)} if assessment.role else lines
    return len(lines) >= _A_JOB and len(both) >= 2 * _A_JOB


def _shown_by(assessment: Assessment, role: RoleId) -> dict[int, Statement]:
    """The statements by number that show the role's own work: duties, or the summary where no duty shows AI work."""
    tags = assessment.reading.tags_in(*WORK_SECTIONS) if assessment.reading else ()
    duties = [tag for tag in tags if tag.statement.section is Section.DUTIES and tag.role in AI_ROLES]
    return {tag.statement.number: tag.statement for tag in duties or tags if _is_own(tag, role)}


def _is_own(tag: Tag, role: RoleId) -> bool:
    return tag.role is role and tag.activity not in _BESIDE_WORK


def _two_jobs(assessment: Assessment, role: RoleId, second: RoleId) -> Hit:
    return Hit(
        message=f"Two jobs share this posting: mostly {work_and_role(assessment, role)}, partly "
        f"{work_and_role(assessment, second)}. {_coverage(assessment, role, second)}",
        fix=f"Say which of the two decides the hire{_named(assessment, role, second)} and give the other as a smaller "
        f"part; if each fills a week, open two postings: one for {a_role(assessment, role)}, one for "
        f"{a_role(assessment, second)}.",
        evidence=_evidence(assessment, role, second),
    )


def _some_of_another(assessment: Assessment, role: RoleId, second: RoleId) -> Hit:
    lines = len(_shown_by(assessment, second))
    some = {1: "one line of it looks", 2: "two lines of it look"}.get(lines, "some of it looks")
    return Hit(
        message=f"The work is mostly {work_and_role(assessment, role)}; {some} like "
        f"{work_and_role(assessment, second)}. {_coverage(assessment, role, second)}",
        fix=f"Is {assessment.taxonomy.roles[second].work} a small part of the job or a second one? Say about how much "
        "of the week it takes.",
        evidence=_evidence(assessment, role, second),
        certainty=Certainty.MEDIUM,
    )


def _evidence(assessment: Assessment, role: RoleId, second: RoleId) -> tuple[Evidence, ...] | Absence:
    found = dict.fromkeys(_telling(assessment, role) + _telling(assessment, second))
    return tuple(found) or Absence("a duty of either role")


def _telling(assessment: Assessment, role: RoleId) -> tuple[Evidence, ...]:
    """Up to three of the lines that show the role, whole lines before headings, each wording once."""
    text, lines = assessment.posting.text, _shown_by(assessment, role).values()
    different = {line.of(text): line for line in reversed(list(lines))}
    ranked = sorted(different.values(), key=lambda line: (not is_whole_line(line.of(text)), line.number))
    return in_text_order(ranked[:PER_SIDE])


def _named(assessment: Assessment, role: RoleId, second: RoleId) -> str:
    return "" if {role, second} & set(assessment.claimed) else ", name it in the title"


def _coverage(assessment: Assessment, role: RoleId, second: RoleId) -> str:
    if role in assessment.claimed:
        return "The title covers the first."
    if second in assessment.claimed:
        return "The title covers the second."
    return "The title names neither." if assessment.claims else "No title was given."
