"""E-mail leaves through the outbox: stored first, sent afterwards, forgotten then.

A sign-in code is sent at once by the process that made it; what it could not send, and every other letter,
the worker sends. A code is never lost and may come twice. Any other letter never comes twice: it is claimed
before it is sent, and what breaks off in the middle of sending is not sent again: the next look drops it.
"""

from __future__ import annotations

from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from threading import BoundedSemaphore, Thread

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from ideas_platform.lib.locks import advisory_lock
from workshops.models import OutboxEmail
from workshops.models.people import SLIP_DOMAIN

# The worker looks every 15 seconds. Its first look leaves a code to the web process that is sending it;
# after a quarter of an hour the code is worth nothing.
FIRST_TRY_OF_WORKER = 2
LAST_TRY_OF_CODE = 60
LAST_TRY_OF_LETTER = 20
LETTERS_PER_RUN = 100
PATIENCE = 30
THREADS = 8
SERVER_CLOSES, NO_TROUBLE = 421, 250
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

log = structlog.get_logger(__name__)
_free_threads = BoundedSemaphore(THREADS)


def queue_letters(letters: Iterable[OutboxEmail]) -> None:
    """Store letters that have not been saved, none of them codes. Of two with one key the first is kept.

    Nothing is written to who came by a slip: there is no mailbox.
    """
    letters = (letter for letter in letters if not letter.recipient.endswith(f"@{SLIP_DOMAIN}"))
    OutboxEmail.objects.bulk_create(letters, batch_size=500, ignore_conflicts=True)


def queue_letter(letter: OutboxEmail) -> None:
    """Store a letter that has not been saved. Does nothing where one with the same key waits already.

    A code is sent as soon as the transaction is over. Nothing is written to who came by a slip.
    """
    if letter.recipient.endswith(f"@{SLIP_DOMAIN}"):
        return
    OutboxEmail.objects.bulk_create([letter], ignore_conflicts=True)
    if letter.kind == OutboxEmail.Kind.CODE:
        transaction.on_commit(lambda: _send_beside(letter))


def send_waiting() -> int:
    """Send what waits in the outbox and return the number of letters sent; 0 where another run is at it."""
    with advisory_lock("outbox") as free:
        if not free:
            return 0
        _drop_doubtful()
        codes = _look_at_codes()
        letters = list(OutboxEmail.objects.unclaimed_letters()[:LETTERS_PER_RUN])
        return _send_all(codes, letters) if codes or letters else 0


def _drop_doubtful() -> None:
    """Forget the letters that a look before this one had begun to send: a killed worker, a lost connection.

    Nobody else sends while this one looks. Each may have gone; a letter rather stays away than comes twice.
    """
    number, _kinds = OutboxEmail.objects.filter(claimed=True).delete()
    if number:
        log.warning("letters_in_doubt", number=number)


def _look_at_codes() -> list[OutboxEmail]:
    """Count one more look, drop the codes that are out of date, and return those to send now."""
    codes = OutboxEmail.objects.codes()
    codes.update(tries=F("tries") + 1)
    codes.filter(tries__gt=LAST_TRY_OF_CODE).delete()
    return list(codes.filter(tries__gte=FIRST_TRY_OF_WORKER))


def _send_all(codes: list[OutboxEmail], letters: list[OutboxEmail]) -> int:
    server = get_connection(timeout=PATIENCE)
    try:
        server.open()
        sent_codes = sum(_deliver(code, server) for code in codes)
        return sent_codes + sum(_send_letter(letter, server) for letter in letters)
    except OSError as error:
        # What is left waits for the next look: over this connection each of them would be in doubt.
        log.warning("mail_server_away", error=type(error).__name__)
        return 0
    finally:
        server.close()


def _send_letter(letter: OutboxEmail, server: BaseEmailBackend) -> bool:
    """Claim a letter, then send it. One that the server refuses is offered again, 20 times.

    One whose fate is unknown stays claimed, is never sent again, and goes with the next look. Raises OSError.
    """
    _check_connection(server)
    row = OutboxEmail.objects.filter(pk=letter.pk)
    if not row.filter(claimed=False).update(claimed=True, tries=F("tries") + 1):
        return False
    try:
        sent = _deliver(letter, server)
    except SMTPResponseException:
        row.update(claimed=False)
        raise
    if not sent:
        row.filter(tries__gte=LAST_TRY_OF_LETTER).delete()
        row.update(claimed=False)
    return sent


def _check_connection(server: BaseEmailBackend) -> None:
    """Raise OSError where the mail server has hung up: what is not begun is not in doubt."""
    line = getattr(server, "connection", None)
    if line is not None and line.noop()[0] != NO_TROUBLE:
        raise ConnectionAbortedError


def _deliver(letter: OutboxEmail, server: BaseEmailBackend | None = None) -> bool:
    """Send a letter and forget it. Return False where the server refuses this one.

    Raises OSError where the server is away or goes away: SMTPResponseException if it says so, else the
    letter's fate is unknown.
    """
    try:
        _send(letter, server)
    except (SMTPRecipientsRefused, SMTPResponseException) as error:
        log.warning("letter_refused", error=type(error).__name__)
        if getattr(error, "smtp_code", None) == SERVER_CLOSES:
            raise
        return False
    OutboxEmail.objects.filter(pk=letter.pk).delete()
    return True


def _send(letter: OutboxEmail, server: BaseEmailBackend | None) -> None:
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.recipient],
        connection=server, headers=_headers_of(letter),
    )  # fmt: skip
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach("event.ics", letter.calendar, "text/calendar")
    message.send()


def _headers_of(letter: OutboxEmail) -> dict[str, str]:
    if not letter.unsubscribe_url:
        return HEADERS
    return {
        **HEADERS,
        "List-Unsubscribe": f"<{letter.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _send_beside(code: OutboxEmail) -> None:
    """Send a code in a thread of its own, so that nobody waits. Where too many run, the worker sends it."""
    if _free_threads.acquire(blocking=False):
        Thread(target=_send_in_thread, args=[code], name="sign-in code", daemon=True).start()


def _send_in_thread(code: OutboxEmail) -> None:
    try:
        if not _try_to_deliver(code):
            OutboxEmail.objects.filter(pk=code.pk).update(tries=FIRST_TRY_OF_WORKER - 1)
    except DatabaseError as error:
        log.warning("code_sent_but_kept", error=type(error).__name__)
    finally:
        connection.close()
        _free_threads.release()


def _try_to_deliver(code: OutboxEmail) -> bool:
    try:
        return _deliver(code)
    except OSError as error:
        log.warning("mail_server_away", error=type(error).__name__)
        return False
