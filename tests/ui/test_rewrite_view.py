from auditor.readers.offline import OfflineReader
from auditor.rewrite import OfflineDrafter, rewrite
from auditor.ui.rewrite_view import RewriteView, rewrite_view
from tests.rewrite.samples import MISTITLED, WRONG_HIRE, audited


def view(text: str, title: str | None = None) -> RewriteView:
    return rewrite_view(rewrite(audited(text, title), OfflineDrafter(), OfflineReader()))


def test_verdicts_stand_side_by_side_and_the_title_is_copied_once() -> None:
    shown = view(MISTITLED)
    assert shown.outcome == "Before: Decide, mismatch. After: Ready, match."
    assert shown.posting.startswith("Senior Applied AI Engineer (f/m/d)\n\nFerrywell")
    assert "+Senior Applied AI Engineer (f/m/d)" in shown.diff
    assert "Title: " not in shown.diff


def test_a_title_that_is_not_in_the_text_is_copied_with_it() -> None:
    shown = view(WRONG_HIRE, "Applied AI Engineer")
    assert shown.posting.startswith("Applied AI Engineer\n\nRole description")
    assert "\n-Title: Senior AI Engineer\n" in view(MISTITLED.split("\n", 1)[1], "Senior AI Engineer").diff


def test_nothing_to_change_is_nothing_to_copy() -> None:
    shown = view("Help wanted", "Helper AI")
    assert (shown.diff, shown.posting) == ("", "")
    assert shown.notes[0].startswith("Nothing in the findings can be fixed without you.")
