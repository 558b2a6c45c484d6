"""Background work of this app: forgetting what is over, telling what waits, starting what takes long."""

from celery import shared_task

from moderation.domain.before_the_close import tell_before_the_close
from moderation.domain.claims import forget_ended_claims
from moderation.domain.daily_letter import write_daily_letters
from moderation.domain.likeness_due import start_run
from moderation.domain.recent import forget_all_ended
from moderation.domain.sent_files import forget_ended_files
from moderation.domain.unanswered import end_unanswered


@shared_task
def end_claims() -> None:
    """Forget who had which text before them, what can be undone no more, and files that nobody stored."""
    forget_ended_claims()
    forget_all_ended()
    forget_ended_files()


@shared_task
def end_unanswered_questions() -> None:
    """Carry out what was chosen where an author was asked and no answer came in seven days."""
    end_unanswered()


@shared_task
def write_before_the_close() -> None:
    """Tell the design groups of workshops that close soon what waits for them."""
    tell_before_the_close()


@shared_task
def write_letters_of_the_day() -> None:
    """Tell each design group once a day how much waits for it."""
    write_daily_letters()


@shared_task
def start_likeness() -> None:
    """Start working out suggested codes and the order of reading, where something has changed."""
    start_run()
