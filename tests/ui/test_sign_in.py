"""Signing in: asked for where a provider is configured, and then the only source of a reviewer's name."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import Browser, expect

from auditor.store import GroupKey, Store
from auditor.ui.review_place import Place
from tests.ui.conftest import page_served
from tests.ui.oidc import CLIENT, PERSON, provider
from tests.ui.saved import filled
from tests.ui.test_page import press, shown
from tests.ui.test_review_page import opened

KEY = GroupKey("ai_engineer", "ai_developer", "TITLE001")
NAME = "Ada Lovelace (ada@harbour.example)"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDITOR_STORE", str(tmp_path / "store.sqlite"))
    return filled(tmp_path / "store.sqlite", 45)


class User:
    def __init__(self, **said: Any) -> None:
        self.said = said

    def to_dict(self) -> dict[str, Any]:
        return self.said


def test_nobody_unsigned_sees_the_review(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(st, "user", User(is_logged_in=False))
    page = opened(Place(), name="Mallory")
    assert "Sign in to review" in shown(page)
    assert [button.label for button in page.button] == ["Sign in"]
    assert "Harbour Foods" not in shown(page)
    page = page.switch_page("auditor/ui/insight_page.py").run()
    assert [button.label for button in page.button] == ["Sign in"]


def test_a_decision_bears_the_name_of_who_signed_in(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(st, "user", User(is_logged_in=True, **PERSON))
    page = opened(Place().of_group(KEY), name="Mallory")
    assert f"You review as {NAME}." in shown(page)
    assert "review_rename" not in [button.key for button in page.button]
    press(page, next(button.label for button in page.button if button.label.startswith("Apply to")))
    with Store(str(file)) as store:
        assert {decision.reviewer for decision in store.decisions()} == {NAME}


def test_without_a_provider_the_name_is_asked_as_ever(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(st, "user", User())
    assert "You review as Ben." in shown(opened(Place()))


@pytest.mark.parametrize(
    ("said", "name"),
    [({"name": "Ada  L"}, "Ada L"), ({"email": "a@b.example"}, "a@b.example"), ({"sub": "17"}, "17"), (PERSON, NAME)],
)
def test_the_name_is_what_the_provider_gives(said: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch):
    from auditor.ui.sign_in import signed_in_as

    monkeypatch.setattr(st, "user", User(is_logged_in=True, **said))
    assert signed_in_as() == name


@pytest.mark.browser
def test_a_reviewer_signs_in_with_a_provider_and_out_again(chromium: Browser, file: Path, tmp_path: Path):
    secrets = tmp_path / "secrets.toml"
    with provider() as issuer:
        secrets.write_text(
            '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "a secret of the test"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "s"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            "utf-8",
        )
        with page_served(AUDITOR_STORE=str(file), STREAMLIT_SECRETS_FILES=str(secrets)) as url:
            context = chromium.new_context()
            tab = context.new_page()
            tab.set_default_timeout(60_000)
            tab.goto(f"{url}/review")
            with tab.expect_response(lambda answer: "/oauth2callback?" in answer.url):
                tab.get_by_role("button", name="Sign in").click()
            tab.get_by_label("The posting, title line first").wait_for()
            tab.goto(f"{url}/review")
            expect(tab.get_by_text(f"You review as {NAME}.")).to_be_visible(timeout=60_000)
            expect(tab.get_by_text("To decide")).to_be_visible(timeout=60_000)
            with tab.expect_response(lambda answer: "/auth/logout" in answer.url):
                tab.get_by_role("button", name="Sign out").click()
            tab.get_by_label("The posting, title line first").wait_for()
            tab.goto(f"{url}/review")
            expect(tab.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
            context.close()
