from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.readers.llm import PROVIDERS, LlmReader, Price, load_models, target_named
from auditor.readers.llm.models import _FILE
from auditor.reports.cost import estimate_line, money
from tests.readers.llm.samples import POSTING, SEGMENTATION

OWN = """
as_of = 2030-01-02
[defaults]
openai = "my-model"
[prices."openai/my-model"]
input = 1.0
output = 2.0
"""


def test_every_default_has_a_provider_and_every_price_a_source() -> None:
    models = load_models()
    assert set(models.defaults) <= set(PROVIDERS)
    for name, price in models.prices.items():
        assert name.partition("/")[0] in PROVIDERS
        assert price.source
        assert price.input < price.output
    for provider, model in models.defaults.items():
        assert models.price_of(provider, model), "the default's price is known, or auto cannot say what it costs"
    assert "as_of" in _FILE.read_text("utf-8")


def test_a_model_without_an_entry_has_no_price() -> None:
    assert load_models().price_of("openai", "never-heard-of") is None
    assert money(None) == "unknown price"


def test_a_file_of_ones_own_replaces_and_adds(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN)
    own, packaged = load_models(tmp_path / "own.toml"), load_models()
    assert str(own.as_of) == "2030-01-02"
    assert own.defaults == packaged.defaults | {"openai": "my-model"}
    assert own.price_of("openai", "my-model") == Price(input=1, output=2)
    assert own.prices.keys() > packaged.prices.keys()


@pytest.mark.parametrize(
    "text", [None, "as_of =", "as_of = 2030-01-02\nprice = 1", "[defaults]", OWN + "cached = -1", OWN + "cached = nan"]
)
def test_a_broken_file_is_a_usage_error(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "own.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        load_models(tmp_path / "own.toml")
    assert "own.toml" in caught.value.message
    assert "as_of" in caught.value.hint


def test_cached_and_written_tokens_have_their_own_price() -> None:
    price = Price(input=2, output=10, cached=0.2, written=2.5)
    assert price.usd(1000, 100) == pytest.approx(0.003)
    assert price.usd(1000, 100, cached_tokens=900) == pytest.approx(0.0002 + 0.00018 + 0.001)
    assert price.usd(1000, 100, written_tokens=900) == pytest.approx(0.0002 + 0.00225 + 0.001)
    assert Price(input=2, output=10).usd(1000, 0, cached_tokens=900) == pytest.approx(0.002)


def test_what_a_reading_may_cost_is_said_before() -> None:
    priced = LlmReader(target_named("openai/gpt-5.4-mini", {"OPENAI_API_KEY": "k"}, None, 5))
    estimate = priced.estimate(POSTING, SEGMENTATION)
    price = load_models().price_of("openai", "gpt-5.4-mini")
    assert price is not None
    assert estimate.usd == price.usd(estimate.input_tokens, estimate.output_tokens)
    assert estimate_line("openai/gpt-5.4-mini", estimate).startswith("asking openai/gpt-5.4-mini: about ")
    local = LlmReader(target_named("openai/gpt-5.4-mini", {}, "http://127.0.0.1:9/v1", 5))
    assert local.estimate(POSTING, SEGMENTATION).usd is None
