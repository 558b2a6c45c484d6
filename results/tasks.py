"""Background work of this app: large exports, and deleting them after a day."""

from celery import shared_task

from results.exports.asked_for import delete_ended_exports, make_asked_exports


@shared_task
def make_exports() -> None:
    """Make the exports that organisers wait for, and delete those of yesterday."""
    delete_ended_exports()
    make_asked_exports()
