"""Titles: what a title promises, and which titles to suggest instead."""

from auditor.titles.model import Seniority, TitleClaims

__all__ = ["Seniority", "TitleClaims"]
