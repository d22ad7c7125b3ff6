"""What decisions teach, checked against published and library figures."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

from auditor.store import Decision, DecisionKind
from auditor.store.fold import fold
from auditor.store.learning import agreement, cohen_kappa, krippendorff_alpha, rule_precision, wilson

AT = datetime(2026, 1, 31, tzinfo=UTC)


def decided(
    number: int, kind: DecisionKind, reviewer: str = "ana", posting: str = "", undoes: int | None = None
) -> Decision:
    code = "" if kind.of_posting else "TITLE001"
    return Decision(number, posting or str(number), code, kind, "", None, reviewer, AT, None, undoes)


def test_wilson_is_newcombes_worked_example() -> None:
    # Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263 and 0 of 20
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(("confirmed", "dismissed", "demote"), [(20, 10, True), (21, 9, False), (5, 20, False)])
def test_a_rule_is_demoted_when_confirmed_too_seldom(confirmed: int, dismissed: int, demote: bool) -> None:
    kinds = [DecisionKind.CONFIRM] * confirmed + [DecisionKind.DISMISS] * dismissed
    (rule,) = rule_precision(decided(number, kind) for number, kind in enumerate(kinds, start=1))
    assert (rule.confirmed, rule.dismissed, rule.demote) == (confirmed, dismissed, demote)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=2))
def test_two_libraries_agree_on_kappa(pairs: list[tuple[str, str]]) -> None:
    ours = cohen_kappa(pairs)
    if ours is not None:
        assert ours == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_reviewers_who_always_agree_and_one_who_never_does() -> None:
    log, number = [], 0
    for posting, kind in (("p", DecisionKind.CONFIRM), ("q", DecisionKind.DISMISS)):
        other = DecisionKind.DISMISS if kind is DecisionKind.CONFIRM else DecisionKind.CONFIRM
        for reviewer, said in (("ana", kind), ("bob", kind), ("cid", other)):
            number += 1
            log.append(decided(number, said, reviewer, posting))
    found = agreement(log)
    assert found.kappa["ana", "bob"] == (1.0, 2)
    assert found.kappa["ana", "cid"] == (-1.0, 2)
    assert found.alpha is not None
    assert found.alpha < 0.5
    assert krippendorff_alpha([["a", "b"], ["a", "b"]]) == 1.0


_KINDS = [kind for kind in DecisionKind if kind is not DecisionKind.UNDO]


@given(
    st.lists(st.tuples(st.sampled_from("pq"), st.sampled_from(_KINDS), st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
)
def test_decisions_fold_to_the_same_state_however_they_are_paged(
    steps: list[tuple[str, DecisionKind, bool]], chance
) -> None:  # type: ignore[no-untyped-def]
    log: list[Decision] = []
    for posting, kind, undone in steps:
        log.append(decided(len(log) + 1, kind, posting=posting))
        if undone:
            log.append(decided(len(log) + 1, DecisionKind.UNDO, posting=posting, undoes=len(log)))
    by_posting = {}
    for posting in "pq":
        by_posting |= fold(decision for decision in log if decision.posting_id == posting)
    shuffled = list(log)
    chance.shuffle(shuffled)
    assert fold(log) == fold(shuffled) == by_posting
