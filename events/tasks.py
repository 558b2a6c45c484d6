"""Background work of this app: lists of events go thirty days after them."""

from celery import shared_task

from events.domain.bookings import delete_old_bookings


@shared_task
def delete_old_lists() -> None:
    """Delete who was on the list of an event, thirty days after it."""
    delete_old_bookings()
