from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import DataError
from auditor.posting import Posting, Segmentation
from auditor.readers.offline import OfflineReader
from auditor.readers.offline.features import work_grams
from auditor.readers.offline.model import load_model, packaged_model, save_model
from auditor.readers.offline.scoring import score
from auditor.reading import Draft, ground
from auditor.segment import segment
from auditor.taxonomy import RoleId, load_taxonomy

POSTING = """Responsibilities
- Train and fine-tune vision models on our own photographs of bridges
- Label data sets with the inspectors and engineer features
- Evaluate models offline and study their errors
- Write the training pipelines in PyTorch

Benefits
- We build AI agents with LLMs, and so could you over lunch
- Free train tickets
"""


def read(text: str) -> tuple[Segmentation, Draft]:
    cut = segment(text)
    return cut, OfflineReader().read(Posting(None, text), cut).draft


def test_the_lines_of_the_work_decide_and_are_named() -> None:
    cut, draft = read(POSTING)
    assert draft.role is RoleId.ML_ENGINEER
    duties = {s.number for s in cut.statements if s.section.value == "duties"}
    shown = [load_taxonomy().role_of(tag.activity) for tag in draft.tags if tag.statement in duties]
    assert {tag.statement for tag in draft.tags} >= duties
    assert shown.count(RoleId.ML_ENGINEER) > len(shown) / 2
    benefits = {s.number for s in cut.statements if s.section.value == "benefits"}
    assert benefits
    assert not benefits & {tag.statement for tag in draft.tags}


def test_the_title_is_not_looked_at() -> None:
    cut = segment(POSTING)
    answers = [OfflineReader().read(Posting(title, POSTING), cut) for title in (None, "AI Developer", "Nurse")]
    assert answers[0] == answers[1] == answers[2]


def test_no_statements_give_no_role() -> None:
    _, draft = read("...")
    assert draft.role is None
    assert draft.confidence == 0


def test_words_that_nobody_knows_give_no_certainty() -> None:
    _, draft = read("Duties:\n- Zxqv blorp wuggle\n- Frobnicate the snark\n- Qwop zarf")
    assert draft.confidence < 0.75


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_text_gives_a_draft_that_grounds(text: str) -> None:
    cut, draft = read(text)
    ground(draft, Posting(None, text), cut, load_taxonomy())
    assert 0 <= draft.confidence <= 1


def test_probabilities_are_probabilities() -> None:
    model = packaged_model()
    scores = score(work_grams(POSTING, segment(POSTING), model.numbers), model)
    for rows in (scores.tags, scores.votes, scores.roles[None]):
        assert np.allclose(rows.sum(axis=1), 1, atol=1e-5)
        assert (rows >= 0).all()


def test_a_saved_model_reads_as_it_did(tmp_path: Path) -> None:
    model = packaged_model()
    save_model(model, tmp_path, {"fitted_by": "a test"})
    again = load_model((tmp_path / "reader.npz").read_bytes(), (tmp_path / "reader.json").read_text("utf-8"))
    cut = segment(POSTING)
    before, after = (OfflineReader(m).read(Posting(None, POSTING), cut).draft for m in (model, again))
    assert before == after


def test_weights_that_do_not_fit_their_keys_are_refused(tmp_path: Path) -> None:
    model = packaged_model()
    save_model(replace(model, keys=model.keys[:-1]), tmp_path, {})
    with pytest.raises(DataError, match="do not fit"):
        load_model((tmp_path / "reader.npz").read_bytes(), (tmp_path / "reader.json").read_text("utf-8"))


def test_an_activity_that_the_taxonomy_lost_is_named(tmp_path: Path) -> None:
    model = packaged_model()
    save_model(replace(model, activities=("bakes_bread", *model.activities[1:])), tmp_path, {})
    with pytest.raises(DataError, match="bakes_bread"):
        load_model((tmp_path / "reader.npz").read_bytes(), (tmp_path / "reader.json").read_text("utf-8"))


def test_the_data_is_under_five_megabytes() -> None:
    folder = Path(__file__).parents[3] / "auditor" / "readers" / "offline" / "data"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 5_000_000


def test_every_role_gets_a_chance_and_the_one_read_the_largest() -> None:
    _, draft = read(POSTING)
    assert set(draft.chances) == set(RoleId)
    assert max(draft.chances, key=draft.chances.__getitem__) is draft.role
