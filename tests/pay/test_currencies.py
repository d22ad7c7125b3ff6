from __future__ import annotations

import pytest

from auditor.errors import DataError
from auditor.pay.currencies import currencies_from, load_currencies


def test_signs_and_codes() -> None:
    known = load_currencies()
    assert known.named("US $", None) == "USD"
    assert known.named("eur", None) == "EUR"
    assert known.named("$", "AU") == "AUD"
    assert known.named("$", "DE") is None
    assert known.named("@", None) is None


def test_a_sign_of_an_unknown_currency_is_refused() -> None:
    data = {"version": "1", "codes": {"USD": {}}, "signs": {"€": "EUR"}, "by_country": {}}
    with pytest.raises(DataError, match="EUR"):
        currencies_from(data)
