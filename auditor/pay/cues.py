"""The words around a figure that tell whether it is pay, for which time, and which part of pay it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.pay.model import Component, Period

__all__ = [
    "bound_of",
    "clause_after",
    "clause_before",
    "component_of",
    "currency_after",
    "is_limit",
    "is_midpoint",
    "is_pay_label",
    "pay_label_after",
    "pay_label_close",
    "period_after",
    "period_before",
    "told_not_pay",
]

_PERIODS = (
    (Period.HOUR, r"hours?\b|hrs?\b|h\b|std\b|stunde|uur\b|heure", r"hourly|hrs?\b"),
    (Period.DAY, r"days?\b|diem\b|tag\b|jour\b|dag\b", r"daily"),
    (Period.WEEK, r"weeks?\b|wk\b|woche\b|semaine\b", r"weekly"),
    (Period.MONTH, r"months?\b|mo\b|mth\b|monat\b|mois\b|maand\b|mes\b", r"monthly|mensual\w*"),
    (
        Period.YEAR,
        r"years?\b|yrs?\b|annum|jahr\b|jaar\b|an\b|año\b",
        r"yearly|annual(?:ly|ized|ised)?\b|year\b(?!s)|p\.?\s?a\b",
    ),
)
"""For each period its nouns, which follow "per" or "/", and the words that stand alone."""
_PER = r"/\s?|per\s|(?:an?|each|every|pro|par|im|al)\s"
_GROSS = r"(?:\(?(?:gross|bruto|brutto|net)\b[\s/]{0,2})?"
_LABELS = (
    r"salar(?:y|ies|is)\w*|compensat\w+|pay(?:s|ing|rate)?\b|paid\b|rates?\b|wages?\b|earn(?:s|ing|ings)?\b|income\b|"
    r"remuneration|remunerated|rémunération|gehalt\w*|einstiegsgehalt|fixum|zielgehalt|salaire|bruttogehalt|vergütung|"
    r"\bote\b|\bctc\b|stipend:|\bbase\b(?! of)|maandsalaris|hiring range|total cash|annual range|salarisindicatie"
)
_NOT_PAY = (
    r"rais(?:ed|ing|e)\b|fund(?:ing|ed|s)?\b|revenues?\b|series [a-h]\b|seed\b|valu(?:ation|ed)\b|invest\w*|backed\b|"
    r"\barr\b|\baum\b|\bsales\b|budgets?\b|stipends?\b(?!:)|reimburs\w*|allowances?\b|donat\w+|donors?|insurance\b|"
    r"coverage\b|lunch\w*|meals?\b|vouchers?\b|deposit\w*|per credit|refer(?:ral|red|s)?\b|recommend someone|grants?\b|"
    r"prizes?\b|assets?\b|market\b|industry\b|fees?\b|spend(?:ing)?\b|savings?\b|saved\b|saves\b|loans?\b|priced?\b|"
    r"tickets?\b|home[- ]office|equipment\b|wellness\b|wellbeing|well-being|gym\b|fitness\b|"
    r"(?<!machine )(?<!deep )learning\b|l&d\b|"
    r"education\w*|tuition\b|phones?\b|internet\b|travel\b|hsa\b|401\b|charit\w+|turnover\b|profits?\b|transactions?\b|"
    r"payments?\b|processed\b|customers?\b|users?\b|employees worldwide|lifetime\b|up to \d+ pounds|contribut\w+|"
    r"fines?\b|penalt\w+|award(?:s|ed)?\b|gift\b|relocation\b|commut\w+|childcare|perks?\b|credits?\b|worth of\b|"
    r"maximum benefit|portfolio\b|economy\b|debts?\b|capital\b|(?:for|of) the project\b|\beach way\b|polecenie|"
    r"restaurant|cooptation|midpoint|pay period|transport\w*|health\b|books?\b|membership\w*|team (?:of|with)\b|"
    r"generat\w+|contracts? worth|"
    r"equity investment|exceeding\b(?=.{0,12}(?:million|billion))|retirement\b|pension\b|match\w*|guaranteed raise"
)
_AFTER_NOT_PAY = (
    r"[-\s]{0,2}(?:(?:in|of|for|as|a|an|per|annual|yearly|annually|monthly|month|quarterly|year|quarter|professional|"
    r"personal|home|towards?|to)\s){0,3}[-\s]?(?:"
    + _NOT_PAY
    + r"|to (?:use|spend|help|support|attend|set)\b|organi[sz]ation\b|"
    r"company\b|group\b|business\b|opportunit\w+|for you\b|development\b|for (?:each|every) (?:referral|hire))"
)
_TOTAL = (
    r"\bote\b|on[- ]target|total (?:\w+ )?(?:cash|comp\w*|earnings|pay|rewards?|package|remuneration)|"
    r"target (?:\w+ )?(?:cash|compensation|earnings)|\bctc\b|zielgehalt|all[- ]in(?:clusive)?\b|provisionsmodell|"
    r"base (?:plus|and|\+|&) (?:\w+ )?(?:bonus|commission|variable)|inclu\w+ (?:base|bonus|variable|commission)"
)
_NO_SECOND_FIGURE = r"(?! (?:\w+ ){0,2}(?:is|of|range|are)\b)"
_TOTAL_AFTER = (
    r"[\s(,–-]{0,4}(?:per year|annually|/ ?ye?a?r|usd|gross|gross annually)?[\s(,]{0,3}"
    r"(?:ote\b|on[- ]target(?: earnings)?\b|total (?:\w+ )?(?:cash|comp\w*)(?: compensation)?\b|"
    r"\(base (?:plus|and|\+|&) (?:\w+ )?(?:bonus|commission|variable)|"
    r"\(?includ\w+ (?:base|bonus|variable|commission)|\(?ctc\b)" + _NO_SECOND_FIGURE
)
_BONUS_BEFORE = r"bonus(?:es)?\b[^.\n\d]{0,24}$"
_BONUS_AFTER = (
    r"\s{0,2}(?P<kind>(?:annual |yearly |target |performance |retention |joining )?"
    r"(?:sign(?:ing)?[ -]?(?:on )?|welcome )"
    r"|annual |performance |retention |joining )?(?:bonus\b|variable\b|in commissions?\b)"
)
_BASE_AND_BONUS = r"\bbase (?:\+|plus|and|&) (?:\w+ )?(?:bonus|commission|variable)[^.\n\d]{0,24}$"
_EQUITY_AFTER = r"\s{0,2}(?:in|of|worth of) (?:\w+ )?(?:equity|rsus?|stock|shares|options)\b"
_EQUITY_BEFORE = r"(?:equity|rsus?|stock)(?: \w+)? (?:of|worth|valued at)[^.\n\d]{0,12}$"
_UP_TO = (
    r"(?:up ?to|max(?:imum)?\.?(?: \w+){0,2}(?: of)? ?:?(?: us dollar)?(?: \()?|bis(?: zu)?|jusqu['’]à|\(to|"
    r"no more than|under)\s?(?:circa |about |ca\.? )?$"
)
_FROM = (
    r"(?:from|start(?:s|ing)? (?:at|from)|starting(?: salary)?(?: of)?|\bab|at least|min(?:imum)?\.?"
    r"(?: \w+){0,2}(?: of)?:?(?: us dollar)?(?: \()?|vanaf|à partir de|exceeding|over|above|more than|>)\s?$"
)
_CODES = "USD|EUR|GBP|CAD|AUD|NZD|SGD|CHF|INR|PLN|SEK|NOK|DKK|BRL|MXN|JPY|ILS|HKD"
_LABEL_AFTER = (
    r"[\s(,–-]{0,3}(?:\w+ )?(?:base\b(?! of)|basic\b|salary|einstiegsgehalt|gehalt|brutto|bruto|gross|ote\b|p\.?a\b|"
    r"doe\b|on w2|pay\b|compensation)|"
    r"\s{0,2}(?:\+|plus|&|and) (?:\w+ )?(?:equity|bonus|benefits|package|stock|commission)"
)
_LABEL_CLOSE = (
    r"(?:salar(?:y|ies)|compensation|pay|rate|base|ctc|range|wage)\b(?:[^\w\n.]{0,4}(?:range|for|this|the|role|position|is|"
    r"are|of|from|between|up|to|at|in|usd|starting|expected|will|be)\b){0,8}[^\w\n.]{0,4}$"
)
_BEFORE = 75
_AFTER = 48


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first needs it."""
    return re.compile(pattern, re.I)


