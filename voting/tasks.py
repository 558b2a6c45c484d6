"""Background work: found by beat, started by state in the database, harmless when run twice."""

from uuid import UUID

from celery import shared_task

from voting.releases.releases import release_workshop
from voting.releases.shredding import find_workshops_to_shred, shred_workshop
from voting.releases.unreleased import find_workshops_to_release
from voting.releases.vote_expiry import lapse_votes
from workshops.domain.first_list import note_first_lists


@shared_task
def start_due_releases() -> None:
    """Look which workshops have something that waits, and start a run for each."""
    note_first_lists()
    for workshop_id in find_workshops_to_release():
        release_due.delay(str(workshop_id))


@shared_task
def release_due(workshop_id: str) -> None:
    """Make the release of one workshop if it is due."""
    release_workshop(UUID(workshop_id))


@shared_task
def lapse_late_votes() -> None:
    """Let the votes lapse that too few people had sent at the close, a week later."""
    lapse_votes()


@shared_task
def shred_due_keys() -> None:
    """Destroy the keys whose day has come; what could not be finished is taken up by the next call."""
    for workshop_id in find_workshops_to_shred():
        shred_workshop(workshop_id)
