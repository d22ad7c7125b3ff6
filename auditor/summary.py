"""The verdict sentence: what the work is and what follows, in words that a busy person reads once."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.action import Action, bears_on_action
from auditor.assessment import Assessment
from auditor.finding import Finding, Severity
from auditor.posting import VACANCIES, WORK_SECTIONS, Section
from auditor.reading import Reading
from auditor.review import REVIEW_REASONS
from auditor.rules.ai_title_without_ai_work import what_duties_show
from auditor.rules.gates import mismatched_everywhere
from auditor.rules.not_a_vacancy import KIND_WORDS
from auditor.rules.title_contradicts_work import disappointed
from auditor.rules.two_jobs import second_job_shown
from auditor.rules.unclaimed_ai_work import field_mentioned, mentioned_only
from auditor.rules.wording import a_role, and_list, or_list, profession, with_article, work_and_role
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["summarise"]

_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""Names of the languages that postings other than English are most often in, by ISO 639-1 code."""


def summarise(assessment: Assessment, action: Action, findings: Iterable[Finding]) -> str:
    """The verdict sentence for an audit: one to three plain sentences, without the action's own word."""
    if assessment.facts.unreadable is not None:
        return _unreadable(assessment)
    if assessment.facts.kind not in VACANCIES:
        return _not_a_vacancy(assessment)
    if action is Action.REVIEW:
        return _review(assessment)
    loudest = _loudest(findings)
    if loudest is not None:
        return _contradiction(assessment, loudest)
    return _agreement(assessment)


def _loudest(findings: Iterable[Finding]) -> Finding | None:
    loud = [finding for finding in findings if finding.severity is not Severity.INFO and bears_on_action(finding)]
    return max(loud, key=lambda f: (f.severity.rank, f.code in ("TITLE001", "TITLE002")), default=None)


def _unreadable(assessment: Assessment) -> str:
    if assessment.facts.unreadable == "too_short":
        return "There is too little text to judge. Paste the whole posting, with its duties and requirements."
    code = assessment.facts.language
    language = _LANGUAGES.get(code or "")
    known = f"The posting is in {language}, and only" if language else "The posting is not in English, and only"
    return f"{known} English postings can be judged. Pass an English version, or have a person read it."


def _not_a_vacancy(assessment: Assessment) -> str:
    return (
        f"This is {KIND_WORDS[assessment.facts.kind]}: it is counted apart from open jobs, and its title is not judged."
        + (" The text also addresses programs that read it; a person should look." if _steered(assessment) else "")
    )


def _steered(assessment: Assessment) -> bool:
    return "injection_suspected" in assessment.review_reasons


def _review(assessment: Assessment) -> str:
    if _steered(assessment):
        return "The text addresses a program that reads it, not a candidate; a person should read it before it is used."
    role, reading = assessment.role, assessment.reading
    if role is None or reading is None:
        return f"{REVIEW_REASONS['role_unclear']} Add the main duties, or have a person decide."
    work = _work(assessment, role)
    if assessment.claims is None:
        return f"{REVIEW_REASONS['no_title']} The work is {work}; give the title to have the two compared."
    second = assessment.second_opinion
    if "readers_disagree" in assessment.review_reasons and second is not None and second.role is not None:
        other = _work(assessment, second.role)
        return f"One reader takes the work for {work}, the other for {other}; a person should decide."
    if "no_duties" in assessment.review_reasons:
        fit = a_role(assessment, role)
        rest = f"its requirements fit {fit}" if _asked(reading) else "the rest of it shows none of the four AI roles"
        return f"The posting states no duties; {rest}. Add what the person will do."
    if "few_duties" in assessment.review_reasons:
        return f"The few duties fit {a_role(assessment, role)}. Add what the person will do, or have a person decide."
    if reading.alternative_role is not None:
        return _between(assessment, role, reading.alternative_role)
    if "low_confidence" not in assessment.review_reasons and "contested" in assessment.review_reasons:
        return f"{_partly_claimed(assessment, role)} A person should decide."
    return f"The duties fit {a_role(assessment, role)} best, but not clearly; a person should decide."