def clause_before(text: str, start: int) -> str:
    """What stands before a figure in the same line and sentence, at most about a line of it."""
    piece = text[max(0, start - _BEFORE) : start]
    line = piece.rsplit("\n", 1)[-1]
    return re.split(r"(?<=[a-z)])[.!?]\s+(?=[A-Z])", line)[-1]


def clause_after(text: str, end: int) -> str:
    """What stands behind a figure in the same line, at most half a line of it."""
    return text[end : end + _AFTER].split("\n", 1)[0]


def is_pay_label(before: str) -> bool:
    """Whether a word for pay leads to the figure, with none nearer that says otherwise."""
    label, other = _last(_LABELS, before), _last(_NOT_PAY, before)
    return label >= 0 and label > other


def told_not_pay(before: str, after: str) -> bool:
    """Whether the words nearest to a figure say that it is money of another kind than pay."""
    if _compiled(_AFTER_NOT_PAY).match(after):
        return True
    other = _last(_NOT_PAY, before)
    return other >= 0 and other > _last(_LABELS, before)


@lru_cache(maxsize=64)
def _last(pattern: str, text: str) -> int:
    """Kept for the figure at hand, of whose words several questions ask the same."""
    return max((match.start() for match in _compiled(pattern).finditer(text)), default=-1)


