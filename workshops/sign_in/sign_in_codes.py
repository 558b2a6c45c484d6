"""The code from a letter: allauth's process, so that known, unknown and not admitted addresses look alike.

Allauth's own begins with a user, who would have to be made before the address is verified. Ours begins with
the address; the user is found or made when the code is right. Until then the three differ only in the letter.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login, stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse

from workshops.models import User
from workshops.sign_in.codes import CodeProcess
from workshops.sign_in.rate_limits import USES_OF_A_CODE, count_letter, tally


class SignIn(CodeProcess):
    """One browser on its way from an address to being signed in."""

    def __init__(self, stage: LoginByCodeStage) -> None:
        self.stage = stage
        super().__init__(stage.request, stage.state)

    @classmethod
    def of(cls, request: HttpRequest) -> SignIn | None:
        """Return the process that this browser is in, or None where there is none or its time is over."""
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return cls(stage).abort_if_invalid() if stage else None

    @classmethod
    def begin(cls, request: HttpRequest, address: str, *, admitted: bool) -> None:
        """Write to this address: a code, the living one where there is one, or that it is not admitted.

        After many letters in a day the code is a longer one: see `count_letter`.
        """
        process, digits = cls.of(request), count_letter(address)
        if process is None or not process.repeats(address, digits):
            process = cls(_make_stage(request, address, digits))
        process.state["admitted"] = admitted
        process.send()
        process.persist()

    @property
    def admitted(self) -> bool:
        """Whether a code was sent; where it was not, no code is right."""
        return bool(self.state["admitted"])

    def list_recipients(self) -> list[str]:
        """Return the address alone."""
        return [self.address]

    def list_expected(self) -> dict[str, str]:
        """Return the code, "" where none was ever sent."""
        return {"code": self.code}

    def is_first_use(self) -> bool:
        """Note that the right code was sent, and return whether it was for the first time."""
        times, _wait = tally(USES_OF_A_CODE, self.state["id"])
        return times <= USES_OF_A_CODE.times

    def send(self) -> None:
        """Write the letter."""
        write = get_adapter().send_mail
        if self.admitted:
            write("account/email/login_code", self.address, {"code": self.find_code()})
        else:
            write("account/email/unknown_account", self.address, {})

    def persist(self) -> None:
        """Keep it in the session."""
        stash_login(self.request, self.stage.login)

    def abort(self) -> None:
        """Forget it."""
        clear_login(self.request)

    def sign_in(self, user: User, redirect_url: str | None) -> HttpResponse:
        """Sign in the address's user, or lead on to the second factor; the code must have been right."""
        return let_in(self.request, user, "code", redirect_url)


def let_in(request: HttpRequest, user: User, method: str, redirect_url: str | None) -> HttpResponse:
    """Sign in who has shown so that the user's address is theirs, or lead on to the second factor."""
    record_authentication(request, user, method=method, email=user.email)
    response: HttpResponse = perform_login(
        request, Login(user=user, redirect_url=redirect_url, email=user.email)
    )
    return response


def _make_stage(request: HttpRequest, address: str, digits: int) -> LoginByCodeStage:
    login = Login(email=address)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(SignIn.make_state(address, digits))
    return stage
