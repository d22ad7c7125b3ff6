from dataclasses import replace

from auditor.finding import Evidence
from auditor.posting import Span
from auditor.taxonomy import RoleId
from auditor.ui.marked_text import Piece, PieceKind, deciding_numbers, marked_text
from auditor.ui.sides import promise_side, work_side
from tests.builders import build_finding
from tests.ui.sample import mismatch


def pieces() -> tuple[Piece, ...]:
    audit = mismatch()
    deciding = deciding_numbers((promise_side(audit), work_side(audit)), audit.findings)
    return marked_text(audit, deciding, audit.findings)


def test_the_pieces_are_the_text():
    assert "".join(piece.text for piece in pieces()) == mismatch().posting.text


def test_deciding_lines_carry_the_role_they_speak_for():
    marked = {piece.statement: piece.chip.role for piece in pieces() if piece.deciding and piece.chip}
    developer, engineer = RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER
    assert marked == {2: developer, 3: developer, 4: developer, 6: engineer}


def test_other_tagged_lines_have_a_role_and_wait_for_the_toggle():
    waiting = [piece for piece in pieces() if piece.chip and not piece.deciding]
    assert [piece.text for piece in waiting] == ["Keep the chat's servers patched"]


def test_evidence_outside_every_statement_is_marked_too():
    audit = mismatch()
    finding = build_finding("TEXT001", evidence=(Evidence(Span(0, 1), None),))
    loose = marked_text(audit, {}, (finding,))
    assert loose[0] == Piece("-", PieceKind.EVIDENCE, deciding=True)
    assert "".join(piece.text for piece in loose) == audit.posting.text


def test_title_and_headings_are_pieces_of_their_own():
    audit = mismatch()
    cut = replace(audit.segmentation, title=Span(0, 1), headings=(Span(1, 2),))
    audit = replace(audit, assessment=replace(audit.assessment, segmentation=cut))
    kinds = [piece.kind for piece in marked_text(audit, {}, ())][:3]
    assert kinds == [PieceKind.TITLE, PieceKind.HEADING, PieceKind.STATEMENT]
