"""Rounds in which members are asked about pledges, as briefly as tests need them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from pledges.domain.judged import tell_judgements
from pledges.domain.judging import KIND, answer, ask_about
from pledges.domain.rounds import end_due_rounds
from pledges.models import Judgement, Pledge, Round
from tests.cast import SETTLED, Person
from tests.pledges.assessing import begin
from tests.pledges.assessing import tell as tell_assessment
from workshops.models import Membership, Workshop


def ask(workshop: Workshop, *pledges: Pledge, number: int = 1) -> Round:
    """Return a round about these pledges that has begun a week ago."""
    week_ago = timezone.localdate() - timedelta(days=7)
    return ask_about(workshop, pledges, number=number, begins_on=week_ago)


def say(one: Round, pledge: Pledge, members: Iterable[Membership], value: str) -> None:
    """Let these members answer about this pledge."""
    judgement = Judgement.objects.get(round=one, pledge=pledge)
    for member in members:
        answer(actor=member, one=one, judgement=judgement, value=value)


def let_end(one: Round) -> int:
    """Let the days of a round be over, and end what is due; return how many rounds were ended."""
    month = timedelta(days=28)
    begins, ends = one.begins_on - month, one.ends_on - month
    Round.objects.filter(pk=one.pk).update(begins_on=begins, ends_on=ends)
    return end_due_rounds(KIND, tell_judgements)


def tell(workshop: Workshop, *pledges: Pledge) -> None:
    """Let a round be over, in which enough people answered about the first of these pledges."""
    begins = timezone.localdate() - timedelta(days=182)
    one = Round.objects.create(
        workshop=workshop, kind=KIND, number=1, begins_on=begins, ends_on=begins + timedelta(days=27),
        ended_on=begins + timedelta(days=28),
    )  # fmt: skip
    for pledge in pledges:
        Judgement.objects.create(round=one, pledge=pledge, sentence=pledge.sentence)
    numbers = {"some": 30, "reached": 10, "not_yet": 10}
    Judgement.objects.filter(round=one, pledge=pledges[0]).update(people=45, told=numbers)


def let_judge(person: Person) -> dict[str, str]:
    """Let this person be a member of the workshop of `make_signed`, where members are asked about a pledge,
    and how things are.

    Return nothing more that addresses name: places are made of such.
    """
    pledge = Pledge.objects.get(workshop__slug="signed", normal_name="riverside trust")
    Membership.objects.create(user=person.user, workshop=pledge.workshop, **SETTLED)
    ask(pledge.workshop, pledge, number=2)
    tell_assessment(pledge.workshop)
    begin(pledge.workshop, number=9)
    return {}
