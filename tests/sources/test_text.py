import io
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import BinaryInputError, InputError, InputTooLargeError, UnreadableInputError
from auditor.sources.text import MAX_BYTES, decode_text, read_text

POSTING = "Ship the résumé parser – “quickly”. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode_text(POSTING.encode(encoding)) == POSTING


def test_text_in_another_alphabet_is_guessed() -> None:
    russian = "Мы ищем инженера, который будет обучать модели и следить за их качеством в продукте. " * 5
    assert "инженера, который будет обучать" in decode_text(russian.encode("cp1251"))


@pytest.mark.parametrize("raw", [b"%PDF-1.7 x", b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"a\0b\0\0\0c"])
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(BinaryInputError):
        decode_text(raw)


def test_a_wrong_byte_order_mark_is_unreadable() -> None:
    with pytest.raises(UnreadableInputError, match="UTF-8"):
        decode_text(b"\xef\xbb\xbf\xff\xff")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_expected_error(raw: bytes) -> None:
    with suppress(InputError):
        decode_text(raw).encode("utf-8")


@given(st.text(st.characters(exclude_characters="\0\ufeff", codec="utf-8")))
def test_utf8_text_comes_back(text: str) -> None:
    if not text.startswith(("%PDF-", "PK\x03\x04", "{\\rtf")):
        assert decode_text(text.encode()) == text


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello")))
    assert read_text("-") == "hello"


def test_no_more_than_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            taken.append(size)
            return b"x" * size

    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": Endless()})())
    with pytest.raises(InputTooLargeError):
        read_text("-")
    assert taken == [MAX_BYTES + 1]


def test_missing_files_folders_and_bad_names_are_said_in_words(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder"), (Path("a\0b"), "null")):
        with pytest.raises(UnreadableInputError, match=words) as caught:
            read_text(str(path))
        assert caught.value.hint
