"""Background work of this app: the weekly summary, and large files of ideas."""

from celery import shared_task

from organising.domain.idea_imports import bring_all_in
from organising.domain.summary import write_due_summaries


@shared_task
def write_summaries() -> None:
    """Queue the summaries of the week that are due."""
    write_due_summaries()


@shared_task
def bring_ideas_in() -> None:
    """Bring in the ideas of the files that organisers wait for."""
    bring_all_in()
