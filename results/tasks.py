"""Background work of this app: exports, files of published editions, releases of answers."""

from uuid import UUID

from celery import shared_task

from ideas.domain.digest_parts import register_teller
from results.domain.answer_releases import find_workshops_with_answers, lapse_answers, release_answers
from results.domain.told_weekly import tell_week
from results.exports.asked_for import delete_ended_exports, make_asked_exports
from results.sealing.making import make_due_files

register_teller(tell_week)


@shared_task
def make_exports() -> None:
    """Make the exports that organisers wait for, delete those of yesterday, make what editions lack."""
    delete_ended_exports()
    make_asked_exports()
    make_due_files()


@shared_task
def start_answer_releases() -> None:
    """Look where answers or verdicts wait, and start a run for each workshop."""
    for workshop_id in find_workshops_with_answers():
        release_due_answers.delay(str(workshop_id))


@shared_task
def release_due_answers(workshop_id: str) -> None:
    """Make the release of answers of one workshop if it is due."""
    release_answers(UUID(workshop_id))


@shared_task
def lapse_late_answers() -> None:
    """Let answers lapse that too few people had sent when nothing was asked any more, a week later."""
    lapse_answers()
