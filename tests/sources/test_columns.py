import pytest

from auditor.errors import UnreadableInputError, UsageError
from auditor.sources.columns import FIELDS, mapped_columns, parse_mapping, recognised


@pytest.mark.parametrize(
    ("columns", "title", "description"),
    [
        (("Req ID", "Job Title", "Job Description", "Salary"), "Job Title", "Job Description"),
        (("Gehalt", "Stellenbezeichnung", "Firma", "Stellenbeschreibung"), "Stellenbezeichnung", "Stellenbeschreibung"),
        (("Lieu", "Intitulé du poste", "Description du poste"), "Intitulé du poste", "Description du poste"),
        (("Descripción del puesto", "Título del puesto", "Ubicación"), "Título del puesto", "Descripción del puesto"),
        (("Título da vaga", "Descrição da vaga", "Cidade"), "Título da vaga", "Descrição da vaga"),
        (("Titolo della posizione", "Descrizione", "Sede"), "Titolo della posizione", "Descrizione"),
        (("Functietitel", "Vacaturetekst", "Standplaats"), "Functietitel", "Vacaturetekst"),
        (("jobTitle", "job_location", "descriptionPlain"), "jobTitle", "descriptionPlain"),
        (("name", "title", "summary", "text"), "title", "text"),
    ],
)
def test_columns_are_known_in_any_order_and_several_languages(
    columns: tuple[str, ...], title: str, description: str
) -> None:
    found = {wanted: columns[place] for wanted, place in recognised(columns).items()}
    assert (found["title"], found["description"]) == (title, description)


def test_a_column_stands_for_one_field_and_the_best_name_wins() -> None:
    found = recognised(("id", "requisition id", "status", "hiring manager", "recruiter", "location", "url", "id"))
    assert found == {"id": 0, "requisition": 1, "status": 2, "owner": 4, "location": 5, "url": 6}


def test_a_place_may_be_asked_for_as_a_question() -> None:
    assert recognised(("Role", "Where", "Text"))["location"] == 1


def test_a_mapping_takes_the_column_from_the_field_it_was_known_for() -> None:
    assert mapped_columns("f", ("title", "text", "body"), {"description": "body"}) == {"description": 2, "title": 0}
    assert mapped_columns("f", ("title", "text"), {"description": "TITLE"}) == {"description": 0}


def test_options_are_read_and_text_is_the_description() -> None:
    assert parse_mapping(["text=Was = wo", "Owner= Ute "]) == {"description": "Was = wo", "owner": "Ute"}


@pytest.mark.parametrize("options", [["Body"], ["colour=Body"], ["title="], ["title=a", "title=b"]])
def test_an_option_that_cannot_be_used_is_a_usage_error(options: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_mapping(options)


def test_many_columns_are_listed_in_short() -> None:
    with pytest.raises(UnreadableInputError, match="and 70 more"):
        mapped_columns("f", [f"c{number}" for number in range(100)])
    assert "description" in FIELDS
