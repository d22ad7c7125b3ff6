"""Where to look for people: by role, level and engagement."""

from __future__ import annotations

from auditor.advice.model import ChannelAdvice
from auditor.advice.pay import offers_contract
from auditor.advice.situation import Situation
from auditor.guide import cite
from auditor.guide.model import Channel
from auditor.titles import Seniority

__all__ = ["MOST_CHANNELS", "channels"]

MOST_CHANNELS = 5
_USUAL_LEVEL = Seniority.MID


def channels(situation: Situation, staffed_by: str) -> tuple[ChannelAdvice, ...]:
    """The channels that reach people for this role and level, the most particular first.

    `staffed_by` is the id of the recommended way to staff the work; without a level the title means mid level.
    """
    claims = situation.assessment.claims
    level = (claims.seniority if claims else None) or _USUAL_LEVEL
    lasting = staffed_by == "full_time" and not offers_contract(situation.assessment)
    engagement = "permanent" if lasting else "contract"
    fitting = [row for row in situation.guide.channels if _fits(row, situation, level, engagement)]
    fitting.sort(key=_particular)
    return tuple(
        ChannelAdvice(row.name, row.kind, row.good_for, row.note, cite(row.section)) for row in fitting[:MOST_CHANNELS]
    )


def _fits(row: Channel, situation: Situation, level: Seniority, engagement: str) -> bool:
    return (
        situation.role in row.roles and (not row.levels or level.value in row.levels) and engagement in row.engagements
    )


def _particular(row: Channel) -> tuple[int, int]:
    """Channels for few roles and few levels come first: what reaches everybody reaches many who do not fit."""
    return (len(row.roles), len(row.levels) or len(Seniority))
