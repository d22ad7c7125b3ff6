"""The cues that are looked up in arrays are those that the model was fitted on, whatever the text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor.segment.content import BIAS, KINDS, CueTable, cues_of, words_of
from auditor.segment.pieces import Piece

CUES = {
    "word": ["•", "build", "models", "00", "€"],
    "pair": ["build", "models", "€", "00", "models", "models", "c++", "driver's"],
    "first": ["build", "£"],
    "last": ["models", "$"],
    "first pair": ["build", "models", "$", "0"],
}
LINES = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(["build", "models", "c++", "7", "42", "€90", "£", "$ 5", "driver's", "@", "&", "é", "x"])
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def rows_by_cue() -> dict[tuple[str, ...], int]:
    cues = [BIAS]
    for kind in KINDS:
        step = 2 if kind.endswith("pair") else 1
        cues += [(kind, *CUES[kind][at : at + step]) for at in range(0, len(CUES[kind]), step)]
    return {cue: row for row, cue in enumerate(cues)}


@given(LINES)
def test_a_statement_has_the_rows_of_its_cues_once_each(lines: list[tuple[list[str], bool]]) -> None:
    low, pieces = "", []
    for words, bullet in lines:
        said = " ".join(words)
        pieces.append(Piece(len(low), len(low) + len(said), bullet, False))
        low += said + "\n"
    rows = rows_by_cue()
    weights = np.arange(len(rows), dtype=np.int32)[:, None]
    table = CueTable.of(CUES, weights)
    found, starts = table.present(table.worded(low, pieces))
    by_statement = np.split(table.weights[found, 0], starts[1:])
    for own, words, (_, bullet) in zip(by_statement, words_of(low, pieces), lines, strict=True):
        assert sorted(own.tolist()) == sorted(rows[cue] for cue in cues_of(words, bullet) if cue in rows)
