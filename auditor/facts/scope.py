"""Whether the work ends, whether its scope is settled, and whether somebody builds the models already."""

from __future__ import annotations

from auditor.facts.lines import Lines
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Span

__all__ = ["find_bounded", "find_models_built", "find_no_models", "find_unclear"]

_ABOUT_THE_JOB = (Section.DUTIES, Section.SUMMARY, Section.OTHER, Section.COMPANY, Section.PAY, Section.BENEFITS)
_AI = r"(?:ai|ml|llms?|gen ?ai|generative ai|machine learning|artificial intelligence|agents?|automation)"

_BOUNDED = (
    ("one-off", r"\bone-off (?:project|build|engagement|implementation|migration|assignment)\b"),
    ("one-time", r"\bone-time (?:project|build|engagement|implementation|migration|assignment)\b"),
    ("project-based", r"\bproject-based (?:engagement|role|position|contract|assignment|work)\b"),
    ("duration of", r"\bfor the duration of the (?:project|engagement|programme|program)\b"),
    ("until the", r"\buntil the (?:project|work|build|migration|system) is (?:completed?|done|finished|live)\b"),
    ("engagement ends", r"\bengagement ends\b"),
    ("ends with", r"\b(?:role|job|position|contract|work) ends with\b"),
    ("contract", r"\b(?:\d{1,2}|three|four|six|nine|twelve)(?:\s?-\s?\d{1,2})?[ -]months? "
     r"(?:fixed[- ]term |full[- ]time |temporary )?contract\b"),
    ("contract", r"\bfixed[- ]term contract\b"),
    ("duration", r"\b(?:project|contract) duration:? (?:is )?(?:about |approximately )?(?:\d{1,2}|three|six|twelve)\b"),
    ("temporary", r"\btemporary (?:\w+ )?(?:position|role|job|assignment|contract)\b[^.\n]{0,60}"
     r"\b\d{1,2} (?:weeks|months)\b"),
    ("duration", r"\bduration:?\s{1,3}\d{1,2}(?:\s?[-–]\s?\d{1,2})? (?:weeks|months)\b"),
    ("assignment", r"\b\d{1,2}[ -]months? assignment\b"),
    ("short-term", r"\bshort-term (?:project|contract|engagement)\b"),
)  # fmt: skip
_NOT_BOUNDED = pattern(
    r"\b(?:contract[- ]to[- ]hire|to hire|intern\w*|rather than one-off|not one-off|projects|graduate|vest\w*|"
    r"depending on|extensions?)\b"
)
_UNCLEAR = (
    ("scope", r"\bscope (?:of (?:this|the|your) (?:role|work|project|position) )?(?:is|are|will be) "
     r"(?:still |yet |not yet |not fully |currently |to be )+(?:being )?"
     r"(?:defined|determined|decided|evolving|fluid|open|undefined|settled|clear)\b"),
    ("role is", r"\brole is (?:still (?:being )?(?:defined|shaped|evolving|fluid|taking shape)|"
     r"not (?:yet |fully )?defined|undefined|what you make)\b"),
    ("your own", r"\b(?:define|write|create|invent) your own (?:role|job description|job)\b"),
    ("responsibilities", r"\bresponsibilities (?:are|will be) (?:still |not yet |not fully )(?:being )?"
     r"(?:defined|determined)\b"),
    ("exploring", r"\b(?:we(?:['’]re| are)|are|still|currently|just) exploring (?:how|where|whether|what|if|ways)\b"
     rf"[^.\n]{{0,40}}\b{_AI}\b"),
    ("figur", r"\b(?:help us |we(?:['’]re| are) (?:still )?|still )figur(?:e|ing) out (?:how|where|whether|what|if)\b"
     rf"[^.\n]{{0,40}}\b{_AI}\b"),
    ("use case", r"\b(?:no (?:concrete|specific|clear|defined|fixed|particular|real)|not (?:yet )?an?(?: concrete)?|"
     r"without an?(?: concrete)?|don['’]t have an?(?: concrete)?) use[ -]cases?\b(?! for)"),
    *((f"to {ask}", r"\b(?:we|management|the board|our (?:ceo|board|management)|company) (?:\w+ ){0,2}?"
       rf"(?:wants?|would like|wish(?:es)?|plans?|needs?|tr(?:y|ies|ying)) to {ask} "
       rf"(?:what|where|how|whether|if)\b[^.\n]{{0,20}}\b{_AI}\b")
      for ask in ("explore", "find out", "see", "understand", "learn", "know", "discover", "check")),
    *((told, rf"\byou(?:['’]ll| will)? (?:\w+ )?(?:find out|figure out|tell us) (?:what|where|how|whether|if) {_AI}\b")
      for told in ("find out", "figure out", "tell us")),
    ("ai strategy", r"\b(?:no|not yet an?|do not have an?|don['’]t have an?) ai strategy\b"),
    ("open-ended", r"\bopen-ended (?:scope|role|mandate|remit)\b"),
    *((how, rf"\b(?:role|position|scope) is {how} (?:\w+ and )?(?:open|vague)\b")
      for how in ("purposefully", "intentionally", "deliberately")),
    ("should be applied", rf"\bwhere {_AI} (?:should|could|can|might) (?:even )?be (?:applied|used)\b"),
    ("blank", r"\b(?:role|scope|position|roadmap) is a blank (?:page|canvas|slate|sheet)\b"),
    ("don't know", rf"\bdon['’]t (?:yet )?know (?:exactly )?(?:how|where|what)\b[^.\n]{{0,40}}\b{_AI}\b"),
)  # fmt: skip
_NOT_UNCLEAR = pattern(r"\b(?:apply|applicants?|interview|learn more about|customers?|clients?)\b")

