"""Background work of this app: the weekly digest, and what came too late."""

from celery import shared_task

from ideas.domain.author_requests import pass_on_at_night
from ideas.domain.digests import write_due_digests
from ideas.domain.expiry import refuse_leftovers


@shared_task
def write_digests() -> None:
    """Queue the digests of the week that are due."""
    write_due_digests()


@shared_task
def lapse_late_texts() -> None:
    """Let the texts lapse that too few people had sent at the close, a week later."""
    refuse_leftovers()


@shared_task
def pass_on_requests() -> None:
    """Let the design groups of closed workshops see, once a night, what authors have asked for."""
    pass_on_at_night()
