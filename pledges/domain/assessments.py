"""A self-assessment as organisers write it, and its rounds, which they begin. Nobody ends one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.locks import lock_until_commit
from ideas_platform.lib.refusals import Settled, WrongPhase
from pledges.domain.rounds import begin_round
from pledges.domain.who_decides import require_decider
from pledges.models import Assessment, AssessmentQuestion, Round
from workshops.models import Membership, Workshop
from workshops.phases import Deed

KIND = Round.Kind.ASSESSMENT
# From the beginning of one round to that of the next: too near ones would tell of those who came between.
APART = timedelta(days=84)
FIXED = _("It has been asked, so it stays as it is. Otherwise two rounds could not be compared.")
SAVED_SINCE = _("Somebody else has saved it meanwhile. Load the page again, and put both together.")
TOO_EARLY = _("Begin the next round when twelve weeks have gone by since the last one began.")
NOTHING_TO_ASK = _("Write the questions first.")
ONLY_PUBLISHED = _("Members can be asked once the Declaration is published.")
START_LEVELS = (_("Not at all"), _("A little"), _("Mostly"), _("Fully"))
START_QUESTIONS = (
    _("People who need us know whom to ring, day and night."),
    _("We hear what people need before we decide what they get."),
    _("Staff have the time to do their work well."),
    _("Who works on the front line has a say in what changes."),
    _("When something goes wrong, we say so and learn from it."),
)


@dataclass(frozen=True)
class AssessmentText:
    """What is asked, and the levels that one can choose, from the lowest to the highest."""

    introduction: str
    levels: Sequence[str]
    questions: Sequence[str]


def find_assessment(workshop: Workshop) -> Assessment | None:
    """Return the self-assessment with its questions, None where none is written; two queries."""
    return Assessment.objects.filter(workshop=workshop).prefetch_related("questions").first()


def list_rounds(workshop: Workshop) -> list[Round]:
    """Return the rounds of its self-assessment, the newest first; one query."""
    return list(Round.objects.about(KIND).filter(workshop=workshop).order_by("-number"))


def write_assessment(*, actor: Membership, text: AssessmentText, version: int) -> None:
    """Store what is asked, in the place of what stood there. `version`: of what was seen, 0 for nothing.

    Raises PermissionDenied for who is no organiser, WrongPhase where it has been asked or saved since.
    """
    require_decider(actor)
    with transaction.atomic():
        lock_until_commit("assessment", actor.workshop_id)
        if Round.objects.about(KIND).filter(workshop=actor.workshop_id).exists():
            raise Settled(FIXED)
        known = Assessment.objects.filter(workshop=actor.workshop_id).first()
        if (known.version if known else 0) != version:
            raise WrongPhase(SAVED_SINCE)
        said = {"introduction": text.introduction, "levels": list(text.levels), "version": version + 1}
        one, _new = Assessment.objects.update_or_create(workshop=actor.workshop, defaults=said)
        one.questions.all().delete()
        AssessmentQuestion.objects.bulk_create(
            AssessmentQuestion(assessment=one, number=number, text=words)
            for number, words in enumerate(text.questions, start=1)
        )


def find_next_day(rounds: Sequence[Round]) -> date:
    """Return the first day on which the next round may begin; `rounds`: the newest first."""
    today = timezone.localdate()
    return max(today, rounds[0].begins_on + APART) if rounds else today


def begin_assessment(*, actor: Membership) -> Round:
    """Begin a round of the self-assessment today; return it. From then on its questions stay.

    Raises PermissionDenied, and WrongPhase before publication, without questions, or too soon.
    """
    require_decider(actor)
    workshop = actor.workshop
    if not workshop.allows(Deed.FOLLOW_UP):
        raise WrongPhase(ONLY_PUBLISHED)
    with transaction.atomic():
        lock_until_commit("assessment", workshop.pk)
        rounds, today = list_rounds(workshop), timezone.localdate()
        if not AssessmentQuestion.objects.filter(assessment=workshop.pk).exists():
            raise Settled(NOTHING_TO_ASK)
        if find_next_day(rounds) > today or (rounds and rounds[0].ended_on is None):
            raise WrongPhase(TOO_EARLY)
        number = rounds[0].number + 1 if rounds else 1
        with begin_round(workshop, KIND, number, today) as one:
            return one
