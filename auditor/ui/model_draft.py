"""A language model's draft of the posting at hand: what asking for it would send, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.errors import ReaderError
from auditor.judgement import Audit
from auditor.readers.llm import LlmReader
from auditor.rewrite import Rewrite, rewrite
from auditor.rewrite.llm import LlmDrafter
from auditor.ui.answering import Answering
from auditor.ui.model_choice import about, where

__all__ = ["ModelDraft", "draft_sentence"]


@dataclass
class ModelDraft:
    """One audit's draft by the model that read it: not asked for, on its way, failed, or there."""

    audit: Audit
    reader: LlmReader
    waiting: Answering[Rewrite] | None = None
    failure: ReaderError | None = None
    made: Rewrite | None = None

    def ask(self) -> None:
        """Sends the posting to be drafted, then the draft to be read again, and does not wait."""
        audit, reader = self.audit, self.reader
        self.failure = self.made = None
        self.waiting = Answering(lambda: rewrite(audit, LlmDrafter(reader.target), reader))

    def collect(self) -> bool:
        """Takes the outcome in when it has come; whether it had. A defect of the program is raised here, once."""
        if self.waiting is None or not self.waiting.done:
            return False
        waiting, self.waiting = self.waiting, None
        outcome = waiting.outcome()
        if isinstance(outcome, ReaderError):
            self.failure = outcome
        else:
            self.made = outcome
        return True

    def drop(self) -> None:
        """Back to the offline draft; an answer that is still on its way is not waited for."""
        self.waiting = self.failure = self.made = None


def draft_sentence(audit: Audit, reader: LlmReader) -> str | None:
    """What asking for a draft would send, to whom, and about how much; None when there is nothing to draft with it."""
    drafting = LlmDrafter(reader.target).estimate(audit)
    if drafting is None:
        return None
    reading = reader.estimate(audit.posting, audit.segmentation)
    return (
        f"Sends the title, the posting's lines and the findings to {where(reader.target)}, then the draft to be read: "
        f"{about(drafting, reading)}."
    )
