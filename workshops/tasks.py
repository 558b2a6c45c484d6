"""Background work of this app: sending what waits, deleting what is over."""

from celery import shared_task

from workshops.domain.mail import send_waiting
from workshops.limits import delete_expired_limits
from workshops.sessions import SessionStore


@shared_task
def send_outbox() -> None:
    """Send what waits in the outbox."""
    send_waiting()


@shared_task
def tidy() -> None:
    """Delete sessions that have ended and limits that have run out."""
    SessionStore.clear_expired()
    delete_expired_limits()
