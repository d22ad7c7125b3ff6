"""The interview plan: the red flags that fit the role, then a question for each of the main activities."""

from __future__ import annotations

from collections import Counter

from auditor.advice.model import InterviewQuestion
from auditor.assessment import Assessment
from auditor.finding import Evidence
from auditor.guide import cite
from auditor.guide.model import InterviewPlanRows
from auditor.posting import WORK_SECTIONS, Statement
from auditor.reading import Tag
from auditor.taxonomy import RoleId

__all__ = ["interview_plan"]

_MOST_ACTIVITIES = 5
"""Questions by activity: with the red flags, as many as an hour and a half has room for."""

_LINES = 2


def interview_plan(assessment: Assessment, role: RoleId, rows: InterviewPlanRows) -> tuple[InterviewQuestion, ...]:
    """Questions about the work described, most frequent activity first, and then the red flags of the role."""
    return (*_by_activity(assessment, role, rows), *_red_flags(role, rows))


def _by_activity(assessment: Assessment, role: RoleId, rows: InterviewPlanRows) -> tuple[InterviewQuestion, ...]:
    lines = _lines(assessment)
    roles = assessment.taxonomy.activities
    counts = Counter({activity: len(found) for activity, found in lines.items() if activity in rows.activities})
    order = sorted(counts, key=lambda a: (roles[a].role is not role, -counts[a], lines[a][0].number))
    return tuple(
        InterviewQuestion(
            id=activity,
            about=roles[activity].name,
            question=rows.activities[activity].question,
            strong=rows.activities[activity].strong,
            weak=rows.activities[activity].weak,
            evidence=tuple(Evidence.of(statement) for statement in lines[activity][:_LINES]),
            source=cite(rows.section),
        )
        for activity in order[:_MOST_ACTIVITIES]
    )


def _lines(assessment: Assessment) -> dict[str, list[Statement]]:
    """The statements that show each activity: those of duties and summary, or all when neither shows any."""
    reading = assessment.reading
    tags: tuple[Tag, ...] = (reading.tags_in(*WORK_SECTIONS) or reading.tags) if reading else ()
    lines: dict[str, list[Statement]] = {}
    for tag in tags:
        lines.setdefault(tag.activity, []).append(tag.statement)
    return lines


def _red_flags(role: RoleId, rows: InterviewPlanRows) -> tuple[InterviewQuestion, ...]:
    return tuple(
        InterviewQuestion(row.id, row.flag, row.question, row.strong, row.weak, (), cite(row.section))
        for row in rows.red_flags
        if role in row.roles
    )
