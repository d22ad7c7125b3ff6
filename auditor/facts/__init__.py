"""Facts that deterministic code finds in a posting for every reader: language, kind, years, self-name, instructions."""

from auditor.facts.find import find_facts
from auditor.facts.model import Engagement, EngagementFact, Places, PostingFacts, SelfName, YearsAsked

__all__ = ["Engagement", "EngagementFact", "Places", "PostingFacts", "SelfName", "YearsAsked", "find_facts"]
