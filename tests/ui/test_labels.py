import pytest

from auditor.ui.labels import plain_label


def test_words_stay_words():
    assert plain_label("Applied AI Engineer") == "Applied AI Engineer"


@pytest.mark.parametrize(
    "hostile",
    ["![x](https://example.org/p.png)", "[a](javascript:alert(1))", "**bold**", "`code`", "$x^2$", "<b>", ":red[x]"],
)
def test_every_mark_is_disarmed(hostile: str):
    label = plain_label(hostile)
    bare = label.replace("\\\\", "")
    for mark in "![](){}*`$<>:":
        assert bare.count(mark) == bare.count("\\" + mark)


def test_icon_codes_are_broken():
    assert ":material" not in plain_label(":material/delete: :smile:").replace("\\", "")


def test_invisible_characters_are_shown_and_length_is_bounded():
    assert "U\\+202E" in plain_label("a\u202eb")
    assert len(plain_label("x" * 500)) <= 70
