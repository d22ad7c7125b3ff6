"""Fits the offline reader on annotated postings."""
