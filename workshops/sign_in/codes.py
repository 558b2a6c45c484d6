"""The code from a letter: allauth's process, so that known, unknown and not admitted addresses look alike.

Allauth's own begins with a user, who would have to be made before the address is verified. Ours begins with
the address; the user is found or made when the code is right. Until then the three differ only in the letter.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest, HttpResponse

from ideas_platform.lib.typed_codes import make_code
from workshops.models import User
from workshops.sign_in.rate_limits import (
    SENT_AGAIN_FOR,
    SHORT_CODE,
    TRIES_OF_A_CODE,
    USES_OF_A_CODE,
    count_letter,
    tally,
)


class CodeProcess(LoginCodeVerificationProcess):  # type: ignore[misc]
    """One browser on its way from an address to being signed in; kept in the session until then."""

    @classmethod
    def of(cls, request: HttpRequest) -> CodeProcess | None:
        """Return the process that this browser is in, or None where there is none or its time is over."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage).abort_if_invalid() if stage else None

    @classmethod
    def begin(cls, request: HttpRequest, address: str, *, admitted: bool) -> None:
        """Write to this address: a code, the living one where there is one, or that it is not admitted.

        After many letters in a day the code is a longer one: see `count_letter`.
        """
        process, digits = cls.of(request), count_letter(address)
        if process is None or not process.goes_on_for(address) or process.digits != digits:
            process = cls(_make_stage(request, address))
            process.state.update(id=secrets.token_hex(8), digits=digits)
        process.state["admitted"] = admitted
        process.send()
        process.persist()

    @property
    def address(self) -> str:
        """The address in normal form."""
        return str(self.state["email"])

    @property
    def admitted(self) -> bool:
        """Whether a code was sent; where it was not, no code is right."""
        return bool(self.state["admitted"])

    @property
    def digits(self) -> int:
        """How many digits the code has, or would have if one were sent."""
        return int(self.state.get("digits", SHORT_CODE))

    def goes_on_for(self, address: str) -> bool:
        """Return whether a letter to this address repeats the code. Another address never gets it."""
        return self.address == address and time.time() - self.state["at"] < SENT_AGAIN_FOR

    def count_try(self) -> int:
        """Count a try, before the code is looked at; return how many are left, -1 where this was too many."""
        times, _wait = tally(TRIES_OF_A_CODE, str(self.state.get("id", self.address)))
        return max(TRIES_OF_A_CODE.times - times, -1)

    def is_first_use(self) -> bool:
        """Note that the right code was sent, and return whether it was for the first time."""
        times, _wait = tally(USES_OF_A_CODE, str(self.state.get("id", self.address)))
        return times <= USES_OF_A_CODE.times

    def accepts(self, code: str) -> bool:
        """Return whether this is the code that was sent."""
        return bool(compare_user_code(actual=code, expected=self.code))

    def generate_code(self) -> str:
        """Return the code, made when it is first needed."""
        return str(self.state.setdefault("code", make_code(self.digits)))

    def send(self, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002 - allauth's signature
        """Write the letter."""
        code = self.generate_code() if self.admitted else ""
        letter = "login_code" if self.admitted else "unknown_account"
        get_adapter().send_mail(f"account/email/{letter}", self.address, {"code": code} if code else {})

    def sign_in(self, user: User, redirect_url: str | None) -> HttpResponse:
        """Sign in the address's user, or lead on to the second factor; the code must have been right."""
        record_authentication(self.request, user, method="code", email=self.address)
        response: HttpResponse = perform_login(
            self.request, Login(user=user, redirect_url=redirect_url, email=self.address)
        )
        return response


def _make_stage(request: HttpRequest, address: str) -> LoginByCodeStage:
    login = Login(email=address)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    state: dict[str, Any] = CodeProcess.initial_state(user=None, email=address)
    stage.state.update(state)
    return stage
