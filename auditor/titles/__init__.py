"""Titles: what a title promises, and which titles to suggest instead."""

from auditor.titles.lexicon import lexicon_from, load_lexicon
from auditor.titles.model import Seniority, TitleClaims
from auditor.titles.read import read_title
from auditor.titles.suggest import suggest_titles

__all__ = ["TITLES_VERSION", "Seniority", "TitleClaims", "lexicon_from", "load_lexicon", "read_title", "suggest_titles"]

TITLES_VERSION = "4"
"""Of the words and the rules of claiming together: changes whenever a title may be read differently."""
