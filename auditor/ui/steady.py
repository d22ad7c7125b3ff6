"""What keeps its place on the page while one posting is judged under other titles."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Steady"]


@dataclass
class Steady:
    """The titles offered, and the most words that the verdict has had: sentence, and what the other profile says."""

    offered: tuple[str, ...] = ()
    longest: tuple[str, str] = ("", "")

    def offers(self, title: str, suggestions: tuple[str, ...]) -> tuple[str, ...]:
        """The titles to offer: those that were, while one of them is the title; else the suggestions."""
        if title not in self.offered:
            self.offered = suggestions
        return self.offered

    def room(self, sentence: str, other_profile: str) -> tuple[str, str]:
        """The longest words so far, these among them."""
        self.longest = max(self.longest, (sentence, other_profile), key=lambda words: sum(map(len, words)))
        return self.longest