def period_after(after: str) -> tuple[Period, int] | None:
    """The period written directly behind a figure, and how many characters it takes."""
    match = _period_pattern().match(after)
    return (Period(str(match.lastgroup)), match.end()) if match else None


@cache
def _period_pattern() -> re.Pattern[str]:
    each = "|".join(f"(?P<{period.value}>(?:{_PER})(?:{nouns})|\\(?(?:{alone}))" for period, nouns, alone in _PERIODS)
    return re.compile(rf"[\s,+]{{0,3}}{_GROSS}(?:{each})", re.I)


def period_before(before: str) -> Period | None:
    """The period that the words before a figure name last ("annual base salary", "hourly rate")."""
    found = [
        (match.start(), period)
        for period, word in (
            (Period.HOUR, r"\bhourly\b|per hour\b|/hr\b"),
            (Period.DAY, r"\bdaily rate\b|\bday rate\b"),
            (Period.WEEK, r"\bweekly\b(?= (?:\w+ )?(?:salary|pay|rate|compensation|wage))"),
            (Period.MONTH, r"\bmonthly\b(?! stipend)|maandsalaris|monatsgehalt|monatlich"),
            (Period.YEAR, r"\bannual(?:ly)?\b|\byearly\b|per (?:year|annum)\b|jahresgehalt|jährlich"),
        )
        for match in _compiled(word).finditer(before)
    ]
    return max(found)[1] if found else None


def currency_after(after: str) -> re.Match[str] | None:
    """A currency code that follows a figure and its period ("$70-85 per hour CAD")."""
    return _compiled(rf"[\s,]{{0,2}}\(?(?:in |gross in )?({_CODES})\b\)?(?!:?\s?[$€£₹]?\d)").match(after)


def pay_label_after(after: str) -> bool:
    """Whether a word for pay stands directly behind the figure and its period."""
    written = period_after(after)
    return _compiled(_LABEL_AFTER).match(after[written[1] :] if written else after) is not None


def pay_label_close(before: str) -> bool:
    """Whether a word for pay leads to the figure with at most a few plain words between."""
    return is_pay_label(before) and _compiled(_LABEL_CLOSE).search(before) is not None


def component_of(before: str, after: str) -> Component:
    """Which part of pay the words around a figure name; the fixed part when they name none."""
    if _compiled(_EQUITY_AFTER).match(after) or _compiled(_EQUITY_BEFORE).search(before):
        return Component.EQUITY
    if _compiled(_BASE_AND_BONUS).search(before):
        return Component.TOTAL
    if _compiled(_BONUS_BEFORE).search(before) or _is_bonus(before, after):
        return Component.BONUS
    if _compiled(r"[\s(]{0,2}base\b(?! (?:plus|and|\+|&))").match(after):
        return Component.BASE
    if _compiled(_TOTAL_AFTER).match(after):
        return Component.TOTAL
    total, base = _last(_TOTAL, before), _last(r"\bbase\b|\bbasic\b", before)
    return Component.TOTAL if total > base or (total >= 0 and total == base) else Component.BASE


def _is_bonus(before: str, after: str) -> bool:
    """Whether "bonus" or "variable" behind a figure names it, rather than something paid beside it."""
    match = _compiled(_BONUS_AFTER).match(after)
    if match is None:
        return False
    return match["kind"] is not None or before.rstrip().endswith("+") or _last(_LABELS, before) < 0


def is_limit(after: str) -> bool:
    """Whether a figure is a limit that a condition speaks of ("at a salary of $150,000 or more you must ...")."""
    return _compiled(r"\)?\s?or (?:more|above|higher|less|below)\b").match(after) is not None


def is_midpoint(before: str) -> bool:
    """Whether the words before a figure call it the middle of a range that is stated beside it."""
    return _compiled(r"\b(?:mid-?point|median|average)\b[^\d\n]{0,40}$").search(before) is not None


def bound_of(before: str) -> str | None:
    """ "up to" or "from" when the words directly before a single figure make it one end of a range."""
    if _compiled(_UP_TO).search(before):
        return "up to"
    return "from" if _compiled(_FROM).search(before) else None
