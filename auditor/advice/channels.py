"""Where to look for people: by role, level, engagement and where the work is done."""

from __future__ import annotations

import re

from auditor.advice.model import ChannelAdvice
from auditor.advice.pay import offers_contract
from auditor.advice.situation import Situation
from auditor.assessment import Assessment
from auditor.facts.scan import Scan
from auditor.guide import cite
from auditor.guide.model import Channel
from auditor.patterns import pattern
from auditor.titles import Seniority

__all__ = ["channels"]

_MOST_CHANNELS = 5
_USUAL_LEVEL = Seniority.MID
_REMOTE = (
    r"(?<!not a )(?<!not )(?<!no )(?<!non-)(?:\b(?:fully|100%|completely|entirely)[- ]remote\b"
    r"|\bremote[- ](?:first|role|position|job|opportunity)\b|\b(?:role|position|job) is remote\b"
    r"|\bwork(?:ing)? remotely\b|\bwork(?:ing)? from anywhere\b)"
)
_ON_SITE = pattern(r"\bon-?site\b|\bhybrid (?:work|role|position|schedule|model)|\bin[- ](?:the )?office\b", re.I)


def channels(situation: Situation, staffed_by: str) -> tuple[ChannelAdvice, ...]:
    """The channels that reach people for this role and level, the most particular first.

    `staffed_by` is the id of the recommended way to staff the work; without a level the title means mid level.
    """
    claims = situation.assessment.claims
    level = (claims.seniority if claims else None) or _USUAL_LEVEL
    lasting = staffed_by == "full_time" and not offers_contract(situation.assessment)
    engagement = "permanent" if lasting else "contract"
    fitting = [row for row in situation.guide.channels if _fits(row, situation, level, engagement)]
    if any(row.remote for row in fitting):
        remote = _is_remote(situation.assessment)
        fitting = [row for row in fitting if not row.remote or (remote and _reaches(row, situation.assessment))]
    fitting.sort(key=_particular)
    return tuple(
        ChannelAdvice(row.name, row.kind, row.good_for, row.note, cite(row.section)) for row in fitting[:_MOST_CHANNELS]
    )


def _fits(row: Channel, situation: Situation, level: Seniority, engagement: str) -> bool:
    return (
        situation.role in row.roles and (not row.levels or level.value in row.levels) and engagement in row.engagements
    )


def _is_remote(assessment: Assessment) -> bool:
    """Whether location or text offer the work as remote; an office in the text leaves it open."""
    if assessment.facts.places.remote:
        return True
    scan = Scan(assessment.posting.text)
    offered = any(scan.around(literal, _REMOTE) for literal in ("remote", "anywhere"))
    return offered and _ON_SITE.search(scan.text) is None


def _reaches(row: Channel, assessment: Assessment) -> bool:
    """Whether the channel has people in one of the places that the posting names, if it names any."""
    countries = {code.partition("-")[0] for code in assessment.facts.places.codes}
    return not countries or not row.countries or not countries.isdisjoint(row.countries)


def _particular(row: Channel) -> tuple[int, int]:
    """Channels for few roles and few levels come first: what reaches everybody reaches many who do not fit."""
    return (len(row.roles), len(row.levels) or len(Seniority))
