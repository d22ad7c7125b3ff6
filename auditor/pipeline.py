"""One posting from text to audit."""

from __future__ import annotations

from auditor.audit import Audit
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.taxonomy import Profile

__all__ = ["audit"]


def audit(posting: Posting, reader: Reader | None = None, profile: Profile | str = "guide") -> Audit:
    """The audit of a posting; with no reader given, by the offline reader.

    Raises:
        InputError: the text is empty, binary or over the size limit.
        ReaderError: the reader could not produce a reading.
    """
    raise NotImplementedError
