"""The two codes for another address, one to each.

Whether the new address may be taken shows in the letter to it and nowhere else: where it may not, no code was
sent there, and none is right.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from workshops.domain.letters import absolute
from workshops.models import User
from workshops.sign_in.addresses import change_address
from workshops.sign_in.codes import CodeProcess
from workshops.sign_in.rate_limits import count_letter

SESSION_KEY = "address_change"


class AddressChange(CodeProcess):
    """One browser on its way from the address that somebody has to the one that they want."""

    @classmethod
    def of(cls, request: HttpRequest, user: User) -> AddressChange | None:
        """Return the process that this browser is in, None where there is none or its time is over."""
        state = request.session.get(SESSION_KEY)
        change = cls(request, state, user) if state and state["old"] == user.email else None
        return change.abort_if_invalid() if change else None

    @classmethod
    def begin(cls, request: HttpRequest, user: User, address: str, *, is_free: bool) -> None:
        """Write to both addresses; living codes for this address are repeated.

        After many letters to either in a day both codes are longer ones: see `count_letter`.
        """
        change = cls.of(request, user)
        digits = max(count_letter(user.email), count_letter(address))
        if change is None or not change.repeats(address, digits):
            change = cls(request, {**cls.make_state(address, digits, user), "old": user.email}, user)
        change.state["is_free"] = is_free
        change.send()
        change.persist()

    def list_recipients(self) -> list[str]:
        """Return the address that one has and the one that is wanted."""
        return [self.state["old"], self.address]

    def list_expected(self) -> dict[str, str]:
        """Return the codes; for an address that may not be taken none is right."""
        new_code = self.find_code("new_code") if self.state["is_free"] else ""
        return {"old_code": self.find_code("old_code"), "new_code": new_code}

    def send(self) -> None:
        """Write both letters."""
        write = get_adapter().send_mail
        write("account/email/address_now", self.state["old"], {"code": self.find_code("old_code")})
        new_code = self.find_code("new_code")
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
