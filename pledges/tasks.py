"""Background work of this app."""

from celery import shared_task

from ideas.domain.digest_parts import register_teller
from pledges.domain.assessed import tell_assessment
from pledges.domain.case_studies import delete_unconfirmed_studies
from pledges.domain.judged import tell_judgements
from pledges.domain.judging import KIND, begin_due_rounds
from pledges.domain.pledges import delete_unconfirmed
from pledges.domain.rounds import end_due_rounds
from pledges.domain.told_weekly import tell_week
from pledges.models import Round

register_teller(tell_week)


@shared_task
def tidy_signed() -> None:
    """Delete what nobody has confirmed in time."""
    delete_unconfirmed()
    delete_unconfirmed_studies()


@shared_task
def keep_rounds() -> None:
    """Tell what was said in rounds that are over, and begin those that are due."""
    end_due_rounds(KIND, tell_judgements)
    end_due_rounds(Round.Kind.ASSESSMENT, tell_assessment)
    begin_due_rounds()
