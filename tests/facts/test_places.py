from __future__ import annotations

import pytest

from auditor.facts.places import find_places
from auditor.facts.scan import Scan
from auditor.posting import Posting


def places(location: str | None, text: str = "Hello") -> tuple[str, ...]:
    return find_places(Posting(None, text, location=location), Scan(text)).codes


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("San Francisco, CA, US; Austin, TX", ("US-CA", "US-TX")),
        ("New York, USA", ("US-NY",)),
        ("US-CA-Menlo Park", ("US-CA",)),
        ("Remote - United States", ("US",)),
        ("CA - Canada; US - United States", ("CA", "US")),
        ("Toronto, ON", ("CA",)),
        ("Bengaluru, IN", ("IN",)),
        ("Indianapolis, IN", ("US-IN",)),
        ("Remote, München, Germany", ("DE",)),
        ("London or New York", ("GB", "US-NY")),
        ("Washington, District of Columbia, United States", ("US-DC",)),
        ("Carmel, IN", ()),
        ("Remote", ()),
        ("Not specified", ()),
        (None, ()),
    ],
)
def test_locations(location: str | None, expected: tuple[str, ...]) -> None:
    assert places(location) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About us\nLocation: Denver, CO\nDuties", ("US-CO",)),
        ("This is a remote (US) role.", ("US",)),
        ("Candidates must be based in Poland.", ("PL",)),
        (
            "The pay for this position in the locations of San Francisco, New York, Seattle is: $1",
            ("US-CA", "US-NY", "US-WA"),
        ),
        ("It can be located anywhere in the United States.", ("US",)),
        ("You can join us from here and help us.", ()),
        ("Our customers are in Germany and France.", ()),
    ],
)
def test_the_text_tells_where_the_location_does_not(text: str, expected: tuple[str, ...]) -> None:
    assert places(None, text) == expected


def test_one_country_or_none() -> None:
    found = find_places(Posting(None, "", location="Boston, MA; Remote US"), Scan(""))
    assert (found.country, found.remote) == ("US", True)
    assert find_places(Posting(None, "", location="London or Paris"), Scan("")).country is None
