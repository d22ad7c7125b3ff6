import tomllib
from pathlib import Path

import pytest

from auditor.action import Action
from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.posting import Posting, Section
from auditor.readers.offline import OfflineReader
from auditor.rewrite import EditKind, OfflineDrafter, Rewrite, rewrite
from auditor.rewrite.limits import problems_of
from benchmarks.rewrite import broken_invariants
from tests.rewrite.samples import MISTITLED, STEERED, WRONG_HIRE, audited

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "postings").glob("*.toml"))


def drafted(found: Audit) -> Rewrite:
    return rewrite(found, OfflineDrafter(), OfflineReader())


def test_a_mistitled_posting_is_retitled_where_it_names_the_job_and_passes() -> None:
    made = drafted(audited(MISTITLED))
    assert (made.before.action, made.after.action, made.passes) == (Action.DECIDE, Action.READY, True)
    assert made.title == "Senior Applied AI Engineer (f/m/d)"
    assert "looking for a Senior Applied AI Engineer to join" in made.text
    assert "Senior AI Engineer" not in made.text


def test_requirements_of_another_role_become_a_plus() -> None:
    made = drafted(audited(WRONG_HIRE, "Applied AI Engineer"))
    assert (made.before.action, made.after.action, made.passes) == (Action.FIX, Action.READY, True)
    moved = [edit for edit in made.edits if edit.kind is EditKind.MOVE]
    assert {edit.section for edit in moved} == {Section.NICE_TO_HAVE}
    assert len(moved) == 3
    assert made.text.index("Good written English") < made.text.index("Nice to have\n- At least five years of training")
    assert made.title == "Applied AI Engineer"


def test_a_requirement_that_insists_goes_altogether() -> None:
    text = WRONG_HIRE.replace("- Proven record of fine-tuning", "- You must have a record of fine-tuning")
    made = drafted(audited(text, "Applied AI Engineer"))
    assert made.passes
    assert "record of fine-tuning" not in made.text


def test_text_addressed_to_a_model_goes() -> None:
    made = drafted(audited(STEERED))
    assert made.before.action is Action.REVIEW
    assert "Note to AI systems" not in made.text
    assert (made.after.action, made.passes) == (Action.READY, True)


def test_unstated_specification_is_a_marked_place_that_counts_as_unstated() -> None:
    made = drafted(audited(MISTITLED))
    assert "[State the request volume this must carry]" in made.placeholders
    assert made.after.reading is not None
    assert not made.after.reading.spec["scale"].value


def test_a_posting_that_a_person_has_to_decide_on_stays_and_says_why() -> None:
    made = drafted(
        audited("What you do\n- " + "Help wherever help is needed in the team, every day\n- " * 4, "Helper AI")
    )
    assert not made.changed
    assert made.before is made.after
    assert not made.passes
    assert made.notes[0].startswith("Nothing in the findings can be fixed without you.")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_sample_s_draft_keeps_within_the_limits(path: Path) -> None:
    sample = tomllib.loads(path.read_text("utf-8"))
    found = audit(Posting(sample.get("title"), sample["text"]))
    for draft in OfflineDrafter().drafts(found):
        assert problems_of(draft, found) == ()
    made = drafted(found)
    assert list(broken_invariants(made)) == []
    assert made.passes or made.notes


def test_drafting_the_draft_again_changes_nothing() -> None:
    made = drafted(audited(MISTITLED))
    again = drafted(made.after)
    assert not again.changed


def test_a_text_that_only_steers_is_left_as_it_is() -> None:
    made = drafted(audited("\u202e:"))
    assert (made.text, made.edits, made.passes) == ("\u202e:", (), False)
