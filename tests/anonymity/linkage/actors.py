"""Those who take part in the simulation. All that names one of them carries a marker."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from datetime import datetime

from django.core import mail
from django.test import Client

from tests.cast import WORK_DOMAIN
from tests.workshops.sign_in.signing_in import ask_for_code, type_code
from workshops.sign_in.sessions import moment_of, next_end, row_key

LETTERS = "bcdfghjklmnpqrstvwxz"


def spell(number: int) -> str:
    """Return six letters for a number: no two have the same, and no word or number looks like them."""
    letters = ""
    for _place in range(6):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


@dataclass
class Actor:
    """One person with a browser."""

    number: int
    is_silent: bool
    browser: Client = field(default_factory=Client)
    signed_in_until: datetime | None = None
    has_joined: bool = False
    wants_letters: bool = False
    cookies: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the marker in this person's address."""
        return f"zq{spell(self.number)}"

    @property
    def email(self) -> str:
        """Return the address."""
        return f"{self.name}@{WORK_DOMAIN}"

    @property
    def agent(self) -> str:
        """Return what the browser calls itself."""
        return f"Agent-zx{spell(self.number)}"

    @property
    def place(self) -> str:
        """Return the network address."""
        return f"10.77.{self.number // 250}.{self.number % 250 + 1}"

    @property
    def markers(self) -> list[str]:
        """Return every text that gives this person away."""
        return [self.name, self.agent, f"{self.place}\x00", *self.cookies]

    @property
    def session_keys(self) -> list[bytes]:
        """Return the keys of this person's sessions: what only the holder of the cookies knows."""
        return [row_key(cookie) for cookie in self.cookies]


def sign_in(actor: Actor, now: datetime) -> None:
    """Sign in with a new browser by the code from the letter."""
    actor.browser = Client(REMOTE_ADDR=actor.place, HTTP_USER_AGENT=actor.agent)
    ask_for_code(actor.browser, actor.email)
    _wait_for_letters()
    code = next(letter.subject[:6] for letter in reversed(mail.outbox) if letter.to == [actor.email])
    assert re.fullmatch(r"\d{6}", code)
    answer = type_code(actor.browser, code)
    assert answer.status_code == 303
    actor.cookies |= {actor.browser.cookies["session"].value}
    actor.signed_in_until = moment_of(next_end(now))


def join(actor: Actor, slug: str, details: dict[str, str]) -> None:
    """Join the workshop with these details."""
    answer = actor.browser.post(f"/workshops/{slug}/membership/", details)
    assert answer.status_code == 303, answer.status_code
    actor.has_joined, actor.wants_letters = True, bool(details.get("digest"))


def _wait_for_letters() -> None:
    for thread in threading.enumerate():
        if thread.name == "sign-in code":
            thread.join()
