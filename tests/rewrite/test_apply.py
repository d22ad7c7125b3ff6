from hypothesis import given
from hypothesis import strategies as st

from auditor.posting import Posting, Section, Segmentation
from auditor.rewrite.apply import applied
from auditor.rewrite.edit import Draft, Edit, EditKind
from auditor.segment import segment
from tests.rewrite.samples import MISTITLED, WRONG_HIRE

WORDS = st.sampled_from(
    [
        "train",
        "models",
        "Requirements",
        "prompts",
        "a",
        "Python",
        "we",
        "offer",
        "deploy",
        "bonus",
        "Ärzte",
        "数据",
        "3",
    ]
)
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "- ", "• ", "1. ", "## ", "\t", "** "]),
    st.lists(WORDS, max_size=9).map(" ".join),
    st.sampled_from(["", ".", ":", ". And so on. Yes", " • more", ";", " **"]),
)
POSTINGS = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n"]))


def edits_for(cut: Segmentation, draw: st.DrawFn) -> tuple[Edit, ...]:
    edits = []
    for statement in cut.statements:
        kind = draw(st.sampled_from(["keep", "keep", "drop", "move", "replace", "insert"]))
        if kind == "move" and statement.section is not Section.NICE_TO_HAVE:
            edits.append(Edit(EditKind.MOVE, "why", statement.number, section=Section.NICE_TO_HAVE))
        elif kind in ("replace", "insert"):
            edits.append(Edit(EditKind(kind), "why", statement.number, text="NEW WORDS"))
        elif kind == "drop":
            edits.append(Edit(EditKind.DROP, "why", statement.number))
    return tuple(edits)


@given(POSTINGS)
def test_no_edit_changes_nothing(text: str) -> None:
    posting = Posting(None, text)
    assert applied(posting, segment(text), Draft(None, ())) == posting


@given(POSTINGS, st.data())
def test_kept_statements_stay_byte_for_byte_in_order_and_dropped_words_are_not_kept(
    text: str, data: st.DataObject
) -> None:
    cut = segment(text)
    edits = edits_for(cut, data.draw)
    new = applied(Posting(None, text), cut, Draft(None, edits)).text
    changed = {edit.statement for edit in edits if edit.kind is not EditKind.INSERT}
    at = 0
    for statement in cut.statements:
        if statement.number not in changed:
            at = new.find(statement.span.of(text), at)
            assert at >= 0, statement
            at += statement.end - statement.start
    for edit in edits:
        if edit.kind is EditKind.MOVE and edit.statement is not None:
            assert cut[edit.statement].span.of(text) in new
    assert new.count("NEW WORDS") == sum(edit.text is not None for edit in edits)


@given(POSTINGS, st.data())
def test_lines_without_an_edit_stay_byte_for_byte(text: str, data: st.DataObject) -> None:
    cut = segment(text)
    edits = edits_for(cut, data.draw)
    new = applied(Posting(None, text), cut, Draft(None, edits)).text
    touched = [cut[edit.statement] for edit in edits if edit.statement and edit.kind is not EditKind.INSERT]
    at, kept = 0, []
    for line in text.split("\n"):
        spans = [h for h in cut.headings if h.start <= at + len(line) and at <= h.end]
        if not spans and not any(s.start <= at + len(line) and at <= s.end for s in touched):
            kept.append(line.rstrip("\r"))
        at += len(line) + 1
    lines = iter([line.rstrip("\r") for line in new.split("\n")])
    assert all(any(line == other for other in lines) for line in kept if line.strip())


def test_a_statement_in_the_middle_of_a_line_goes_alone() -> None:
    text = "Duties:\nWe train models. We like cake. We ship them.\n"
    cut = segment(text)
    cake = next(s.number for s in cut.statements if "cake" in s.span.of(text))
    new = applied(Posting(None, text), cut, Draft(None, (Edit(EditKind.DROP, "why", cake),))).text
    assert new == "Duties:\nWe train models. We ship them.\n"


def test_a_heading_whose_every_line_goes_goes_too() -> None:
    cut = segment(WRONG_HIRE)
    offer = next(s for s in cut.statements if s.span.of(WRONG_HIRE).startswith("Remote"))
    new = applied(Posting("T", WRONG_HIRE), cut, Draft(None, (Edit(EditKind.DROP, "why", offer.number),))).text
    assert "What we offer" not in new


def test_the_title_changes_where_it_stands_in_the_text_and_its_tail_stays() -> None:
    posting = Posting("Senior AI Engineer", MISTITLED)
    new = applied(posting, segment(MISTITLED, posting.title), Draft("LLM Engineer", ()))
    assert new.title == "LLM Engineer"
    assert new.text == MISTITLED.replace("Senior AI Engineer (f/m/d)", "LLM Engineer (f/m/d)", 1)


def test_a_moved_requirement_opens_a_section_in_the_posting_s_own_manner() -> None:
    text = "## Duties\n* Train models for us\n\n## Requirements\n* Python for years\n* Spark\n\n## Benefits\n* Cake\n"
    cut = segment(text)
    spark = next(s.number for s in cut.statements if s.span.of(text) == "Spark")
    edit = Edit(EditKind.MOVE, "why", spark, section=Section.NICE_TO_HAVE)
    new = applied(Posting(None, text), cut, Draft(None, (edit,))).text
    assert "* Python for years\n\n## Nice to have\n* Spark\n\n## Benefits" in new
