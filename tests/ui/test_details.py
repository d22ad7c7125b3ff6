from auditor.taxonomy import RoleId
from auditor.ui.details import Detail, details
from tests.builders import build_assessment, build_audit, build_reading, duty
from tests.ui.sample import mismatch


def by_key(sections: tuple[Detail, ...]) -> dict[str, Detail]:
    return {section.key: section for section in sections}


def test_every_section_has_a_summary_of_one_line():
    sections = details(mismatch(), ())
    assert [s.key for s in sections] == ["specification", "pay", "questions", "role-mix", "provenance"]
    assert all(s.summary and "\n" not in s.summary for s in sections)


def test_the_checklist_counts_what_is_stated():
    checklist = by_key(details(mismatch(), ()))["specification"]
    assert checklist.summary == "1 of 4 things that candidates ask for were found"
    assert [row.value for row in checklist.rows] == ["found", "not found", "not found", "not found"]


def test_pay_quotes_the_line_and_links_to_it():
    pay = by_key(details(mismatch(), ()))["pay"]
    assert pay.summary == "70,000 to 80,000 EUR a year"
    assert pay.rows[0].statement == 7


def test_the_role_mix_is_the_readings():
    mix = by_key(details(mismatch(), ()))["role-mix"]
    assert mix.summary == "AI developer 75%, Cloud or infrastructure engineer 25%, of 4 lines about the work"
    assert [(row.label, row.value) for row in mix.rows] == [
        ("AI developer", "75%"),
        ("Cloud or infrastructure engineer", "25%"),
    ]


def test_sections_with_nothing_true_to_say_stay_out_of_sight():
    other = build_audit(build_assessment(build_reading([duty("Mend the nets")], RoleId.OTHER), None))
    assert [s.key for s in details(other, ())] == ["provenance"]


def test_provenance_gives_the_verdict_under_both_profiles():
    rows = {row.label: row.value for row in by_key(details(mismatch(), ()))["provenance"].rows}
    assert rows["Verdict, hiring guide"] == "title and work differ"
    assert rows["Verdict, market use"] == "title and work match"
    assert rows["Posting"] == mismatch().posting.id
