"""One posting from text to audit: segment, read, ground, compare, run the rules, choose the action."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.action import choose_action
from auditor.assessment import Assessment, SecondOpinion, verdicts
from auditor.errors import UsageError
from auditor.facts import find_facts
from auditor.facts.model import PostingFacts
from auditor.intake import check_text
from auditor.judgement import Audit, Versions
from auditor.policy import GUIDES_OWN, Policy, inline_waivers, without_waivers
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, Usage
from auditor.readers.offline import OfflineReader
from auditor.reading import Reading, ground
from auditor.review import review_reasons
from auditor.rules import RULE_SET_VERSION, run_rules
from auditor.segment import segment
from auditor.summary import summarise
from auditor.taxonomy import Profile, Taxonomy, load_taxonomy
from auditor.titles import TITLES_VERSION, TitleClaims, read_title

__all__ = ["ReadPosting", "audit", "judge", "profile_named", "read_posting", "relocated"]


@dataclass(frozen=True, slots=True)
class ReadPosting:
    """A posting with its reading: all that has to be kept for findings to be recomputed.

    `kept`: the reading came from an earlier run's drafts, and its usage was spent then.
    """

    posting: Posting
    segmentation: Segmentation
    facts: PostingFacts
    reading: Reading | None
    second_opinion: SecondOpinion | None
    provenance: Provenance
    usage: Usage | None
    kept: bool = False


def audit(posting: Posting, reader: Reader | None = None, profile: str = "guide", policy: Policy = GUIDES_OWN) -> Audit:
    """The audit of a posting; with no reader given, by the offline reader, with no policy, by the guide's own.

    Raises:
        InputError: the text is empty, binary or over the size limit.
        ReaderError: the reader could not produce a reading.
        UsageError: no profile has this name.
    """
    taxonomy = load_taxonomy()
    chosen = profile_named(profile, taxonomy)
    return judge(read_posting(posting, reader or OfflineReader(), taxonomy), chosen, taxonomy, policy)


def profile_named(name: str, taxonomy: Taxonomy) -> Profile:
    """The profile with this id.

    Raises:
        UsageError: no profile has this name.
    """
    if name not in taxonomy.profiles:
        raise UsageError(f"no profile is called {name!r}", f"Use one of: {', '.join(taxonomy.profiles)}.")
    return taxonomy.profiles[name]


def read_posting(posting: Posting, reader: Reader, taxonomy: Taxonomy) -> ReadPosting:
    """The posting segmented, its facts found, and read; `reading` stays None when there is nothing to read.

    Raises:
        InputError: the text is empty, binary or over the size limit.
        ReaderError: the reader could not produce a reading.
    """
    check_text(posting.text)
    said = replace(posting, text=without_waivers(posting.text))
    segmentation = segment(said.text, posting.title)
    facts = find_facts(said, segmentation)
    if not facts.readable:
        return ReadPosting(posting, segmentation, facts, None, None, reader.provenance, None)
    answer = reader.read(said, segmentation)
    reading = ground(answer.draft, posting, segmentation, taxonomy)
    second = None if isinstance(reader, OfflineReader) else _second_opinion(said, segmentation)
    return ReadPosting(posting, segmentation, facts, reading, second, reader.provenance, answer.usage, answer.cached)


def _second_opinion(posting: Posting, segmentation: Segmentation) -> SecondOpinion:
    draft = OfflineReader().read(posting, segmentation).draft
    return SecondOpinion(draft.role, draft.confidence)


def relocated(read: ReadPosting, location: str | None) -> ReadPosting:
    """The same reading with another location stated beside the text; the facts that hang on it are found anew."""
    posting = replace(read.posting, location=location)
    facts = find_facts(replace(posting, text=without_waivers(posting.text)), read.segmentation)
    reading = replace(read.reading, posting=posting) if read.reading else None
    return replace(read, posting=posting, facts=facts, reading=reading)


def judge(read: ReadPosting, profile: Profile, taxonomy: Taxonomy, policy: Policy = GUIDES_OWN) -> Audit:
    """Everything that follows from a reading: verdict, findings, action, wording. Pure."""
    assessment = _assess(read, profile, taxonomy, policy)
    findings = run_rules(assessment)
    action = choose_action(assessment, findings)
    return Audit(
        assessment=assessment,
        action=action,
        summary=summarise(assessment, action, findings),
        suggested_titles=assessment.suggested_titles,
        findings=findings,
        usage=read.usage,
        usage_was_earlier=read.kept,
        provenance=read.provenance,
        versions=Versions(read.segmentation.version, taxonomy.version, TITLES_VERSION, RULE_SET_VERSION),
    )


def _assess(read: ReadPosting, profile: Profile, taxonomy: Taxonomy, policy: Policy = GUIDES_OWN) -> Assessment:
    """The comparison of title and work under every profile, and the reasons for a person to look."""
    title = read.segmentation.title_of(read.posting)
    claims = _claims(title, taxonomy, policy) if title and title.strip() else None
    by_profile = verdicts(claims, read.reading, taxonomy)
    reasons = review_reasons(read.facts, read.reading, claims, by_profile, read.second_opinion, profile)
    waivers = inline_waivers(read.posting.text)
    return Assessment(
        posting=read.posting,
        segmentation=read.segmentation,
        facts=read.facts,
        reading=read.reading,
        second_opinion=read.second_opinion,
        claims=claims,
        profile=profile,
        taxonomy=taxonomy,
        verdict_by_profile=by_profile,
        review_reasons=reasons,
        policy=policy.with_waivers(waivers),
        waivers_ignored=policy.not_counted(waivers),
    )


def _claims(title: str, taxonomy: Taxonomy, policy: Policy) -> TitleClaims:
    """What the title claims; a title that the house has an alias for claims the same under every profile."""
    claims, alias = read_title(title), policy.aliases.get(" ".join(title.split()).lower())
    return claims if alias is None else replace(claims, by_profile=dict.fromkeys(taxonomy.profiles, alias))
