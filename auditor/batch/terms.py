"""By what the postings of a batch are judged."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace

from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.policy import GUIDES_OWN, Policy
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.reports.document import encode

__all__ = ["Terms", "terms_of"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The profile and what the house decided; can be sent to another process when made by `terms_of`."""

    profile: str = "guide"
    policy: Policy = GUIDES_OWN

    def audit(self, posting: Posting, reader: Reader) -> Audit:
        """The posting's audit by this reader.

        Raises:
            InputError: the text is empty, binary or over the size limit.
            ReaderError: the reader could not produce a reading.
        """
        return audit(posting, reader, self.profile, self.policy)

    @property
    def fingerprint(self) -> str:
        """sha256 of what the house decided, in hexadecimal; the profile apart."""
        return hashlib.sha256(encode(asdict(terms_of(self.profile, self.policy).policy)).encode()).hexdigest()


def terms_of(profile: str, policy: Policy) -> Terms:
    """The terms, their mappings as plain dictionaries, which unlike read-only views can be pickled.

    Waivers in the postings count only where the house says so: a batch may come from anybody.
    """
    plain = replace(
        policy,
        severity=dict(policy.severity),
        thresholds=dict(policy.thresholds),
        waive=dict(policy.waive),
        aliases=dict(policy.aliases),
        inline=policy.inline is True,
    )
    return Terms(profile, plain)
