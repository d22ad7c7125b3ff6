import numpy as np

from auditor.batch.similar import BANDS, first_alike, near_duplicates, sketch

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, changed: int = 0) -> str:
    chosen = np.random.default_rng(seed).choice(WORDS, size=300).tolist()
    for place in np.random.default_rng(seed + 1).choice(300, size=changed, replace=False).tolist():
        chosen[place] = f"new{place}"
    return " ".join(chosen)


def found(*texts: str) -> dict[int, int]:
    bands = np.array([sketch(t) or (0,) * BANDS for t in texts], dtype=np.uint64)
    return near_duplicates(bands, lambda place: texts[place])


def test_a_repost_with_a_few_words_changed_is_found_and_another_posting_is_not() -> None:
    assert found(text(1), text(2), text(1, changed=6), text(3)) == {2: 0}


def test_all_reposts_point_to_the_first() -> None:
    assert found(text(5), text(5, 3), text(5, 5), text(5, 4)) == {1: 0, 2: 0, 3: 0}


def test_case_and_white_space_do_not_matter() -> None:
    assert sketch(text(7).upper().replace(" ", "\n  ")) == sketch(text(7))


def test_short_texts_are_like_no_other() -> None:
    assert sketch("AI engineer wanted") == ()
    assert found("AI engineer wanted", "AI engineer wanted") == {}


def test_candidates_that_differ_too_much_are_not_alike() -> None:
    bands = np.ones((2, BANDS), dtype=np.uint64)
    assert near_duplicates(bands, [text(1), text(2)].__getitem__) == {}


def test_the_first_of_equal_keys() -> None:
    assert first_alike(np.array([5, 7, 5, 0, 7, 0], dtype=np.uint64)).tolist() == [0, 1, 0, 3, 1, 5]
