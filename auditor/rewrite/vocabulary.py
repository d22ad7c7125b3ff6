"""The data files of drafts, checked once: placeholders, and words that a draft may or may not bring in."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.reading import SPEC_ITEMS
from auditor.taxonomy import RoleId

__all__ = ["PLACEHOLDER", "Placeholders", "Words", "load_placeholders", "load_words"]

PLACEHOLDER = re.compile(r"\[[A-Z][^\[\]\n]{3,120}\]")
"""What a marked place looks like."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str


class Placeholders(_File):
    """The text of a marked place by specification item, then by role id or `default`; `heading` opens the list."""

    heading: str
    systems: dict[str, str]
    scale: dict[str, str]
    success: dict[str, str]
    data_infra: dict[str, str]

    def text_of(self, item: str, role: RoleId | None) -> str:
        """The marked place for a specification item under a role.

        Raises:
            KeyError: there is no such item.
        """
        if item not in SPEC_ITEMS:
            raise KeyError(item)
        texts: dict[str, str] = getattr(self, item)
        return texts.get(role or "", texts["default"])

    @property
    def all(self) -> frozenset[str]:
        """Every marked place there is."""
        return frozenset(text for item in SPEC_ITEMS for text in getattr(self, item).values())


class Words(_File):
    """Lower case: `promises` are beginnings of words, `tools` and `openers` whole words."""

    promises: frozenset[str]
    tools: frozenset[str]
    openers: frozenset[str]


@cache
def load_placeholders() -> Placeholders:
    """The packaged placeholders, loaded once.

    Raises:
        DataError: the file breaks a rule.
    """
    try:
        loaded = Placeholders.model_validate(packaged_toml("auditor.rewrite", "placeholders.toml"))
    except ValidationError as error:
        raise _wrong("placeholders.toml", error) from error
    if not all(PLACEHOLDER.fullmatch(text) for text in loaded.all):
        raise DataError("placeholders.toml: a text is not [marked]", "Correct the data file.")
    return loaded


@cache
def load_words() -> Words:
    """The packaged words, loaded once.

    Raises:
        DataError: the file breaks a rule.
    """
    try:
        return Words.model_validate(packaged_toml("auditor.rewrite", "words.toml"))
    except ValidationError as error:
        raise _wrong("words.toml", error) from error


def _wrong(name: str, error: ValidationError) -> DataError:
    return DataError(f"{name}: {first_fault(error, 'all')}", "Correct the data file.")
