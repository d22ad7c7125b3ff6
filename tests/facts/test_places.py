from __future__ import annotations

import pytest

from auditor.facts.places import country_of_dollars, find_places
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
    ("location", "expected"),
    [
        ("Remote - EST", ()),
        ("Remote from home, 8 AM - 4 PM EST", ()),
        ("Boston, MA (remote, EST hours)", ("US-MA",)),
        ("Tallinn, EST", ("EE",)),
        ("Remote (US; ET, CT, MT or PT)", ("US",)),
        ("Remote, 9 am to 5 pm, MT", ()),
        ("Hartford, CT", ("US-CT",)),
        ("Bozeman, MT", ("US-MT",)),
        ("Anywhere within three hours of UK time", ()),
        ("Remote, EU time zone", ()),
        ("Remote, US (EU hours)", ("US",)),
        ("REMOTE, YOU CAN CHOOSE, 1 DAY PER WEEK IN AUSTIN", ("US-TX",)),
        ("Toronto, CAN", ("CA",)),
        ("CAN or Remote USA", ("CA", "US")),
        ("SWE team, Lisbon", ("PT",)),
    ],
)
def test_hours_and_words_in_capitals_are_no_places(location: str, expected: tuple[str, ...]) -> None:
    assert places(location) == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("Vienna, VA", ("US-VA",)),
        ("Paris, Texas", ("US-TX",)),
        ("Paris, TX; Paris, France", ("US-TX", "FR")),
        ("Dublin, Ireland", ("IE",)),
        ("Toronto, CA", ("CA",)),
        ("Berlin, DE", ("DE",)),
        ("Newcastle, New South Wales", ("AU",)),
        ("Cardiff, Wales", ("GB",)),
        ("İstanbul", ("TR",)),
    ],
)
def test_a_town_with_a_name_from_abroad_is_where_its_state_is(location: str, expected: tuple[str, ...]) -> None:
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
        ("Location: Remote, 9 AM - 5 PM EST\nDuties", ()),
        ("Work remote in US time zones with us.", ()),
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


@pytest.mark.parametrize(
    ("location", "text", "expected"),
    [
        (None, "On site in the San Francisco Bay Area three days a week.", "US"),
        ("Remote", "Send tapes to 12 Mill Lane, Reno, NV 89501.", "US"),
        ("", "12 Mill Lane, Reno, NV 89501-0042, United States", "US"),
        ("remote,Remote", "We match what you put into your 401(k).", "US"),
        (None, "Our team sits in Austin, TX and at home.", "US"),
        ("Remote, American hours", "The US annual base salary range is told to all.", "US"),
        ("Remote, American hours", "We match what you put into your 401(k).", None),
        (None, "Our team sits in Austin, CA and at home.", None),
        (None, "401k in Dallas, RRSP in Calgary", None),
        (None, "Rated 4.401 kilos", None),
        (None, "Partners in the San Francisco Bay Area; you join us in Toronto.", None),
        (None, "12 Mill Lane, Reno, NV 89501; works with our Sydney office", None),
        ("Lagos Island", "On site in the San Francisco Bay Area", None),
        (None, "Hauptstr. 1, Bonn, DE 53111", None),
        (None, "Order FORM, NV 895012 or IN 56000-A", None),
        (None, "We like San Francisco.", None),
    ],
)
def test_a_dollar_is_american_only_where_a_place_beyond_doubt_says_so(
    location: str | None, text: str, expected: str | None
) -> None:
    assert country_of_dollars(Posting(None, text, location=location), Scan(text)) == expected
