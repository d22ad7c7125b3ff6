"""Reads a job posting for an AI role, says which role it really describes, and flags where its parts disagree."""

__version__ = "0.1.0"
