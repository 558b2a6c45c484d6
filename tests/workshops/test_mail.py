"""E-mail: a code is never lost, any other letter never comes twice, and nothing stays behind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from ideas_platform.lib.locks import lock_number
from tests.workshops.faulty_server import MARIA, FaultyServer, letter
from tests.workshops.sign_in.signing_in import wait_for_codes
from workshops.domain.mail import queue_letter, send_waiting
from workshops.models import OutboxEmail
from workshops.tasks import send_outbox

CODE = OutboxEmail.Kind.CODE


@pytest.fixture
def server(settings: Any) -> type[FaultyServer]:
    """Return the mail server that the letters of this test go to."""
    settings.EMAIL_BACKEND = f"{FaultyServer.__module__}.FaultyServer"
    FaultyServer.away, FaultyServer.faults, FaultyServer.taken = False, {}, []
    return FaultyServer


# Queueing ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_letter_is_queued_once() -> None:
    queue_letter(letter(key="open:community:1"))
    queue_letter(letter(key="open:community:1", text="Come in again."))
    assert list(OutboxEmail.objects.values_list("text", flat=True)) == ["Come in."]


@pytest.mark.django_db(transaction=True)
def test_a_letter_waits_for_the_worker() -> None:
    queue_letter(letter())
    wait_for_codes()
    assert (len(mail.outbox), OutboxEmail.objects.count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_code_leaves_at_once_and_its_row_goes() -> None:
    queue_letter(letter(kind=CODE, subject="482913 is your sign-in code", html="<p>482913</p>"))
    wait_for_codes()
    assert [(sent.subject, sent.to) for sent in mail.outbox] == [("482913 is your sign-in code", [MARIA])]
    assert OutboxEmail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_code_leaves_only_when_its_transaction_is_over() -> None:
    with transaction.atomic():
        queue_letter(letter(kind=CODE))
        wait_for_codes()
        assert len(mail.outbox) == 0
    wait_for_codes()
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_code_of_a_transaction_that_failed_never_leaves() -> None:
    with transaction.atomic():
        queue_letter(letter(kind=CODE))
        transaction.set_rollback(True)
    wait_for_codes()
    assert (len(mail.outbox), OutboxEmail.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_code_that_could_not_leave_is_sent_at_the_workers_next_look(server: type[FaultyServer]) -> None:
    server.away = True
    queue_letter(letter(kind=CODE))
    wait_for_codes()
    assert (server.taken, OutboxEmail.objects.count()) == ([], 1)
    server.away = False
    assert send_waiting() == 1
    assert (server.taken, OutboxEmail.objects.count()) == ([MARIA], 0)


# The worker -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_worker_sends_what_waits_and_forgets_it() -> None:
    queue_letter(letter(html="<p>Come in.</p>"))
    queue_letter(letter("omar@trust.example"))
    send_outbox()
    assert sorted(sent.to[0] for sent in mail.outbox) == [MARIA, "omar@trust.example"]
    assert OutboxEmail.objects.count() == 0
    send_outbox()
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_letters_say_that_a_machine_wrote_them() -> None:
    queue_letter(letter(html="<p>Come in.</p>"))
    send_waiting()
    sent = mail.outbox[0]
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert sent.extra_headers == {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    assert [tuple(part) for part in sent.alternatives] == [("<p>Come in.</p>", "text/html")]


@pytest.mark.django_db
def test_the_worker_leaves_a_code_to_the_web_process_at_its_first_look() -> None:
    queue_letter(letter(kind=CODE))
    assert [send_waiting(), send_waiting(), send_waiting()] == [0, 1, 0]


@pytest.mark.django_db
def test_a_code_is_dropped_after_a_quarter_of_an_hour(server: type[FaultyServer]) -> None:
    server.away = True
    queue_letter(letter(kind=CODE))
    looks_of_15_seconds = 15 * 60 // 15
    for _look in range(looks_of_15_seconds):
        send_waiting()
    assert OutboxEmail.objects.count() == 1
    send_waiting()
    assert OutboxEmail.objects.count() == 0


@pytest.mark.django_db
def test_while_the_server_is_away_letters_wait_without_end(server: type[FaultyServer]) -> None:
    server.away = True
    queue_letter(letter())
    for _look in range(100):
        assert send_waiting() == 0
    server.away = False
    assert send_waiting() == 1
    assert server.taken == [MARIA]


@pytest.mark.django_db
def test_a_refused_letter_is_offered_again_and_holds_up_nobody(server: type[FaultyServer]) -> None:
    server.faults = {MARIA: SMTPDataError(451, b"try later")}
    queue_letter(letter())
    queue_letter(letter("omar@trust.example"))
    assert send_waiting() == 1
    server.faults = {}
    assert send_waiting() == 1
    assert sorted(server.taken) == [MARIA, "omar@trust.example"]


@pytest.mark.django_db
def test_a_letter_that_is_always_refused_is_given_up(server: type[FaultyServer]) -> None:
    server.faults = {MARIA: SMTPRecipientsRefused({MARIA: (550, b"no such person")})}
    queue_letter(letter())
    for _look in range(20):
        assert OutboxEmail.objects.count() == 1
        send_waiting()
    assert OutboxEmail.objects.count() == 0


@pytest.mark.django_db
def test_a_refused_code_holds_up_nobody(server: type[FaultyServer]) -> None:
    server.faults = {MARIA: SMTPRecipientsRefused({MARIA: (550, b"no such person")})}
    queue_letter(letter(kind=CODE))
    queue_letter(letter("omar@trust.example"))
    assert send_waiting() + send_waiting() == 1
    assert server.taken == ["omar@trust.example"]


@pytest.mark.django_db
def test_a_letter_whose_fate_is_unknown_never_comes_twice(server: type[FaultyServer]) -> None:
    server.faults = {MARIA: SMTPServerDisconnected("gone")}
    queue_letter(letter())
    assert send_waiting() == 0
    server.faults = {}
    assert [send_waiting(), send_waiting()] == [0, 0]
    assert (server.taken, OutboxEmail.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_what_a_killed_worker_had_begun_to_send_goes_with_the_next_look_and_is_said(
    server: type[FaultyServer], caplog: pytest.LogCaptureFixture
) -> None:
    OutboxEmail.objects.bulk_create(
        [letter(claimed=True), letter(claimed=True), letter("omar@trust.example")]
    )
    assert send_waiting() == 1
    assert (server.taken, OutboxEmail.objects.count()) == (["omar@trust.example"], 0)
    assert [record.getMessage() for record in caplog.records] == [
        "event='letters_in_doubt' number=2 level='warning'"
    ]


class Line:
    """A connection to a mail server that has hung up after so many letters."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def noop(self) -> tuple[int, bytes]:
        """Ask whether anybody is there."""
        self.letters -= 1
        if self.letters < 0:
            raise SMTPServerDisconnected("gone")
        return 250, b"OK"


