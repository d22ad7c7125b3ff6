from auditor.finding import Evidence
from auditor.posting import Span
from auditor.reports.highlight import highlighted
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_audit, build_claims, build_finding, build_reading, duty
from tests.reports.samples import decided, unread


def test_pieces_are_the_whole_text() -> None:
    for audit in (decided(), unread()):
        assert "".join(piece.text for piece in highlighted(audit)) == audit.posting.text


def test_a_piece_names_its_role_and_findings() -> None:
    piece = next(p for p in highlighted(decided()) if p.text.startswith("Build retrieval"))
    assert (piece.role, piece.decides, piece.codes, piece.number) == (RoleId.AI_DEVELOPER, True, ("TITLE001",), 3)
    assert piece.label == "AI developer · TITLE001"


def test_overlapping_evidence_is_cut_where_it_changes() -> None:
    reading = build_reading((duty("Train the ranking model daily.", "trains_models"),), RoleId.ML_ENGINEER)
    findings = (
        build_finding("A001", evidence=(Evidence(Span(2, 17), 1),)),
        build_finding("B001", evidence=(Evidence(Span(8, 32), 1),)),
    )
    audit = build_audit(build_assessment(reading, build_claims("ML Engineer")), findings=findings)
    marked = [(piece.text, piece.codes) for piece in highlighted(audit) if piece.codes]
    assert marked == [
        ("Train ", ("A001",)),
        ("the ranki", ("A001", "B001")),
        ("ng model daily.", ("B001",)),
    ]


def test_a_cited_statement_without_work_can_be_linked_to() -> None:
    reading = build_reading((duty("Bring seven years of Python to the team."),), RoleId.OTHER)
    finding = build_finding("A001", evidence=(Evidence(Span(8, 19), 1),))
    audit = build_audit(build_assessment(reading, build_claims("Developer")), findings=(finding,))
    assert [(p.text, p.number, p.codes) for p in highlighted(audit)][1:3] == [
        ("Bring ", 1, ()),
        ("seven years", None, ("A001",)),
    ]
