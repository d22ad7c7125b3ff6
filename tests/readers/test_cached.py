import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import RefusedError, UsageError
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, ReaderAnswer, Usage
from auditor.readers.cached import CACHE_FILE, CachedReader, DraftCache
from auditor.readers.offline import OfflineReader
from auditor.segment import segment

TEXT = "What you will do\n- Train demand models at Quillhaven\n- Watch them drift\n"
POSTING = Posting("Tide Reader", TEXT)
SEGMENTATION = segment(TEXT, "Tide Reader")
COST = Usage(1000, 50, 900, 0.0012, 1.5)


class Counting:
    """Reads offline, but costs something, and counts how often it was asked."""

    def __init__(self, model: str = "m", fingerprint: str = "f", **parameters: str) -> None:
        self.provenance = Provenance(f"openai/{model}", "v", "openai", model, fingerprint)
        self.parameters = parameters
        self.asked = 0
        self.refuses = False

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        self.asked += 1
        if self.refuses:
            raise RefusedError("no", "try another")
        return replace(OfflineReader().read(posting, segmentation), usage=COST)


def test_a_posting_is_asked_about_once_and_says_so_also_after_a_restart(tmp_path: Path) -> None:
    inner = Counting()
    first = CachedReader(inner, DraftCache(tmp_path)).read(POSTING, SEGMENTATION)
    again = CachedReader(inner, DraftCache(tmp_path)).read(POSTING, SEGMENTATION)
    assert inner.asked == 1
    assert (first.cached, again.cached) == (False, True)
    assert again == replace(first, cached=True)
    assert again.usage == COST


@pytest.mark.parametrize(
    "other", [Counting(model="n"), Counting(fingerprint="g"), Counting(base_url="http://127.0.0.1:1/v1")]
)
def test_another_model_prompt_or_parameter_is_another_draft(tmp_path: Path, other: Counting) -> None:
    cache = DraftCache(tmp_path)
    CachedReader(Counting(), cache).read(POSTING, SEGMENTATION)
    CachedReader(other, cache).read(POSTING, SEGMENTATION)
    assert other.asked == 1
    assert len(cache) == 2


def test_another_title_text_or_segmenter_is_another_draft(tmp_path: Path) -> None:
    reader = CachedReader(Counting(), DraftCache(tmp_path))
    keys = {
        reader.key_of(POSTING, SEGMENTATION),
        reader.key_of(replace(POSTING, title="x"), SEGMENTATION),
        reader.key_of(replace(POSTING, text=TEXT + " "), SEGMENTATION),
        reader.key_of(POSTING, replace(SEGMENTATION, version="later")),
    }
    assert len(keys) == 4
    assert reader.key_of(replace(POSTING, source_id="7"), SEGMENTATION) in keys


def test_a_refusal_is_not_kept(tmp_path: Path) -> None:
    inner, cache = Counting(), DraftCache(tmp_path)
    inner.refuses = True
    reader = CachedReader(inner, cache)
    for _ in range(2):
        with pytest.raises(RefusedError):
            reader.read(POSTING, SEGMENTATION)
    assert (inner.asked, len(cache)) == (2, 0)


def test_nothing_of_the_posting_is_in_the_folder(tmp_path: Path) -> None:
    cache = DraftCache(tmp_path)
    CachedReader(Counting(), cache).read(POSTING, SEGMENTATION)
    cache.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"train" in held
    for words in (b"Quillhaven", b"Tide Reader", b"demand models"):
        assert words not in held


def test_a_damaged_draft_is_read_again(tmp_path: Path) -> None:
    inner = Counting()
    CachedReader(inner, DraftCache(tmp_path)).read(POSTING, SEGMENTATION)
    with sqlite3.connect(tmp_path / CACHE_FILE) as connection:
        connection.execute("UPDATE draft SET draft = '{'")
    assert not CachedReader(inner, DraftCache(tmp_path)).read(POSTING, SEGMENTATION).cached
    assert inner.asked == 2


def test_threads_share_a_cache(tmp_path: Path) -> None:
    reader, answers = CachedReader(Counting(), DraftCache(tmp_path)), []
    work = [
        threading.Thread(
            target=lambda n=n: answers.append(reader.read(replace(POSTING, title=str(n % 4)), SEGMENTATION))
        )
        for n in range(16)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert (len(answers), len(reader.cache)) == (16, 4)


def test_a_folder_that_cannot_be_used_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError) as caught:
        DraftCache(tmp_path / "file")
    assert "--cache" in caught.value.hint
    (tmp_path / CACHE_FILE).write_text("this is no database, but long enough to be looked at as one" * 20)
    with pytest.raises(UsageError):
        DraftCache(tmp_path)


def test_a_cache_of_a_newer_auditor_is_left_alone(tmp_path: Path) -> None:
    DraftCache(tmp_path).close()
    with sqlite3.connect(tmp_path / CACHE_FILE) as connection:
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(UsageError) as caught:
        DraftCache(tmp_path)
    assert "newer" in caught.value.message
