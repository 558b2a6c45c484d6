"""Background work of this app: sending what waits, deleting what is over."""

from celery import shared_task

from workshops.domain.digests import write_due_digests
from workshops.domain.invitations import write_invitations
from workshops.domain.lapsing import refuse_leftovers
from workshops.domain.letters import announce_what_is_due
from workshops.domain.mail import send_waiting
from workshops.domain.newcomers import let_a_night_pass
from workshops.domain.openings import watch_openings
from workshops.domain.pending import delete_ended_texts
from workshops.domain.practice import end_practice
from workshops.domain.scramble import is_due, scramble
from workshops.limits import delete_expired_limits
from workshops.sessions import SessionStore


@shared_task
def send_outbox() -> None:
    """Send what waits in the outbox."""
    send_waiting()


@shared_task
def write_letters() -> None:
    """Queue the letters that are due: invitations, openings, results, the week's digests."""
    write_invitations()
    announce_what_is_due()
    write_due_digests()


@shared_task
def tidy() -> None:
    """Delete what is over: sessions, limits, texts nobody fetched, practice. What came too late lapses."""
    SessionStore.clear_expired()
    delete_expired_limits()
    delete_ended_texts()
    refuse_leftovers()
    end_practice()


@shared_task
def scramble_at_night() -> None:
    """Write all tables anew where that is due; a run that an export was in the way of is tried again."""
    if is_due():
        let_a_night_pass()
        scramble()


@shared_task
def watch_dates() -> None:
    """Let no date open a workshop in which something is missing that nobody may do without."""
    watch_openings()