@pytest.mark.django_db
def test_a_server_that_hung_up_between_two_letters_puts_none_in_doubt(
    server: type[FaultyServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "connection", Line(2), raising=False)
    for number in range(5):
        queue_letter(letter(f"person{number}@trust.example"))
    send_waiting()
    assert (len(server.taken), OutboxEmail.objects.filter(claimed=True).count()) == (2, 0)
    monkeypatch.setattr(server, "connection", Line(9))
    assert send_waiting() == 3


@pytest.mark.django_db
def test_a_server_that_goes_away_puts_one_letter_in_doubt_and_no_more(server: type[FaultyServer]) -> None:
    recipients = [f"person{number}@trust.example" for number in range(5)]
    server.faults = {recipient: SMTPServerDisconnected("gone") for recipient in recipients}
    for recipient in recipients:
        queue_letter(letter(recipient))
    send_waiting()
    assert OutboxEmail.objects.filter(claimed=True).count() == 1
    server.faults = {}
    assert send_waiting() == 4


@pytest.mark.django_db
def test_a_server_that_says_it_closes_puts_no_letter_in_doubt(server: type[FaultyServer]) -> None:
    server.faults = {MARIA: SMTPDataError(421, b"closing")}
    queue_letter(letter())
    assert send_waiting() == 0
    server.faults = {}
    assert send_waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once(
    server: type[FaultyServer], other_connection: Callable[..., None]
) -> None:
    queue_letter(letter())
    other_connection("SELECT pg_advisory_lock(%s)", [lock_number("outbox")])
    assert send_waiting() == 0
    other_connection("SELECT pg_advisory_unlock(%s)", [lock_number("outbox")])
    assert send_waiting() == 1


@pytest.fixture
def other_connection(transactional_db: None) -> Iterator[Callable[..., None]]:
    """Return what runs a statement over a second connection to the same database."""
    other = connection.copy()
    try:
        yield lambda sql, values: other.cursor().execute(sql, values)
    finally:
        other.close()


@pytest.mark.django_db
def test_an_empty_outbox_does_not_bother_the_server(server: type[FaultyServer]) -> None:
    server.away = True
    assert send_waiting() == 0


# Files of local mode ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_in_local_mode_a_person_can_read_the_letters(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "ideas_platform.lib.mail_folder.MailFolder"
    settings.MAIL_DIR = tmp_path / "mail"
    settings.DEFAULT_FROM_EMAIL = "ideas@localhost"
    for subject in ("482913 is your sign-in code", "Thème: été & hiver – “open”"):
        queue_letter(letter(subject=subject, text="Grüße,\nthe team"))
        send_waiting()
    files = sorted(settings.MAIL_DIR.iterdir())
    assert [path.name for path in files] == [
        "0001-482913-is-your-sign-in-code.txt",
        "0002-theme-ete-hiver-open.txt",
    ]
    assert files[0].read_text() == (
        f"From: ideas@localhost\nTo: {MARIA}\nSubject: 482913 is your sign-in code\n\nGrüße,\nthe team\n"
    )
    assert files[0].stat().st_mode & 0o077 == 0
