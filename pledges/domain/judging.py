"""Has this changed where you work? The front line judges what organisations signed, without their names.

Asked half a year after publication and each half year after that, of each pledge twice. One person answers
once in a round, about one organisation. What they said shows only when the round is over, and only together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose
from ideas_platform.lib.locks import try_until_commit
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from pledges.domain.rounds import begin_round, find_open_round, open_round_key, store_while_open
from pledges.models import Judgement, JudgementAnswer, Pledge, Round
from workshops.models import Membership, Workshop

HALF_YEAR = timedelta(days=182)
# A pledge must be so old to be asked about: what was signed last week cannot have changed anything.
OLD_ENOUGH = timedelta(days=91)
# A round begins so many days late at most, where the site was away, or nobody had signed early enough.
LATEST = timedelta(days=56)
TIMES_ASKED = 2
KIND = Round.Kind.PLEDGES
NOT_NOW = _("Nobody is asked about this at the moment.")
_IN_VIEW = """
    JOIN pledges_judgement judgement ON judgement.round_id = round.id AND judgement.id = %(judgement)s
    JOIN pledges_pledge pledge ON pledge.id = judgement.pledge_id AND NOT pledge.is_hidden
"""
_STORE = """
    INSERT INTO pledges_judgementanswer (round_id, tag, judgement_id, value)
    SELECT round_id, %(tag)s, %(judgement)s, %(value)s FROM asked
    ON CONFLICT (round_id, tag) DO UPDATE SET judgement_id = EXCLUDED.judgement_id, value = EXCLUDED.value
    WHERE (pledges_judgementanswer.judgement_id, pledges_judgementanswer.value)
        IS DISTINCT FROM (EXCLUDED.judgement_id, EXCLUDED.value)
"""


def begin_due_rounds() -> int:
    """Begin the rounds that are due, but not in practice workshops; return how many. Twice is once."""
    published = Workshop.objects.filter(published_at__lte=Now(), practice=False, imported=False)
    return sum(_begin_if_due(workshop) for workshop in published.order_by("pk"))


def ask_about(workshop: Workshop, pledges: Sequence[Pledge], *, number: int, begins_on: date) -> Round:
    """Begin a round about these pledges, in the words that they have now; return it."""
    with begin_round(workshop, KIND, number, begins_on) as one:
        Judgement.objects.bulk_create(
            Judgement(round=one, pledge=pledge, sentence=pledge.sentence) for pledge in pledges
        )
    return one


def find_next_day(workshop: Workshop, today: date) -> date | None:
    """Return the day on which people are asked next, None where nobody will be; one query at most."""
    if workshop.published_at is None or workshop.practice or workshop.imported:
        return None
    published = timezone.localdate(workshop.published_at)
    day = published + ((today - published) // HALF_YEAR + 1) * HALF_YEAR
    return day if list_due(workshop, day) else None


def list_due(workshop: Workshop, day: date) -> list[Pledge]:
    """Return the pledges about which people are asked on this day: public, old enough, asked once at most."""
    rows = Pledge.objects.public().filter(workshop=workshop, confirmed_on__lte=day - OLD_ENOUGH)
    asked = rows.annotate(asked=Count("judgements")).filter(asked__lt=TIMES_ASKED)
    return list(asked.order_by("normal_name", "pk"))


def list_asked(one: Round) -> list[Judgement]:
    """Return what is asked about in a round, with the pledges, by the names of organisations; one query."""
    rows = Judgement.objects.filter(round=one, pledge__is_hidden=False).select_related("pledge")
    return list(rows.order_by("pledge__normal_name", "pk"))


def find_asked(workshop: Workshop, ref: str) -> tuple[Round, Judgement]:
    """Return the round that goes on, and what is asked of this pledge. Raises WrongPhase where nothing is."""
    one = find_open_round(workshop, KIND)
    asked = Judgement.objects.filter(round=one, pledge__ref=ref, pledge__is_hidden=False)
    judgement = asked.select_related("pledge").first() if one else None
    if one is None or judgement is None:
        raise WrongPhase(NOT_NOW)
    return one, judgement


def answer(*, actor: Membership, one: Round, judgement: Judgement, value: str) -> None:
    """Store the actor's answer, in the place of any earlier one in this round.

    One command, one commit. Raises WrongPhase where nothing is asked any more, Unprocessable, KeyAway.
    """
    if value not in JudgementAnswer.Value:
        raise Unprocessable
    values = {"judgement": judgement.pk, "tag": _make_tag(actor, one), "value": value}
    if not store_while_open(one, _STORE, values, joined=_IN_VIEW):
        raise WrongPhase(NOT_NOW)


def take_answer_back(*, actor: Membership, one: Round) -> None:
    """Delete the actor's answer of this round, if there is one. Raises KeyAway."""
    JudgementAnswer.objects.filter(round=one, tag=_make_tag(actor, one)).delete()


def find_my_answer(*, actor: Membership, one: Round) -> JudgementAnswer | None:
    """Return the actor's answer of this round with what it is about; none where a PIN shuts their past.

    One query. Raises KeyAway.
    """
    if actor.hides_past:
        return None
    rows = JudgementAnswer.objects.filter(round=one, tag=_make_tag(actor, one))
    return rows.select_related("judgement__pledge").first()


def _begin_if_due(workshop: Workshop) -> bool:
    if workshop.published_at is None:
        return False
    today, published = timezone.localdate(), timezone.localdate(workshop.published_at)
    number = (today - published) // HALF_YEAR
    if number < 1 or today - published - number * HALF_YEAR > LATEST:
        return False
    with transaction.atomic():
        if not try_until_commit("round", workshop.pk):
            return False
        rounds = Round.objects.about(KIND).filter(workshop=workshop)
        if rounds.filter(number=number).exists() or rounds.going_on().exists():
            return False
        pledges = list_due(workshop, today)
        if pledges:
            ask_about(workshop, pledges, number=number, begins_on=today)
        return bool(pledges)


def _make_tag(actor: Membership, one: Round) -> bytes:
    subject: UUID = actor.pk
    return open_round_key(one).tagger(Purpose.JUDGEMENT).one(one.pk, subject.bytes)
