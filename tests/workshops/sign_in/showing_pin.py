"""A member who has a PIN: where it is shown, and how."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.cast import Person
from workshops.models import Membership

HOME = "/workshops/community/"
MINE, PIN_PAGE = f"{HOME}mine/", f"{HOME}mine/pin/"
PIN, WRONG = "493817", "493818"
IDEA = {"theme": "other", "intent": "new", "title": "A new one", "body": "Words.", "step": "send"}


def enter(client: Client, pin: str) -> Any:
    """Type a PIN into the box, and return the answer."""
    return client.post(PIN_PAGE, {"pin": pin})


def fresh(person: Person) -> Membership:
    """Return the membership as it is stored now."""
    return Membership.objects.get(pk=person.membership.pk)
