"""What every process of codes has in common: allauth's, kept in the session until it is done.

Its code lives for minutes, is sent again as it is, takes five tries, and then stops working. Where each code
goes, and what it proves, is in `sign_in_codes.py` and `address_codes.py`.
"""

from __future__ import annotations

import abc
import secrets
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from allauth.account import app_settings
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from ideas_platform.lib.typed_codes import make_code
from workshops.models import User
from workshops.sign_in.rate_limits import CODES, SENT_AGAIN_FOR, TRIES_OF_A_CODE, find_wait, tally


class Tried(NamedTuple):
    """The names of the codes that were wrong, and how many tries are left; after none the process is over."""

    wrong: list[str]
    left: int


class CodeProcess(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """One browser on its way from an address to the proof that it is somebody's."""

    def __init__(self, request: HttpRequest, state: dict[str, Any], user: User | None = None) -> None:
        self.request = request
        super().__init__(
            state=state,
            user=user,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
        )

    @classmethod
    def make_state(cls, address: str, digits: int, user: User | None = None) -> dict[str, Any]:
        """Return what is kept of a process that begins with this address; its codes have so many digits."""
        return {**cls.initial_state(user, address), "id": secrets.token_hex(8), "digits": digits}

    @property
    def address(self) -> str:
        """The address in normal form that is to be proved."""
        return str(self.state["email"])

    @property
    def digits(self) -> int:
        """How many digits each code has, or would have if one were sent."""
        return int(self.state["digits"])

    @property
    def wait(self) -> int:
        """The seconds until there can be a new letter to each address that it writes to."""
        return max(find_wait(CODES, address) for address in self.list_recipients())

    def repeats(self, address: str, digits: int) -> bool:
        """Return whether a letter for this address has the same code. Another address never gets it."""
        is_same = self.address == address and self.digits == digits
        return is_same and time.time() - self.state["at"] < SENT_AGAIN_FOR

    def find_code(self, name: str = "code") -> str:
        """Return the code of this name, made when it is first needed."""
        return str(self.state.setdefault(name, make_code(self.digits)))

    def try_codes(self, typed: Mapping[str, str]) -> Tried:
        """Return which of the typed codes are wrong. After the last try the process is over.

        A try is counted before it is looked at: many at once are no way in.
        """
        times, _wait = tally(TRIES_OF_A_CODE, self.state["id"])
        left = TRIES_OF_A_CODE.times - times
        expected = self.list_expected()
        wrong = [name for name in expected if left < 0 or not _is_right(typed[name], expected[name])]
        if wrong and (left <= 0 or not self.record_invalid_attempt()):
            self.abort()
            return Tried(wrong, 0)
        return Tried(wrong, left)

    @abc.abstractmethod
    def list_recipients(self) -> list[str]:
        """Return the addresses that it writes to."""

    @abc.abstractmethod
    def list_expected(self) -> dict[str, str]:
        """Return the code that is right for each name, "" where none is."""


def _is_right(typed: str, expected: str) -> bool:
    return bool(compare_user_code(actual=typed, expected=expected))
