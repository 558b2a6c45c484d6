"""How allauth does things here."""

import base64
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext_lazy as _

from anonymity.sealing import Seal
from ideas_platform.lib.qr_codes import draw_qr_code
from ideas_platform.lib.return_address import is_ours
from workshops.domain.mail import queue_letter
from workshops.models import OutboxEmail

# Of the second factor: five wrong codes in fifteen minutes, as ACCOUNT_RATE_LIMITS says.
LOCKED = _("Too many wrong codes. Wait 15 minutes, then try again.")
# A secret of an app has 32 letters, one of recovery codes 40: all are as long when they are stored.
SEALED_BYTES = 64
# Letters that are worth as much the day after.
NOTICES = {"account/email/address_changed"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Letters go through the outbox, and one goes on to addresses of this site only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
    }

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: it begins with the code."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox: a code is sent at once, a notice is never lost."""
        request = allauth_context.request
        letter = self.render_mail(template_prefix, email, {"request": request, "email": email, **context})
        queue_letter(
            OutboxEmail(
                key=uuid.uuid4().hex,
                kind=OutboxEmail.Kind.LETTER if template_prefix in NOTICES else OutboxEmail.Kind.CODE,
                recipient=email,
                subject=letter.subject,
                text=letter.body,
                html=_html_of(letter),
            )
        )

    def is_safe_url(self, url: str) -> bool:
        """Return whether one may be sent on to this address."""
        return is_ours(allauth_context.request, url)


def _html_of(letter: EmailMultiAlternatives) -> str:
    return str(letter.alternatives[0][0]) if letter.alternatives else ""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor are encrypted, so that a copy of the database does not show them."""

    def encrypt(self, text: str) -> str:
        """Return a secret in the form in which it is stored."""
        return base64.b64encode(_seal().close(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; raises InvalidTag where it was stored under another SECRET_KEY."""
        return _seal().open(base64.b64decode(encrypted_text)).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the picture for the authenticator app as an SVG element to put into a page."""
        return str(draw_qr_code(url))


def _seal() -> Seal:
    """Return what seals secrets of the second factor: allauth does not say whose row it is."""
    return Seal(settings.SECRET_KEY.encode(), b"second factor", row=b"", block=SEALED_BYTES)
