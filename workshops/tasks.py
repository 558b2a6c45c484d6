"""Background work of this app: sending what waits, deleting what is over."""

from celery import shared_task

from workshops.domain.invitation_rounds import end_invitations, write_reminders
from workshops.domain.invitations import write_invitations
from workshops.domain.letters import announce_what_is_due
from workshops.domain.mail import send_waiting
from workshops.domain.newcomers import let_a_night_pass
from workshops.domain.openings import watch_openings
from workshops.domain.practice import end_practice
from workshops.domain.scramble import is_due, scramble
from workshops.domain.slips import end_slips
from workshops.sign_in.pending import delete_ended_texts
from workshops.sign_in.rate_limits import delete_expired_limits
from workshops.sign_in.sessions import SessionStore


@shared_task
def send_outbox() -> None:
    """Send what waits in the outbox."""
    send_waiting()


@shared_task
def write_letters() -> None:
    """Queue the letters that are due: invitations, reminders, openings, results. A close ends invitations."""
    end_invitations()
    end_slips()
    write_invitations()
    write_reminders()
    announce_what_is_due()


@shared_task
def tidy() -> None:
    """Delete what is over: sessions, limits, texts nobody fetched, practice."""
    SessionStore.clear_expired()
    delete_expired_limits()
    delete_ended_texts()
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
