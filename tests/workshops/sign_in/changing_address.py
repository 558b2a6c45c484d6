"""What a person does who changes their address: types the new one, reads both letters, types both codes."""

import re
from typing import Any

from django.test import Client

from workshops.models import OutboxEmail

PAGE, CODES = "/accounts/email/", "/accounts/email/codes/"
NEW = "maria@home.example"


def ask(browser: Client, address: str) -> Any:
    """Type the new address, and return the answer."""
    return browser.post(PAGE, {"email": address})


def read_letters() -> dict[str, OutboxEmail]:
    """Return the letters that wait, by who gets them, and forget them."""
    letters = {letter.recipient: letter for letter in OutboxEmail.objects.all()}
    OutboxEmail.objects.all().delete()
    return letters


def code_in(letter: OutboxEmail) -> str:
    """Return the code at the head of a letter, "000000" where there is none."""
    found = re.match(r"\d+", letter.subject)
    return found.group() if found else "000000"


def read_codes(old: str, new: str) -> dict[str, str]:
    """Return what to type, from the letters to these two addresses."""
    letters = read_letters()
    assert set(letters) == {old, new}
    return {"old_code": code_in(letters[old]), "new_code": code_in(letters[new])}


def change(browser: Client, old: str, new: str) -> Any:
    """Go the whole way from one address to another, and return the last answer."""
    ask(browser, new)
    return browser.post(CODES, read_codes(old, new))


def find_errors(answer: Any) -> dict[str, list[str]]:
    """Return what is said beside the boxes."""
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}
