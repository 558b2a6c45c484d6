"""Background work of this app."""

from celery import shared_task

from pledges.domain.case_studies import delete_unconfirmed_studies
from pledges.domain.pledges import delete_unconfirmed


@shared_task
def tidy_signed() -> None:
    """Delete what nobody has confirmed in time."""
    delete_unconfirmed()
    delete_unconfirmed_studies()
