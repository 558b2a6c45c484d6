"""Background work of this app: forgetting what is over, and telling the design group what waits."""

from celery import shared_task

from moderation.domain.before_the_close import tell_before_the_close
from moderation.domain.claims import forget_ended_claims
from moderation.domain.coding_turns import forget_ended_coding_claims
from moderation.domain.daily_letter import write_daily_letters
from moderation.domain.recent import forget_all_ended
from moderation.domain.unanswered import end_unanswered


@shared_task
def end_claims() -> None:
    """Forget who had which text before them, and what can be undone no more."""
    forget_ended_claims()
    forget_ended_coding_claims()
    forget_all_ended()


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