def _asked(reading: Reading) -> bool:
    """Whether the requirements show what the work is: outside AI only if they name it."""
    return reading.role is not RoleId.OTHER or bool(reading.tags_in(Section.REQUIREMENTS))


def _partly_claimed(assessment: Assessment, role: RoleId) -> str:
    promised = or_list(assessment.taxonomy.roles[claim].work for claim in assessment.claimed)
    return f"Most of the work is {_work(assessment, role)}, but some of it may be {promised}, which the title promises."


def _between(assessment: Assessment, role: RoleId, alternative: RoleId) -> str:
    both = and_list((a_role(assessment, role), a_role(assessment, alternative)))
    return f"The duties fit {both} almost equally; a person should decide."


def _contradiction(assessment: Assessment, finding: Finding) -> str:
    if finding.code == "TITLE002":
        return what_duties_show(assessment)
    if finding.code == "TITLE001" and assessment.role is not None:
        return _mismatch(assessment, assessment.role, finding.severity)
    return finding.message


def _mismatch(assessment: Assessment, role: RoleId, severity: Severity) -> str:
    kept_for = or_list(assessment.taxonomy.roles[claim].work for claim in assessment.claimed)
    work = f"The work is {_work(assessment, role)}"
    if severity is Severity.WARNING and mismatched_everywhere(assessment):
        return f"{work}; the title promises {kept_for}. Rename the posting, or keep the title and record why."
    if severity is Severity.WARNING:
        return f"{work}; the guide keeps this title for {kept_for}. Many employers use it your way."
    return f"{work}; the title promises {kept_for}. People who apply for it {disappointed(assessment.claimed)}."


def _agreement(assessment: Assessment) -> str:
    role = assessment.role
    if role is None or assessment.reading is None:
        return REVIEW_REASONS["role_unclear"]
    if assessment.verdict is Verdict.MISMATCH:
        return f"{_partly_claimed(assessment, role)} Say in the duties how much."
    if assessment.verdict is Verdict.PARTIAL:
        return _partial(assessment, role, assessment.reading.secondary_role)
    if assessment.verdict is Verdict.UNCLAIMED:
        return _unclaimed(assessment, role)
    if role is RoleId.OTHER:
        return _not_ai(assessment)
    return f"Title and work agree: the work is {_work(assessment, role)}."


def _not_ai(assessment: Assessment) -> str:
    if not assessment.segmentation.in_sections(*WORK_SECTIONS):
        return "Not an AI posting: neither title nor text has to do with one of the four AI roles."
    field = field_mentioned(assessment.claims) if assessment.claims else None
    if field is None:
        return "Not an AI posting: neither title nor duties are those of one of the four AI roles."
    named = profession(assessment)
    why = f"the duties are those of {with_article(named)}" if named else "hardly any duty is work of one of them"
    return f"None of the four AI roles, although the title mentions {field}: {why}."


def _unclaimed(assessment: Assessment, role: RoleId) -> str:
    """What a title without a claim means for those who do the work."""
    work, mentioned = f"The work is {_work(assessment, role)}", mentioned_only(assessment.claims)
    if not _other_title(assessment):
        usual = "is a usual one for such work and " if role is RoleId.DATA_SCIENTIST else ""
        return f"{work}, and the title names none of the four AI roles. It {usual}may stay."
    if mentioned:
        return f"{work}. {mentioned}"
    return f"{work}, and the title names none of the four AI roles. People who do this work search for other titles."


def _other_title(assessment: Assessment) -> bool:
    """Whether candidates would search for another title than the one the posting has."""
    return bool(assessment.suggested_titles)


def _partial(assessment: Assessment, role: RoleId, second: RoleId | None) -> str:
    works = assessment.taxonomy.roles
    partly = works[second].work if second else "another"
    both = "Two jobs share this posting" if second and second_job_shown(assessment, second) else "The work is two kinds"
    return f"{both}: mostly {works[role].work}, partly {partly}. The title covers the second."


def _work(assessment: Assessment, role: RoleId) -> str:
    return f"that of {a_role(assessment, role)}" if role is RoleId.OTHER else work_and_role(assessment, role)
