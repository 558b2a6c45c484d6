"""Signing in through an organisation's own provider: a real one, on this machine."""

import logging
import os
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.db import connection
from django.test import Client

from ideas_platform.lib.identity_providers import IdentityProvider
from ideas_platform.lib.shared_device import COOKIE
from tests.cast import WORK_DOMAIN
from tests.workshops.sign_in.signing_in import MARIA, ask_for_code, is_signed_in, newest_code, type_code
from workshops.models import User, Workshop

with warnings.catch_warnings(record=True):
    # Its own libraries tell it of a newer one.
    from oidc_provider_mock import run_server_in_thread

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.workshops.sign_in.with_single_sign_on"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
GO = "/accounts/single-sign-on/trust/"
BACK = f"{GO}callback/"
NUMBER = "staff-555036"
NAME = "Maria Quittenbaum"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run a provider; yield its address."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with run_server_in_thread(require_nonce=True) as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def provider(server: str, settings: Any) -> IdentityProvider:
    """Return the provider that the operator has named; it speaks for the work domain."""
    return _name(settings, server, domains=(WORK_DOMAIN,))


def _name(settings: Any, server: str, **more: Any) -> IdentityProvider:
    named = IdentityProvider("trust", "Willow Trust", server, "ideas", "secret", **more)
    settings.SSO_PROVIDERS = (named,)
    return named


def _know(server: str, **claims: Any) -> None:
    """Tell the provider what it is to say of the one person it knows."""
    answer = requests.put(f"{server}/users/{NUMBER}", json={"name": NAME, **claims}, timeout=5)
    answer.raise_for_status()


def _go(browser: Client, **query: str) -> str:
    """Press the button, sign in at the provider, and return the address to which it sends the browser."""
    page = browser.get(GO, query)["Location"]
    return _sign_in_there(page)


def _sign_in_there(page: str) -> str:
    answer = requests.post(page, data={"sub": NUMBER}, allow_redirects=False, timeout=5)
    return str(answer.headers["Location"])


def _said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_who_comes_through_the_provider_is_signed_in_and_goes_on(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    assert "Sign in with Willow Trust" in visitor.get("/accounts/").content.decode()
    arrived = visitor.get(_go(visitor, next="/workshops/community/membership/"))
    assert (arrived.status_code, arrived["Location"]) == (302, "/workshops/community/membership/")
    assert is_signed_in(visitor)


def test_code_and_provider_lead_to_the_same_person(workshop: Workshop, provider: IdentityProvider) -> None:
    by_code, by_provider = Client(), Client()
    ask_for_code(by_code, MARIA)
    type_code(by_code, newest_code())
    _know(provider.server, email=MARIA.upper().replace("@", "+ward@"))
    by_provider.get(_go(by_provider))
    assert is_signed_in(by_code)
    assert is_signed_in(by_provider)
    assert User.objects.get().email == MARIA


def test_neither_name_nor_number_is_in_any_table(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    visitor.get(_go(visitor))
    assert is_signed_in(visitor)
    everything = _read_all_tables()
    assert MARIA in everything
    assert NUMBER not in everything
    assert "Quittenbaum" not in everything


def _read_all_tables() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert not [table for table in tables if table.startswith("socialaccount")]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": "maria@elsewhere.example"}, "no work e-mail address that it speaks for"),
        ({"email": f"maria@{WORK_DOMAIN}@elsewhere.example"}, "no work e-mail address that it speaks for"),
        ({"email": ""}, "no work e-mail address that it speaks for"),
        ({"email": None}, "no work e-mail address that it speaks for"),
        ({}, "no work e-mail address that it speaks for"),
    ],
)
def test_a_provider_speaks_for_its_own_domains_only(
    workshop: Workshop, visitor: Client, provider: IdentityProvider, claims: dict[str, Any], said: str
) -> None:
    _know(provider.server, **claims)
    answer = visitor.get(_go(visitor), follow=True)
    assert said in _said(answer)
    assert not is_signed_in(visitor)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("verified", "comes_in"), [(True, True), (False, False), (None, False), ("no", False)]
)
def test_without_domains_it_must_have_verified_the_address(
    workshop: Workshop, server: str, settings: Any, verified: Any, comes_in: bool
) -> None:
    _name(settings, server)
    _know(server, email=MARIA, email_verified=verified)
    browser = Client()
    browser.get(_go(browser))
    assert is_signed_in(browser) is comes_in


