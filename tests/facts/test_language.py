from __future__ import annotations

import pytest

from auditor.facts.language import language_of

ENGLISH = "You will join the data team and build the reports that our shops use every day for planning."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("Du entwickelst mit uns die Plattform für unsere Kunden und übernimmst Verantwortung im Team.", "de"),
        ("Vous rejoindrez notre équipe pour développer les modèles de prévision de nos clients en France.", "fr"),
        ("私たちは機械学習エンジニアを募集しています。東京のオフィスで働きます。", "ja"),
        ("Мы ищем инженера по машинному обучению для работы с нашими моделями в Москве.", "ru"),
        ("Python engineer wanted", None),
        ("word", None),
        ("1234 5678 !!! ???", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_an_english_posting_with_a_foreign_line_stays_english() -> None:
    assert language_of(ENGLISH * 30 + "Wir freuen uns auf deine Bewerbung mit Lebenslauf und Zeugnissen.") == "en"
