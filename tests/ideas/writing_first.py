"""What a visitor does who writes first and signs in after."""

from typing import Any

from django.test import Client

from tests.cast import Person
from tests.workshops.sign_in.signing_in import (
    ask_for_code,
    newest_code,
    type_code,
)
from workshops.models import PendingText

WRITE = "/workshops/community/ideas/new/"
BACK = f"{WRITE}?kept=1"
JOIN = "/workshops/community/membership/"
IDEA = {
    "theme": "other",
    "intent": "new",
    "title": "One number to ring",
    "body": "Families ring five places today.\nLet it be one.",
}
SEND = {**IDEA, "step": "send"}


def send_as_visitor(browser: Client) -> Any:
    """Press Send without having signed in; return the answer."""
    return browser.post(WRITE, SEND)


def sign_in_as(browser: Client, address: str, onward: str = BACK) -> Any:
    """Sign in on the way to `onward`; return the last answer."""
    ask_for_code(browser, address, next=onward)
    return type_code(browser, newest_code(), next=onward)


def filled_in(page: Any) -> dict[str, str]:
    """Return what the form on a page is filled in with."""
    return {name: page.context["form"][name].value() for name in IDEA}


def has_nothing(browser: Client) -> bool:
    """Return whether nothing of the text is on the form's page, and nothing waits any more."""
    page = browser.get(WRITE)
    assert page.status_code == 200
    return IDEA["title"] not in page.content.decode() and not PendingText.objects.exists()


def come_back(visitor: Client, participant: Person) -> Client:
    """Return the browser in which the participant has signed in and sees the text again."""
    send_as_visitor(visitor)
    sign_in_as(visitor, participant.user.email)
    assert filled_in(visitor.get(BACK)) == IDEA
    return visitor
