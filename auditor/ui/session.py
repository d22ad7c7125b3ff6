"""What one browser session remembers: the posting as read, title and location as edited, the version before.

Held in memory only and gone with the tab. No Streamlit here: the pages keep one PageSession in their session state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.advice import Answers
from auditor.errors import ReaderError
from auditor.judgement import Audit
from auditor.pipeline import ReadPosting, judge, profile_named, read_posting, relocated
from auditor.policy import GUIDES_OWN, Policy
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.llm import LlmReader, Target
from auditor.readers.offline import OfflineReader
from auditor.taxonomy import load_taxonomy
from auditor.ui.answering import Answering
from auditor.ui.disagreement import Disagreement
from auditor.ui.model_draft import ModelDraft
from auditor.ui.steady import Steady

__all__ = ["LOCATION_LIMIT", "TITLE_LIMIT", "PageSession"]

_OTHER_PROFILE = {"guide": "market", "market": "guide"}
TITLE_LIMIT = 200
LOCATION_LIMIT = 300


@dataclass
class PageSession:
    """One user's work: at most one posting at a time, and the version of it that came before.

    `version` counts the versions of this posting from 1; `arrivals` counts everything ever submitted. `model` is the
    language model that may be asked (its key, when typed, is nowhere else), `waiting` the posting on its way to it,
    `failure` why it gave no reading. `answers` is what only the user knows about this posting's project,
    `steady` what keeps its place while this reading is judged under other titles.
    """

    reader: Reader = field(default_factory=OfflineReader)
    profile: str = "guide"
    policy: Policy = GUIDES_OWN
    title: str = ""
    version: int = 0
    arrivals: int = 0
    before: Audit | None = None
    disagreements: list[Disagreement] = field(default_factory=list)
    model: Target | None = None
    waiting: Answering[ReadPosting] | None = None
    failure: ReaderError | None = None
    answers: Answers = field(default_factory=Answers)
    steady: Steady = field(default_factory=Steady)
    _read: ReadPosting | None = None
    _by_model: ReadPosting | None = None
    _model_reader: LlmReader | None = None
    _draft: ModelDraft | None = None

    @property
    def has_posting(self) -> bool:
        """Whether there is anything to show."""
        return self._read is not None

    @property
    def text(self) -> str:
        """The posting's text as it was submitted; empty before."""
        return self._read.posting.text if self._read else ""

    @property
    def found_title(self) -> str:
        """The title stated beside the text, else the line found in it, cut at TITLE_LIMIT; empty without one."""
        if self._read and self._read.posting.title is not None:
            return " ".join(self._read.posting.title.split())[:TITLE_LIMIT]
        found = self._read.segmentation.title if self._read else None
        return found.of(self.text).strip()[:TITLE_LIMIT] if found else ""

    @property
    def location(self) -> str:
        """Where the job is, as stated beside the text, cut at LOCATION_LIMIT; empty when it is not."""
        return " ".join((self._read.posting.location or "").split())[:LOCATION_LIMIT] if self._read else ""

    @property
    def read(self) -> ReadPosting:
        """The offline reading.

        Raises:
            RuntimeError: no posting was submitted.
        """
        if self._read is None:
            raise RuntimeError("no posting was submitted")
        return self._read

    @property
    def read_by_model(self) -> bool:
        """Whether the audit rests on the language model's reading."""
        return self._by_model is not None

    def submit(self, text: str, *, keep_title: bool = False) -> None:
        """Reads a posting, or a new version of it; the one before stays for comparison.

        With `keep_title` the location outlives the new text, and so does an edited title unless the text brings a
        title of its own.

        Raises:
            InputError: the text is empty, binary or over the size limit; the session stays as it was.
            ReaderError: the reader could not produce a reading; the session stays as it was.
        """
        location = self.location if keep_title else ""
        read = read_posting(Posting(None, text, location=location or None), self.reader, load_taxonomy())
        before = self.offline_audit() if self._read and keep_title else None
        self.before, self._read = before, read
        self.drop_model_reading()
        self.title = self.found_title or (self.title if keep_title else "")
        self.version = self.version + 1 if before else 1
        self.answers = self.answers if before else Answers()
        self.arrivals += 1

    def open(self, posting: Posting) -> None:
        """Reads a posting that came with all that its source states; the one at hand gives way to it.

        Raises:
            InputError: the text is empty, binary or over the size limit; the session stays as it was.
            ReaderError: the reader could not produce a reading; the session stays as it was.
        """
        read = read_posting(posting, self.reader, load_taxonomy())
        self.clear()
        self._read, self.version = read, 1
        self.title = self.found_title
        self.arrivals += 1

    def shows(self, arrival: int) -> bool:
        """Whether the posting at hand is the `arrival`-th: a field may be spoken of after its posting has gone."""
        return self.has_posting and self.arrivals == arrival

    def retitle(self, title: str) -> None:
        """Another title for the same text; nothing is read again."""
        self.title = " ".join(title.split())[:TITLE_LIMIT]

    def relocate(self, location: str) -> None:
        """Another place for the same text; nothing is read again.

        Raises:
            RuntimeError: no posting was submitted.
        """
        said = " ".join(location.split())[:LOCATION_LIMIT] or None
        self._read = relocated(self.read, said)
        self._by_model = relocated(self._by_model, said) if self._by_model else None

    def clear(self) -> None:
        """Forgets the posting and its history; the profile and recorded disagreements stay."""
        self._read, self.before, self.title, self.version = None, None, "", 0
        self.answers = Answers()
        self.drop_model_reading()

    def choose_model(self, target: Target) -> None:
        """The language model to offer from now on, with no reading by another left; nothing is sent."""
        self.model, self._model_reader = target, None
        self.drop_model_reading()

    def ask_model(self) -> None:
        """Sends the posting to the chosen language model and does not wait; the offline reading stands meanwhile.

        Raises:
            RuntimeError: no posting was submitted, or no model chosen.
        """
        if self.model is None:
            raise RuntimeError("no model was chosen")
        posting, self.failure = self.read.posting, None
        reader = self._model_reader = self._model_reader or LlmReader(self.model)
        self.waiting = Answering(lambda: read_posting(posting, reader, load_taxonomy()))

    def collect(self) -> bool:
        """Takes the language model's answer in when it has come; whether it had.

        A defect of the program in the reading is raised here, once.
        """
        if self.waiting is None or not self.waiting.done:
            return False
        waiting, self.waiting = self.waiting, None
        outcome = waiting.outcome()
        if isinstance(outcome, ReaderError):
            self.failure = outcome
        else:
            self._by_model = relocated(outcome, self.read.posting.location)
            self.steady = Steady()
        return True

    def drop_model_reading(self) -> None:
        """Back to the offline reading; an answer that is still on its way is not waited for."""
        self.waiting, self.failure, self._by_model = None, None, None
        self.steady = Steady()

    def model_draft(self, audit: Audit) -> ModelDraft | None:
        """The model's draft for this audit, asked for or not; None when no model has read. One for another audit, as
        under another title, is forgotten.
        """
        if self._by_model is None or self._model_reader is None:
            return None
        if self._draft is None or self._draft.audit != audit or self._draft.reader is not self._model_reader:
            self._draft = ModelDraft(audit, self._model_reader)
        return self._draft

    def audit(self, profile: str | None = None) -> Audit:
        """The posting judged under its current title, by the session's profile or the one named.

        Raises:
            UsageError: no profile has this name.
            RuntimeError: no posting was submitted.
        """
        return self._judged(self._by_model or self.read, profile)

    def offline_audit(self) -> Audit:
        """The same by the offline reading, whoever else has read.

        Raises:
            RuntimeError: no posting was submitted.
        """
        return self._judged(self.read, None)

    def _judged(self, read: ReadPosting, profile: str | None) -> Audit:
        taxonomy = load_taxonomy()
        return judge(
            _retitled(read, self.title), profile_named(profile or self.profile, taxonomy), taxonomy, self.policy
        )

    def other_audit(self) -> Audit:
        """The same under the other profile.

        Raises:
            RuntimeError: no posting was submitted.
        """
        return self.audit(_OTHER_PROFILE[self.profile])


def _retitled(read: ReadPosting, title: str) -> ReadPosting:
    """The same reading under another title; as it was when the title is the one found in the text."""
    found = read.segmentation.title
    if read.posting.title is None and title == (found.of(read.posting.text).strip() if found else ""):
        return read
    posting = replace(read.posting, title=title)
    return replace(read, posting=posting, reading=replace(read.reading, posting=posting) if read.reading else None)
