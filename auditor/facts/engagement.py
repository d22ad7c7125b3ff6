"""Whether the job is permanent employment or a contract, by what the posting says in so many words."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.model import Engagement, EngagementFact
from auditor.facts.scan import Scan
from auditor.posting import Span

__all__ = ["find_engagement"]

_CONTRACT = (
    (
        "contract",
        r"\bcontract (?:role|position|job|opportunity|assignment|basis|duration|length|to hire|with possible)\b",
    ),
    (
        "contract",
        r"\b(?:types?|engagement|employment|schedule|status|term)(?: type)?\s?[:–-]\s?(?:\w+[ ,/-]{1,3}){0,2}contract\b"
        r"(?!:)",
    ),
    ("contract", r"\btype \(contract\b"),
    (
        "contract",
        r"(?:^|\n)[\s*•-]{0,4}(?:(?:w-?2|1099|c2c)[ -])?contract(?:[ -](?:w-?2|1099|c2c))?[\s.]{0,3}"
        r"(?:\n(?!\s*perm)|$)",
    ),
    ("contract", r"\b\d{1,2}[ +-]{0,2}(?:month|week)s?['’]? (?:[\w-]+ )?contract\b"),
    ("contract", r"\bcontract:?\s{1,4}\d{1,2}[ -]months\b|\blength of contract\b"),
    ("fixed", r"fixed(?<!\w.....)[- ]term (?:contract|position|role|appointment|employment)\b"),
    ("assignment", r"\b\d{1,2}[ +-]{0,2}months? assignment\b"),
    ("temporary", r"\btemporary (?:contractor|position|assignment|role)\b|\btemporary, assignment\b"),
    ("project-based", r"\bproject-based, not permanent\b"),
    ("ir35", r"\b(?:inside|outside) ir35\b"),
    ("contract", r"\b(?:hourly|w2|1099|c2c|freelance|temporary) contract(?:or)?\b"),
    (
        "independent",
        r"\b(?:as an independent contractor|independent contractor (?:role|position|agreement|basis|engagement))\b",
    ),
    ("contract", r"\b(?:this is|as) an? (?:\w+[ -]){0,3}contract\b(?! manage)"),
    ("corp", r"\bcorp[- ]to[- ]corp\b|\bcorp-corp\b"),
    ("c2c", r"(?<!no )(?<!not )\bc2c\b(?! (?:is |are )?not)"),
    ("w2", r"\b(?:on|only|,|or|/)\s?w-?2\b|\bw2 only\b"),
    ("1099", r"\b1099\b(?! [a-z]+ street)"),
    ("freelanc", r"\bfreelanc(?:e|er) (?:role|position|basis|contract|opportunity|engagement|project)"),
    ("b2b", r"\bb2b (?:contract|agreement|basis)\b"),
)
_PERMANENT = (
    (
        "permanent",
        r"(?<!not )(?<!non-)(?<!not a )\bpermanent(?:ly)? "
        r"(?:role|position|job|employment|employee|contract|opportunity|full|staff|employed)",
    ),
    (
        "permanent",
        r"\b(?:type|basis|employment|contract|status|term)(?: type)?\s?[:–-]\s?(?:full[ -]time[, /-]{0,3})?permanent\b",
    ),
    ("permanent", r"(?:^|\n)[\s*•-]{0,4}(?:full[ -]time[, /-]{1,3})?permanent[\s,.]{0,3}(?:\n|full|$)"),
    ("direct hire", r"\bdirect hire\b"),
    ("full", r"\b(?:regular|exempt),? full[ -]time\b|\bfull[ -]time,? (?:regular|exempt|salaried|permanent)\b"),
    ("full", r"\bfull[ -]time employee (?:role|position|opportunity)\b|\bas a full[ -]time employee\b"),
    ("employment contract", r"\b(?:unlimited|indefinite|open-ended) (?:employment )?contract\b"),
)
_FULL_TIME = (("full", r"\b(?:job|employment|position|work) types?\s?[:–-]\s?full[ -]?time\b"),)
"""What stands for permanent employment only where nothing speaks of a contract: contracts are full-time too."""
_TITLE_CONTRACT = r"\bcontract(?:or)?\b(?! (?:manage|analy|admin|law|review|special|intell))"
_MOST_EVIDENCE = 2


def find_engagement(title: str, scan: Scan) -> EngagementFact:
    """The engagement that the title or the text states; unknown when neither or both kinds are stated.

    "Contract to hire" counts as a contract: it is what the person signs first; so does employment for a fixed term.
    "Job type: full-time" means permanent employment only where no word of a contract stands beside it.
    """
    contract, permanent = list(_found(scan, _CONTRACT)), list(_found(scan, _PERMANENT))
    in_title = Scan(title).around("contract", _TITLE_CONTRACT)
    if not contract and not in_title:
        permanent += _found(scan, _FULL_TIME)
    if (contract or in_title) and not permanent:
        return EngagementFact(Engagement.CONTRACT, tuple(contract[:_MOST_EVIDENCE]))
    if permanent and not contract and not in_title:
        return EngagementFact(Engagement.PERMANENT, tuple(permanent[:_MOST_EVIDENCE]))
    return EngagementFact()


def _found(scan: Scan, cues: tuple[tuple[str, str], ...]) -> Iterator[Span]:
    possible = frozenset(scan.possible(tuple(literal for literal, _ in cues)))
    for literal, pattern in cues:
        if literal in possible and (match := scan.around(literal, pattern)):
            start, end = match.span()
            said = match[0]
            yield Span(start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()))