def test_an_address_that_no_workshop_admits_reads_how_to_join(
    workshop: Workshop, visitor: Client, server: str, settings: Any
) -> None:
    _name(settings, server)
    _know(server, email="maria@elsewhere.example", email_verified=True)
    answer = visitor.get(_go(visitor), follow=True)
    assert "No open workshop admits the address" in _said(answer)
    assert not User.objects.exists()


def test_who_gives_up_at_the_provider_reads_so(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    page = visitor.get(GO, {"next": "/workshops/community/"})["Location"]
    state = parse_qs(urlsplit(page).query)["state"][0]
    answer = visitor.get(BACK, {"error": "access_denied", "state": state}, follow=True)
    assert "was not finished" in _said(answer)
    assert answer.context["next"] == "/workshops/community/"


def test_the_way_back_is_good_once_and_in_this_browser(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    back = _go(visitor)
    stranger = Client()
    assert "was not finished" in _said(stranger.get(back, follow=True))
    visitor.get(back)
    visitor.post("/accounts/logout/")
    assert "was not finished" in _said(visitor.get(back, follow=True))


def test_an_answer_to_another_question_signs_nobody_in(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    first, second = (parse_qs(urlsplit(_go(visitor)).query) for _time in range(2))
    answer = visitor.get(BACK, {"code": first["code"][0], "state": second["state"][0]}, follow=True)
    assert "could not trust its answer" in _said(answer)


def test_an_answer_for_another_site_signs_nobody_in(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    page = visitor.get(GO)["Location"]
    back = _sign_in_there(page.replace("client_id=ideas", "client_id=another"))
    assert "could not trust its answer" in _said(visitor.get(back, follow=True))


def test_a_provider_under_another_name_is_not_believed(
    workshop: Workshop, visitor: Client, server: str, settings: Any
) -> None:
    # It calls itself by the host that it is asked under: another path is another name.
    _name(settings, f"{server}/users")
    assert "could not reach" in _said(visitor.get(GO, follow=True))


def test_a_provider_that_is_away_leaves_the_code(workshop: Workshop, visitor: Client, settings: Any) -> None:
    _name(settings, "http://127.0.0.1:9")
    answer = visitor.get(GO, {"next": "/workshops/community/", "code": "POSTER"}, follow=True)
    assert "could not reach Willow Trust" in _said(answer)
    assert answer.context["next"] == "/workshops/community/?code=POSTER"


def test_on_a_shared_computer_the_provider_asks_again_who_it_is(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    assert "prompt=select_account" in visitor.get(GO)["Location"]
    visitor.cookies[COOKIE] = "shared"
    assert "prompt=login" in visitor.get(GO)["Location"]


def test_no_other_website_begins_it(workshop: Workshop, visitor: Client, provider: IdentityProvider) -> None:
    answer = visitor.get(GO, headers={"sec-fetch-site": "cross-site"})
    assert answer["Location"] == "/accounts/"


def test_an_unknown_provider_is_not_found(visitor: Client, provider: IdentityProvider) -> None:
    assert visitor.get("/accounts/single-sign-on/nobody/").status_code == 404
    assert visitor.get("/accounts/single-sign-on/nobody/callback/").status_code == 404
    assert visitor.post(GO).status_code == 405


def test_the_address_to_go_on_to_is_on_this_site(
    workshop: Workshop, visitor: Client, provider: IdentityProvider
) -> None:
    _know(provider.server, email=MARIA)
    assert visitor.get(_go(visitor, next="https://elsewhere.example/"))["Location"] == "/"


@pytest.mark.urls("ideas_platform.urls")
def test_without_a_provider_there_is_no_button_and_no_address(visitor: Client) -> None:
    assert "Sign in with" not in visitor.get("/accounts/").content.decode()
    assert visitor.get(GO).status_code == 404
