"""What a person does who signs in: types an address, reads the letter, types the code."""

import re
import threading
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import WORK_DOMAIN
from workshops.models import OutboxEmail

CODE_PAGE = "/accounts/code/"
MARIA = f"maria@{WORK_DOMAIN}"


def ask_for_code(browser: Client, address: str, **query: str) -> Any:
    """Type an address into the one box, and return the answer."""
    return browser.post(reverse("sign_in", query=query or None), {"email": address})


def newest_letter() -> OutboxEmail:
    """Return the letter that was queued last, and forget it."""
    letter = OutboxEmail.objects.get()
    OutboxEmail.objects.all().delete()
    return letter


def newest_code() -> str:
    """Return the code of the letter that was queued last."""
    found = re.match(r"\d+", newest_letter().subject)
    assert found
    return found.group()


def newest_sent_code() -> str:
    """Return the code of the letter that left last: where transactions end, codes leave at once."""
    wait_for_codes()
    found = re.match(r"\d+", str(mail.outbox[-1].subject))
    assert found
    return found.group()


def wait_for_codes() -> None:
    """Wait until no code is being sent."""
    for thread in threading.enumerate():
        if thread.name == "sign-in code":
            thread.join(10)


def type_code(browser: Client, code: str, **data: str) -> Any:
    """Type a code into the second box, and return the answer."""
    return browser.post(CODE_PAGE, {"code": code, **data})


def wrong(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def is_signed_in(browser: Client) -> bool:
    """Return whether this browser is signed in."""
    return bool(browser.get("/").context["user"].is_authenticated)
