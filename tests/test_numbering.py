from auditor.numbering import Numbering
from auditor.patterns import Alphabet


def test_every_line_has_the_numbers_of_its_words_unknown_ones_as_0() -> None:
    numbering = Numbering(Alphabet("abc-"), {"a": 1, "b": 2}, lambda run: run.split("-"))
    for _ in range(2):
        said, lengths = numbering.of_lines(["a, b", "", "c é a-b"])
        assert said.tolist() == [1, 2, 0, 1, 2]
        assert lengths.tolist() == [2, 0, 3]


def test_ranges_of_a_text_are_lines() -> None:
    said, lengths = Numbering(Alphabet("ab"), {"a": 1, "ab": 2}).of_ranges("ab a", [(0, 1), (0, 4)])
    assert (said.tolist(), lengths.tolist()) == ([1, 2, 1], [1, 2])
