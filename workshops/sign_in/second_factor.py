"""What we change in allauth's second factor: it keeps no times, and setting it up counts as showing it."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from ideas_platform.lib.typed_codes import fold_code
from workshops.models import User

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
SEEN = 1
PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@receiver(pre_save, sender=Authenticator)
def take_times_out(instance: Authenticator, **_signal: Any) -> None:
    """Replace the times that allauth writes; the database refuses any other."""
    instance.created_at = ALWAYS
    instance.last_used_at = None
    if "viewed_at" in instance.data:
        instance.data["viewed_at"] = SEEN


@receiver(authenticator_added, sender=Authenticator)
def note_that_it_was_shown(
    request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any
) -> None:
    """Let the browser in which a factor was set up go on; every other must show it first.

    The code by which an app was set up is used up with that: whoever has seen it being typed cannot sign in.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(fold_code(request.POST.get("code", "")))
    if authenticator.type in PRIMARY:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
