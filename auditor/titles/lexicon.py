"""The words that titles are made of, as checked data: topics, qualifiers, professions, head nouns, levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.patterns import pattern
from auditor.titles.model import Seniority

__all__ = ["Kind", "Level", "Lexicon", "Phrase", "lexicon_from", "load_lexicon"]

_PHRASE = pattern(r"[^\W_A-Z]+(?: [^\W_A-Z]+){0,4}")


class Kind(IntEnum):
    """What a word of a title does. The name of a kind is its key in the data file, table first."""

    TOPICS_AI = auto()
    TOPICS_ML = auto()
    TOPICS_ML_FIELD = auto()
    TOPICS_AI_ML = auto()
    TOPICS_MLOPS = auto()
    TOPICS_GENAI = auto()
    TOPICS_APPLICATION = auto()
    TOPICS_DATA_SCIENCE = auto()
    TOPICS_MODEL_FAMILY = auto()
    QUALIFIERS_BUILDS = auto()
    QUALIFIERS_FORWARD = auto()
    QUALIFIERS_FULL_STACK = auto()
    QUALIFIERS_RUNS = auto()
    QUALIFIERS_RUNS_BEFORE_HEAD = auto()
    QUALIFIERS_OPERATIONS = auto()
    QUALIFIERS_SYSTEMS = auto()
    QUALIFIERS_RESEARCH = auto()
    QUALIFIERS_APPLIED = auto()
    QUALIFIERS_DATA = auto()
    QUALIFIERS_MANNER = auto()
    PROFESSIONS_SOFTWARE = auto()
    PROFESSIONS_OTHER = auto()
    PROFESSIONS_SOLUTIONS = auto()
    PROFESSIONS_TECHNOLOGY = auto()
    HEADS_ENGINEER = auto()
    HEADS_DEVELOPER = auto()
    HEADS_PROGRAMMER = auto()
    HEADS_SCIENTIST = auto()
    HEADS_DATA_SCIENTIST = auto()
    HEADS_RESEARCHER = auto()
    HEADS_LEARNER = auto()
    HEADS_PRACTITIONER = auto()
    HEADS_OTHER = auto()
    IGNORED_WORDS = auto()
    IGNORED_TEAM = auto()
    IGNORED_PREPOSITIONS = auto()
    LEVEL = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its place on the scale and its usual spelling."""

    seniority: Seniority
    name: str


Phrase = tuple[list[str], Kind, Level | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every known word and phrase with its kind and level.

    `words` maps a single word to (kind, level or None, 1); `phrases` maps the first two words to the phrases that
    start with them, longest first: (words, kind, level or None).
    """

    version: str
    words: Mapping[str, tuple[Kind, Level | None, int]]
    phrases: Mapping[str, tuple[Phrase, ...]]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _LevelRow(_Row):
    seniority: Seniority
    name: str = Field(min_length=1)
    words: list[str] = Field(min_length=1)


_Table = dict[str, list[str]]


class _WordsFile(_Row):
    version: str
    topics: _Table
    qualifiers: _Table
    professions: _Table
    heads: _Table
    ignored: _Table
    levels: list[_LevelRow] = Field(min_length=1)

    def kinds(self) -> Iterator[tuple[str, str]]:
        """Each phrase with the name of its kind."""
        for table in ("topics", "qualifiers", "professions", "heads", "ignored"):
            for key, phrases in getattr(self, table).items():
                for phrase in phrases:
                    yield phrase, f"{table}_{key}".upper()

    @model_validator(mode="after")
    def _every_kind_and_no_other(self) -> _WordsFile:
        given = {name for _, name in self.kinds()}
        known = {kind.name for kind in Kind} - {"LEVEL", "UNKNOWN"}
        if given != known:
            raise ValueError(f"kinds missing or unknown: {', '.join(sorted(given ^ known))}")
        return self

    @model_validator(mode="after")
    def _each_phrase_once(self) -> _WordsFile:
        for phrases in ([p for p, _ in self.kinds()], [w for level in self.levels for w in level.words]):
            twice = sorted({p for p in phrases if phrases.count(p) > 1})
            if twice:
                raise ValueError(f"phrases given twice: {', '.join(twice)}")
            odd = [p for p in phrases if not _PHRASE.fullmatch(p)]
            if odd:
                raise ValueError(f"not lower-case words with single spaces, five at most: {', '.join(odd)}")
        return self


def lexicon_from(data: Mapping[str, Any]) -> Lexicon:
    """A checked lexicon from the parsed data file.

    Raises:
        DataError: the file breaks a rule; the message names the place.
    """
    try:
        file = _WordsFile.model_validate(data)
    except ValidationError as error:
        raise DataError(f"titles: {first_fault(error, 'words.toml')}", "Correct the data file.") from error
    kinds = {phrase: Kind[name] for phrase, name in file.kinds()}
    levels = {word: Level(row.seniority, row.name) for row in file.levels for word in row.words}
    by_start: dict[str, list[Phrase]] = {}
    single = {}
    for phrase in sorted(kinds | levels, key=lambda p: (-p.count(" "), p)):
        words = phrase.split(" ")
        kind, level = kinds.get(phrase, Kind.LEVEL), levels.get(phrase)
        if len(words) == 1:
            single[phrase] = (kind, level, 1)
        else:
            by_start.setdefault(" ".join(words[:2]), []).append((words, kind, level))
    return Lexicon(file.version, single, {start: tuple(rows) for start, rows in by_start.items()})


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon, loaded once.

    Raises:
        DataError: the packaged file breaks a rule.
    """
    return lexicon_from(packaged_toml("auditor.titles", "words.toml"))
