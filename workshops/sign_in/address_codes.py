"""The two codes for another address, one to each: allauth's process, kept in the session until it is done.

Whether the new address may be taken shows in the letter to it and nowhere else: where it may not, no code was
sent there, and none is right.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from ideas_platform.lib.typed_codes import make_code
from workshops.domain.letters import absolute
from workshops.models import User
from workshops.sign_in.addresses import change_address
from workshops.sign_in.rate_limits import SENT_AGAIN_FOR, SHORT_CODE, TRIES_OF_A_CODE, count_letter, tally

SESSION_KEY = "address_change"


class AddressChange(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """One browser on its way from the address that somebody has to the one that they want."""

    def __init__(self, request: HttpRequest, user: User, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            state=state,
            user=user,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
        )

    @classmethod
    def of(cls, request: HttpRequest, user: User) -> AddressChange | None:
        """Return the process that this browser is in, None where there is none or its time is over."""
        state = request.session.get(SESSION_KEY)
        change = cls(request, user, state) if state and state["old"] == user.email else None
        return change.abort_if_invalid() if change else None

    @classmethod
    def begin(cls, request: HttpRequest, user: User, address: str, *, is_free: bool) -> AddressChange:
        """Write to both addresses; living codes for this address are repeated.

        After many letters to either in a day both codes are longer ones: see `count_letter`.
        """
        change = cls.of(request, user)
        digits = max(count_letter(user.email), count_letter(address))
        if change is None or not change.goes_on_for(address) or change.digits != digits:
            change = cls(request, user, {**cls.initial_state(user, address), "old": user.email})
            change.state.update(id=secrets.token_hex(8), digits=digits)
        change.state["is_free"] = is_free
        change.send()
        change.persist()
        return change

    @property
    def address(self) -> str:
        """The address that is wanted, in normal form."""
        return str(self.state["email"])

    @property
    def digits(self) -> int:
        """How many digits each code has."""
        return int(self.state.get("digits", SHORT_CODE))

    def count_try(self) -> int:
        """Count a try, before the codes are looked at; return how many are left, -1 where it was too many."""
        times, _wait = tally(TRIES_OF_A_CODE, str(self.state.get("id", self.state["old"])))
        return max(TRIES_OF_A_CODE.times - times, -1)

    def goes_on_for(self, address: str) -> bool:
        """Return whether letters for this address repeat the codes. For another one both are new."""
        return self.address == address and time.time() - self.state["at"] < SENT_AGAIN_FOR

    def find_wrong(self, codes: dict[str, str]) -> list[str]:
        """Return the names of those codes, of `old_code` and `new_code`, that are not what was sent."""
        expected = {
            "old_code": self._code("old_code"),
            "new_code": self._code("new_code") if self.state["is_free"] else "",
        }
        return [name for name, code in expected.items() if not _is_right(codes[name], code)]

    def send(self) -> None:
        """Write both letters."""
        write = get_adapter().send_mail
        write("account/email/address_now", self.state["old"], {"code": self._code("old_code")})
        new_code = self._code("new_code")
        if self.state["is_free"]:
            write("account/email/address_new", self.address, {"code": new_code})
        else:
            write("account/email/address_not_free", self.address, {})

    def persist(self) -> None:
        """Keep it in the session."""
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        """Forget it."""
        self.request.session.pop(SESSION_KEY, None)

    def finish(self) -> None:
        """Change the address and say so at the old one; this browser alone stays signed in.

        Raises what `change_address` raises. The session keeps its cookie: pressing twice, of which the first
        answer is lost, must not sign anybody out who then has another address.
        """
        with transaction.atomic():
            change_address(actor=self.user, address=self.address)
            place = {"help": f"{absolute(reverse('help'))}#contact"}
            get_adapter().send_mail("account/email/address_changed", self.state["old"], place)
        changed = User.objects.get(pk=self.user.pk)
        self.request.session[HASH_SESSION_KEY] = changed.get_session_auth_hash()
        self.abort()

    def _code(self, name: str) -> str:
        return str(self.state.setdefault(name, make_code(self.digits)))


def _is_right(typed: str, expected: str) -> bool:
    return bool(compare_user_code(actual=typed, expected=expected))
