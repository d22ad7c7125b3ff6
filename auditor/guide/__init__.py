"""The AI hiring guide as data: every table and figure that rules and advice rest on, with the section it comes from."""

from auditor.guide.load import load_guide, load_interview
from auditor.guide.model import GUIDE_NAME, Guide, cite

__all__ = ["GUIDE_NAME", "Guide", "cite", "load_guide", "load_interview"]
