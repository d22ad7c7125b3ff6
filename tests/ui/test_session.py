import pytest

from auditor.errors import BinaryInputError, EmptyInputError, InputTooLargeError
from auditor.intake import MAX_CHARACTERS
from auditor.policy import Policy
from auditor.readers.offline import OfflineReader
from auditor.ui.examples import EXAMPLES, Example, example_text
from auditor.ui.session import PageSession


class CountingReader(OfflineReader):
    """The offline reader, counting how often it is asked."""

    asked = 0

    def read(self, *args, **kwargs):
        self.asked += 1
        return super().read(*args, **kwargs)


def submitted(key: str = "decide") -> PageSession:
    session = PageSession()
    session.submit(example_text(key))
    return session


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_each_example_gets_the_action_it_stands_for(example: Example):
    session = submitted(example.key)
    assert session.audit().action == example.action
    assert session.title == example_text(example.key).splitlines()[0]


def test_a_retitle_changes_the_verdict_without_reading_again():
    session = PageSession(reader=CountingReader())
    session.submit(example_text("decide"))
    before = session.audit()
    session.retitle("Senior  Applied AI Engineer")
    after = session.audit()
    assert (before.action, after.action) == ("decide", "ready")
    assert after.title == "Senior Applied AI Engineer"
    assert session.reader.asked == 1


def test_taking_the_retitle_back_gives_the_first_audit():
    session = submitted()
    first = session.audit()
    session.retitle("Baker")
    session.retitle(session.found_title)
    assert session.audit() == first


def test_a_location_changes_the_facts_without_reading_again():
    session = PageSession(reader=CountingReader())
    session.submit(example_text("fix"))
    nowhere = session.audit()
    session.relocate(" Berlin,  Germany ")
    assert session.audit().posting.location == session.location == "Berlin, Germany"
    assert session.audit().assessment.facts.places.codes == ("DE",)
    assert session.reader.asked == 1
    session.relocate("  ")
    assert session.audit() == nowhere


def test_a_new_version_keeps_the_location_and_a_new_posting_does_not():
    session = submitted()
    session.relocate("Berlin, Germany")
    session.submit(example_text("fix"), keep_title=True)
    assert session.location == "Berlin, Germany"
    session.submit(example_text("fix"))
    assert session.location == ""


def test_an_emptied_title_is_no_title():
    session = submitted()
    session.retitle("   ")
    assert "no_title" in session.audit().review_reasons


def test_a_new_version_keeps_the_one_before_and_its_title():
    session = submitted()
    session.retitle("Applied AI Engineer")
    session.submit(example_text("decide").partition("\n\n")[2], keep_title=True)
    assert session.version == 2
    assert session.before is not None
    assert session.before.title == session.title == "Applied AI Engineer"


def test_a_new_posting_forgets_the_one_before():
    session = submitted()
    session.clear()
    assert not session.has_posting
    session.submit(example_text("fix"))
    assert (session.version, session.before) == (1, None)


@pytest.mark.parametrize(
    ("text", "error"),
    [("", EmptyInputError), (" \n", EmptyInputError), ("a\0b", BinaryInputError)],
)
def test_what_is_no_text_is_refused_and_changes_nothing(text: str, error: type[Exception]):
    session = submitted()
    with pytest.raises(error):
        session.submit(text)
    assert session.audit().title == "Senior AI Engineer"
    assert session.version == 1


def test_too_large_is_refused():
    with pytest.raises(InputTooLargeError):
        PageSession().submit("x" * (MAX_CHARACTERS + 1))


def test_the_other_profile_is_the_other_one():
    session = submitted()
    assert (session.audit().profile.id, session.other_audit().profile.id) == ("guide", "market")


def test_without_a_posting_there_is_nothing_to_judge():
    with pytest.raises(RuntimeError, match="no posting"):
        PageSession().audit()


def test_the_house_policy_holds_on_the_page() -> None:
    session = PageSession(policy=Policy(waive={"TITLE001": "known by that name here"}))
    session.submit(example_text("decide"))
    [waived] = [finding for finding in session.audit().findings if finding.code == "TITLE001"]
    assert waived.waived == "known by that name here"


def test_a_field_speaks_for_the_posting_that_it_stood_beside():
    session = submitted()
    earlier = session.arrivals
    assert session.shows(earlier)
    session.submit(example_text("fix"))
    assert not session.shows(earlier)
    session.clear()
    assert not session.shows(session.arrivals)
