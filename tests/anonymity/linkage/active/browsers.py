"""Signing in by the code from the letter, for those deeds that ask for a fresh one."""

from __future__ import annotations

import threading

from django.core import mail
from django.test import Client

from tests.cast import Person
from tests.workshops.sign_in.signing_in import ask_for_code, type_code


def come_in(person: Person) -> Client:
    """Return a new browser in which this person has just shown a code."""
    browser = Client()
    ask_for_code(browser, person.user.email)
    for thread in threading.enumerate():
        if thread.name == "sign-in code":
            thread.join()
    code = next(letter.subject[:6] for letter in reversed(mail.outbox) if letter.to == [person.user.email])
    assert type_code(browser, code).status_code == 303
    return browser