_MAKERS = (
    r"(?:data scientists|data science teams?|ml engineers|machine learning engineers|ml teams?|research scientists|"
    r"applied scientists|ml scientists|ai scientists|researchers|research teams?|model developers|modell?ing teams?)"
)
_MAKER_WORDS = ("scientists", "ml engineers", "learning engineers", "researchers", "science team", "ml team")
_HANDED_OVER = (
    rf"\b{_MAKERS}\b[^.\n]{{0,50}}\b(?:to|in|by) (?:deploy|productioni[sz]\w+|operationali[sz]\w+|ship|releas\w+|"
    r"bring\w*|tak\w+|mov\w+|deploying|serve|scal\w+)\b[^.\n]{0,40}\b(?:models?|solutions|algorithms|research)\b"
)
_SERVED = rf"\b(?:support|enable|empower|unblock|serve|help)(?:s|ing)? (?:our |the |a )?(?:\w+ ){{0,4}}{_MAKERS}"
_BUILT_BY = (
    r"\bmodels? (?:that (?:are |were )?)?(?:built|developed|trained|created|designed|produced) by "
    rf"(?:\w+ ){{0,3}}{_MAKERS}"
)
_MODELS_BUILT = (
    *((by, _BUILT_BY) for by in ("built by", "developed by", "trained by", "created by", "designed by", "produced by")),
    *((our, r"\bour (?:existing|production|in-house) (?:\w+ ){0,2}models\b")
      for our in ("our existing", "our production", "our in-house")),
    *((maker, f"{_HANDED_OVER}|{_SERVED}") for maker in _MAKER_WORDS),
    ("data science", r"\bbridge\b[^.\n]{0,30}\b(?:our|the) data science\b"),
)  # fmt: skip
_FIELD = r"(?:ai|ml|ai/ml|machine learning|data science|mlops|artificial intelligence)"
_FROM_NOTHING = (
    r"\b(?:build|establish|create|stand up|building|establishing) (?:our |the |an? )?(?:\w+[’']?s? )?"
    rf"{_FIELD} (?:function|capabilit(?:y|ies)|practice|team|department) from (?:scratch|the ground up|zero)\b"
)
_NO_MODELS = (
    ("first", r"\b(?:our|the|company['’]s|team['’]s) (?:very )?first (?:dedicated |full-time |in-house |senior )*"
     rf"{_FIELD} (?:engineer|hire|developer|scientist|specialist|employee|team member|platform engineer)\b"),
    ("founding", rf"\b(?:as (?:a|the|our)|a|our|the) founding (?:senior |staff |lead |principal |applied )?{_FIELD} "
     r"(?:software |product |platform |research )?(?:engineer|scientist|hire|developer)\b"),
    ("first", rf"\b(?:one of our|among our|the|our) (?:very )?first {_FIELD} (?:hires|engineers|product engineer)\b"),
    ("the first", rf"\b(?:being|be|as|become) the (?:very )?first {_FIELD} "
     r"(?:engineer|hire|developer|scientist|specialist)\b"),
    ("the first", r"\b(?:being|be|as|become) the (?:very )?first data scientist\b"),
    ("first", r"\b(?:build|train|ship|develop|deliver) our (?:very )?first (?:\w+ ){0,2}"
     rf"(?:{_FIELD} )?models?\b"),
    ("no existing", rf"\bno existing (?:{_FIELD} )?(?:models?|{_FIELD} (?:team|infrastructure))\b"),
    ("no ", rf"\bno {_FIELD} (?:team|models?|engineers?) (?:yet|today|in place)\b"),
    ("from scratch", _FROM_NOTHING),
    ("ground up", _FROM_NOTHING),
)  # fmt: skip


def find_bounded(lines: Lines) -> Span | None:
    """The words that say that the work ends: a one-off build, a contract of some months."""
    return lines.first(_BOUNDED, _ABOUT_THE_JOB, _NOT_BOUNDED)


def find_unclear(lines: Lines) -> Span | None:
    """The words that say that the scope or the role is not settled."""
    return lines.first(_UNCLEAR, (Section.DUTIES, Section.SUMMARY, Section.OTHER, Section.COMPANY), _NOT_UNCLEAR)


def find_models_built(lines: Lines) -> Span | None:
    """The words that say that others in the company build models."""
    return lines.first(_MODELS_BUILT, WORK_SECTIONS)


def find_no_models(lines: Lines) -> Span | None:
    """The words that say that nobody in the company builds models yet."""
    return lines.first(_NO_MODELS, (*WORK_SECTIONS, Section.COMPANY))
