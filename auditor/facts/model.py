"""The facts found by code, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from auditor.pay import PayRange, PayStatement
from auditor.posting import PostingKind, Span

__all__ = [
    "Engagement",
    "EngagementFact",
    "Places",
    "PostingFacts",
    "ProjectFacts",
    "SelfName",
    "ShownGoal",
    "StatedDeadline",
    "StatedVolume",
    "YearsAsked",
]


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """Years of experience asked for: `minimum` (0 to 40), `maximum` when a range is stated, the statement's span."""

    minimum: int
    maximum: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class SelfName:
    """The name the text itself gives the job ("we are looking for a backend developer"), and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class StatedVolume:
    """Requests or predictions that the work has to serve a day, with the words that state it.

    `least` and `most` differ where the words are vague: "hundreds of" is 100 to 999.
    """

    least: float
    most: float
    span: Span


@dataclass(frozen=True, slots=True)
class StatedDeadline:
    """Days until something has to be delivered, with the words that state it."""

    days: int
    span: Span


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A business goal of the hiring guide (its id there), with the words that show it."""

    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the posting states about the project behind the job; None where it says nothing.

    `bounded` says that the work ends, `unclear` that its scope is not settled, `models_built` that others in the
    company already build models, `no_models` that nobody does yet.
    """

    volume: StatedVolume | None = None
    deadline: StatedDeadline | None = None
    bounded: Span | None = None
    unclear: Span | None = None
    models_built: Span | None = None
    no_models: Span | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the job is, as ISO 3166 codes in the order stated: "DE" for a country, "US-CA" for a state.

    Empty codes mean that nobody can tell; several are several places on offer, "EU" stands for the whole Union.
    """

    codes: tuple[str, ...] = ()
    remote: bool = False

    @property
    def country(self) -> str | None:
        """The one country (ISO 3166 alpha-2) that all places are in; None when there is none or several."""
        countries = {code.partition("-")[0] for code in self.codes}
        return countries.pop() if len(countries) == 1 else None


class Engagement(StrEnum):
    """How the employer means to engage the person."""

    PERMANENT = "permanent"
    CONTRACT = "contract"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EngagementFact:
    """The engagement and the places that show it; none for an unknown one."""

    engagement: Engagement = Engagement.UNKNOWN
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """What code found, whoever reads.

    `language` is an ISO 639-1 code or None when there is too little text; `instructions` are spans of text that
    addresses a model rather than a candidate; `kind_evidence` shows why the kind is not a plain vacancy. `pay` is
    what the text states, in text order; `pay_field` what the source's structured field states, None without one.
    """

    language: str | None
    kind: PostingKind
    kind_evidence: tuple[Span, ...]
    years_asked: tuple[YearsAsked, ...]
    self_names: tuple[SelfName, ...]
    instructions: tuple[Span, ...]
    unreadable: str | None
    project: ProjectFacts = field(default_factory=ProjectFacts)
    pay: tuple[PayStatement, ...] = ()
    pay_field: PayRange | None = None
    places: Places = Places()
    engagement: EngagementFact = EngagementFact()

    @property
    def readable(self) -> bool:
        """Whether a reader should be asked at all; otherwise `unreadable` is the review reason that says why not."""
        return self.unreadable is None
