import json

import pytest
from pydantic import ValidationError

from auditor.errors import UngroundedDraftError
from auditor.posting import Posting
from auditor.readers.llm.answer import CHECK, ModelAnswer, check_of
from auditor.segment import segment
from auditor.taxonomy import load_taxonomy
from tests.readers.llm.samples import BEYOND, DUTY, POSTING, SEGMENTATION, answer

TAXONOMY = load_taxonomy()
NO_DUTIES = "What you bring\n- Three years of training recommendation models in PyTorch\n- A degree in mathematics\n"


def test_an_answer_is_a_draft_with_each_pair_once() -> None:
    work = [{"activity": "calls_llm_api", "statements": [DUTY, DUTY]}, {"activity": "builds_rag", "statements": [DUTY]}]
    draft = ModelAnswer.model_validate_json(answer(work=work)).draft()
    assert [(tag.statement, tag.activity) for tag in draft.tags] == [(DUTY, "calls_llm_api"), (DUTY, "builds_rag")]
    assert (draft.spec["systems"].value, draft.spec["systems"].statements) == (True, (DUTY,))
    assert (draft.spec["success"].value, draft.spec["success"].statements) == (False, ())
    assert draft.facts["custom_models"].value == "no"


def test_the_faults_put_back_are_few_and_do_not_repeat_the_answer() -> None:
    wrong = answer(work=[{"activity": "calls_llm_api", "statements": list(range(BEYOND, BEYOND + 30))}])
    with pytest.raises(ValidationError) as caught:
        ModelAnswer.model_validate_json(wrong, context={CHECK: check_of(POSTING, SEGMENTATION, TAXONOMY)})
    assert str(caught.value).count("does not exist") == 10
    assert "input_value" not in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [{"confidence": 1.2}, {"role": "AI Engineer"}, {"comment": "sure"}, {"systems": ["one"]}, {"core_product": True}],
)
def test_what_is_not_in_the_closed_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ModelAnswer.model_validate(json.loads(answer(**change)))


def _check(text: str, number: int, **changes: object) -> None:
    posting = Posting(None, text)
    content = {"role": "ml_engineer", "systems": [], "work": [{"activity": "trains_models", "statements": [number]}]}
    draft = ModelAnswer.model_validate_json(answer(**(content | changes))).draft()
    check_of(posting, segment(text, None), TAXONOMY)(draft)


def test_without_duties_a_requirement_shows_the_role() -> None:
    _check(NO_DUTIES, 1)


def test_with_duties_a_requirement_alone_does_not_show_the_role() -> None:
    duties = "What you will do\n- Write the letters to our members\n\n"
    _check(duties + NO_DUTIES, 1)
    with pytest.raises(UngroundedDraftError) as caught:
        _check(duties + NO_DUTIES, 2)
    assert "role ml_engineer needs a duty" in caught.value.problems[0]


def test_another_profession_needs_nothing_to_show() -> None:
    _check(NO_DUTIES, 1, role="other", work=[])
