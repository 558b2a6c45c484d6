"""Signing in: one box for the address, a code by e-mail, and nothing that tells whom we know."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import WORK_DOMAIN, Person, make_user
from tests.workshops.sign_in.signing_in import (
    CODE_PAGE,
    MARIA,
    ask_for_code,
    is_signed_in,
    newest_code,
    newest_letter,
    type_code,
    wrong,
)
from workshops.models import Session, User, Workshop

pytestmark = pytest.mark.django_db


# The journey ------------------------------------------------------------------------------------------


def test_somebody_new_signs_in_with_a_code(workshop: Workshop, visitor: Client) -> None:
    assert visitor.get("/accounts/").status_code == 200
    asked = ask_for_code(visitor, MARIA)
    assert (asked.status_code, asked["Location"]) == (303, CODE_PAGE)
    assert visitor.get(CODE_PAGE).context["email"] == MARIA
    arrived = type_code(visitor, newest_code())
    assert (arrived.status_code, arrived["Location"]) == (303, "/")
    assert is_signed_in(visitor)


def test_the_user_is_made_when_the_code_is_right_and_not_before(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    assert User.objects.count() == EmailAddress.objects.count() == 0
    type_code(visitor, newest_code())
    user = User.objects.get()
    address = EmailAddress.objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == (MARIA, False, False)
    assert (address.user, address.email, address.verified, address.primary) == (user, MARIA, True, True)


def test_who_comes_back_is_the_same_user(workshop: Workshop) -> None:
    for _time in range(2):
        browser = Client()
        ask_for_code(browser, MARIA)
        type_code(browser, newest_code())
        assert is_signed_in(browser)
    assert User.objects.count() == EmailAddress.objects.count() == 1


def test_an_address_is_one_person_however_it_is_typed(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, f"  MARIA+ideas@{WORK_DOMAIN.upper()} ")
    letter = newest_letter()
    assert letter.recipient == MARIA
    type_code(visitor, letter.subject[:6])
    assert User.objects.get().email == MARIA


def test_the_letter_begins_with_six_digits_and_leaves_by_the_web_process(
    workshop: Workshop, visitor: Client
) -> None:
    ask_for_code(visitor, MARIA)
    letter = newest_letter()
    assert re.fullmatch(r"\d{6} is your sign-in code", letter.subject)
    assert (letter.kind, letter.recipient) == ("code", MARIA)
    assert letter.subject[:6] in letter.text
    assert letter.subject[:6] in letter.html


def test_a_code_may_be_typed_with_spaces(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    type_code(visitor, f" {code[:3]} {code[3:]} ")
    assert is_signed_in(visitor)


def test_the_cookie_from_before_is_worth_nothing_afterwards(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    before = visitor.cookies["session"].value
    type_code(visitor, newest_code())
    assert visitor.cookies["session"].value != before
    assert Session.objects.count() == 1


def test_a_code_works_in_the_browser_that_asked_for_it_only(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    other = Client()
    ask_for_code(other, f"other@{WORK_DOMAIN}")
    assert type_code(other, code).status_code == 422
    assert not is_signed_in(other)


def test_a_code_works_once(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    type_code(visitor, code)
    visitor.post("/accounts/logout/")
    assert type_code(visitor, code)["Location"] == "/accounts/"
    assert not is_signed_in(visitor)


def test_nothing_but_user_address_and_session_is_stored(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    type_code(visitor, newest_code())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM workshops_user")
        columns = [column.name for column in cursor.description or []]
    assert columns == ["id", "email", "is_staff", "is_superuser", "session_epoch", "makes_workshops"]


# Where one goes afterwards ----------------------------------------------------------------------------


def test_one_goes_on_to_where_one_wanted_to_go(workshop: Workshop, visitor: Client) -> None:
    onward = workshop.get_absolute_url()
    assert visitor.get("/accounts/", {"next": onward}).context["next"] == onward
    asked = ask_for_code(visitor, MARIA, next=onward)
    assert asked["Location"] == reverse("account_confirm_login_code", query={"next": onward})
    page = visitor.get(asked["Location"]).content.decode()
    again = reverse("code_letter", query={"next": onward})
    assert re.findall(r'<form method="post" action="([^"]*)"', page) == [asked["Location"], again]
    assert type_code(visitor, newest_code(), next=onward)["Location"] == onward


def test_a_wrong_code_does_not_lose_where_one_wanted_to_go(workshop: Workshop, visitor: Client) -> None:
    onward = workshop.get_absolute_url()
    code_page = ask_for_code(visitor, MARIA, next=onward)["Location"]
    code = newest_code()
    refused = visitor.post(code_page, {"code": wrong(code)})
    assert refused.status_code == 422
    assert re.findall(r'data-sent="([^"]*)"', refused.content.decode()) == [code_page]
    assert refused.context["other_address"] == reverse("sign_in", query={"next": onward})
    assert visitor.post(code_page, {"code": code})["Location"] == onward


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "//[", "http://[::1"]
)
def test_one_never_goes_on_to_another_site(workshop: Workshop, visitor: Client, onward: str) -> None:
    assert ask_for_code(visitor, MARIA, next=onward)["Location"] == CODE_PAGE
    assert type_code(visitor, newest_code(), next=onward)["Location"] == "/"


def test_who_is_signed_in_needs_no_box(workshop: Workshop, participant: Person) -> None:
    onward = workshop.get_absolute_url()
    assert participant.client.get("/accounts/", {"next": onward})["Location"] == onward
    assert participant.client.get("/accounts/")["Location"] == "/"
    assert participant.client.get(CODE_PAGE)["Location"] == "/accounts/"


def test_the_page_for_the_code_needs_an_address_first(visitor: Client) -> None:
    response = visitor.get(CODE_PAGE, {"next": "/privacy/"})
    assert response["Location"] == reverse("sign_in", query={"next": "/privacy/"})


# Nobody learns whom we know ---------------------------------------------------------------------------


def watch(address: str) -> dict[str, Any]:
    """Return all that somebody can see and measure who types in this address."""
    browser = Client()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        asked = ask_for_code(browser, address)
    page = browser.get(asked["Location"])
    refused = type_code(browser, "")
    return {
        "queries": len(queries),
        "asked": (asked.status_code, asked["Location"], sorted(asked.cookies)),
        "page": page.content.decode().replace(address, "ADDRESS"),
        "refused": refused.content.decode().replace(address, "ADDRESS"),
        "session": [len(bytes(payload)) for payload in Session.objects.values_list("payload", flat=True)],
    }


def without_tokens(page: str) -> str:
    """Return a page without what differs between any two visits."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_known_unknown_and_not_admitted_look_and_take_alike(workshop: Workshop) -> None:
    make_user("known")
    make_user("known", domain="gone.example")
    seen = []
    addresses = (
        f"known@{WORK_DOMAIN}",
        "known@gone.example",
        f"unknown@{WORK_DOMAIN}",
        "x@elsewhere.example",
    )
    for address in addresses:
        watched = watch(address)
        Session.objects.all().delete()
        seen.append({name: without_tokens(v) if isinstance(v, str) else v for name, v in watched.items()})
    assert seen[1:] == seen[:1] * 3


# No other way in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["login/", "login/code/", "signup/", "inactive/"])
def test_the_other_entrances_lead_to_the_one_box(visitor: Client, name: str) -> None:
    for method in (visitor.get, visitor.post):
        response = method(f"/accounts/{name}?next=/privacy/")
        assert (response.status_code, response["Location"]) == (302, "/accounts/?next=/privacy/")


@pytest.mark.parametrize(
    "place",
    [
        "password/reset/",
        "password/change/",
        "password/set/",
        "confirm-email/",
        "login/code/confirm/",
        "phone/change/",
    ],
)
def test_what_we_do_not_use_is_not_there(visitor: Client, participant: Person, place: str) -> None:
    assert visitor.get(f"/accounts/{place}").status_code == 404
    assert participant.client.get(f"/accounts/{place}").status_code == 404


def test_signing_out_takes_a_post(workshop: Workshop, participant: Person) -> None:
    assert participant.client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(participant.client)
    participant.client.post("/accounts/logout/")
    assert not is_signed_in(participant.client)


def test_signing_in_does_not_need_valkey(workshop: Workshop, visitor: Client, settings: Any) -> None:
    settings.REDIS_URL = settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    ask_for_code(visitor, MARIA)
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)
