"""Labelled postings: what careful reading says about them, as far as it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from auditor.errors import AuditorError, MalformedRowError
from auditor.evaluation.rows import checked_rows
from auditor.intake import check_text
from auditor.posting import Posting
from auditor.reading import Answer
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from auditor.verdict import Verdict, compare

__all__ = ["GUIDE", "LabelledPosting", "read_labelled"]

GUIDE = "guide"
"""The profile whose use of titles the labels follow."""

_HINT = 'Give one object a line, for example {"id": "1", "title": "...", "text": "...", "role": "ai_developer"}.'


@dataclass(frozen=True, slots=True)
class LabelledPosting:
    """A posting and its labels (labelling guide); a label that is None, or an answer that is missing, is not scored.

    `secondary_known` tells a posting labelled as having no secondary role from one whose secondary role was not
    labelled. `posting` has an empty text when the row gives none. A contested posting is one on which careful
    readers differ: it is not scored but should be sent to review.
    """

    id: str
    posting: Posting
    role: RoleId | None = None
    secondary_role: RoleId | None = None
    secondary_known: bool = False
    alternative_role: RoleId | None = None
    title_claims: tuple[RoleId, ...] | None = None
    verdict: Verdict | None = None
    contested: bool = False
    facts: Mapping[str, Answer] | None = None
    spec: Mapping[str, bool] | None = None

    def claims_under(self, profile: str) -> tuple[RoleId, ...] | None:
        """The claims of the title under a profile.

        Labels state the guide's; what another profile adds to them comes from the title's own words.
        """
        if self.title_claims is None or profile == GUIDE or not self.posting.title:
            return self.title_claims
        read = read_title(self.posting.title).by_profile
        added = (role for role in read[profile] if role not in read[GUIDE] and role not in self.title_claims)
        return (*self.title_claims, *added)

    def verdict_under(self, profile: str) -> Verdict | None:
        """The verdict under a profile: as labelled under the guide's, else derived; None when labels do not tell."""
        if profile == GUIDE and self.verdict is not None:
            return self.verdict
        claims = self.claims_under(profile)
        if self.role is None or claims is None:
            return None
        if claims and self.role not in claims and not self.secondary_known:
            return None
        return compare(claims, self.role, self.secondary_role)


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | None = None
    title: str | None = None
    text: str | None = None
    company: str | None = None
    location: str | None = None
    role: RoleId | None = None
    secondary_role: RoleId | None = None
    alternative_role: RoleId | None = None
    title_claims: tuple[RoleId, ...] | None = None
    verdict: Verdict | None = None
    contested: bool = False
    facts: dict[Literal["custom_models", "core_product"], Answer | None] = {}
    spec: dict[Literal["systems", "scale", "success", "data_infra"], bool | None] = {}

    @model_validator(mode="after")
    def _names_a_posting(self) -> _Row:
        if not self.id and not self.text:
            raise ValueError('neither "id" nor "text"')
        if self.title_claims and RoleId.OTHER in self.title_claims:
            raise ValueError('"title_claims" holds "other", which no title claims')
        return self


def read_labelled(path: Path, *, texts: bool) -> tuple[LabelledPosting, ...]:
    """The labelled postings of a JSON Lines file, in order; with `texts`, each must have a text that can be read.

    Raises:
        UnreadableInputError: the file cannot be opened.
        MalformedRowError: a row is no labelled posting, an id is given twice, or there is no row; names the line.
    """
    found: dict[str, LabelledPosting] = {}
    for line, row in checked_rows(path, _Row, _HINT):
        labelled = _labelled(row)
        if texts:
            _check(labelled.posting, f"{path.name}, line {line}")
        if labelled.id in found:
            raise MalformedRowError(f"{path.name}, line {line}: a second row for {labelled.id!r}", "Keep one of them.")
        found[labelled.id] = labelled
    if not found:
        raise MalformedRowError(f"{path.name}: no labelled posting in it", _HINT)
    return tuple(found.values())


def _labelled(row: _Row) -> LabelledPosting:
    posting = Posting(row.title, row.text or "", source_id=row.id, company=row.company, location=row.location)
    return LabelledPosting(
        id=row.id or posting.id,
        posting=posting,
        role=row.role,
        secondary_role=row.secondary_role,
        secondary_known="secondary_role" in row.model_fields_set,
        alternative_role=row.alternative_role,
        title_claims=row.title_claims,
        verdict=row.verdict,
        contested=row.contested,
        facts={name: value for name, value in row.facts.items() if value is not None},
        spec={name: value for name, value in row.spec.items() if value is not None},
    )


def _check(posting: Posting, place: str) -> None:
    try:
        check_text(posting.text)
    except AuditorError as error:
        raise MalformedRowError(f"{place}: {error.message}", error.hint) from error
