"""Background work of this app: the weekly summary."""

from celery import shared_task

from organising.domain.summary import write_due_summaries


@shared_task
def write_summaries() -> None:
    """Queue the summaries of the week that are due."""
    write_due_summaries()
