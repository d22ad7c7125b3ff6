"""Who has signed in, where the server's secrets.toml names an OpenID provider; where it names none, nobody has to."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from auditor.ui.review_markup import head_html

__all__ = ["let_in", "sign_out_button", "signed_in_as", "signing_in"]

_WHY = "This server asks who reviews: your name stands beside what you decide."


def signing_in() -> bool:
    """Whether a provider is configured (`[auth]` in secrets.toml)."""
    return "is_logged_in" in st.user.to_dict()


def signed_in_as() -> str:
    """Name and address of who signed in, as the provider gives them; empty when nobody did."""
    said = st.user.to_dict()
    if not said.get("is_logged_in"):
        return ""
    name, address = (" ".join(str(said.get(key) or "").split()) for key in ("name", "email"))
    if name and address:
        return f"{name} ({address})"
    return name or address or str(said.get("sub") or "")


def let_in(show: Callable[[], None]) -> None:
    """Shows what is for reviewers; asks those to sign in who have not, where a provider is configured."""
    if not signing_in() or signed_in_as():
        show()
        return
    st.html(head_html("Sign in to review", _WHY))
    st.button("Sign in", key="sign_in", type="primary", on_click=st.login)


def sign_out_button() -> None:
    """The way out, for who signed in."""
    st.button("Sign out", key="sign_out", type="tertiary", on_click=st.logout)
