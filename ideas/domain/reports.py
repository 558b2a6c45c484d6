"""Telling the design group what it should look at, and the safeguarding contact of a danger."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose
from ideas.domain.danger import tell_safeguarding
from ideas.models import Comment, Idea, Report
from ideas_platform.lib.refusals import WrongPhase
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop
from workshops.phases import Deed

CLOSED = _("Reports are closed with the workshop.")


def report_item(*, actor: Membership, idea: Idea, comment: Comment | None, reason: str) -> None:
    """Store the actor's report of the idea, or of a comment on it.

    A second one changes nothing, unless it tells of a danger. The design group sees it with the next release.
    Only a danger does not wait for that: the text alone goes to the safeguarding contact at once, by the
    first report that tells of it. Raises WrongPhase where the workshop takes no reports, KeyAway where the
    key is not to be had.
    """
    item = (comment or idea).pk
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=actor.workshop_id)
        if not workshop.allows(Deed.REPORT):
            raise WrongPhase(CLOSED)
        tag = open_tagger(workshop, Purpose.REPORT).one(item, bytes(actor.vote_subject or b""))
        report = Report(item=item, tag=tag, idea=idea, comment=comment, reason=reason)
        is_news = not Report.objects.filter(item=item).of_danger().exists()
        Report.objects.bulk_create([report], ignore_conflicts=True)
        if reason == Report.Reason.SAFETY:
            _make_danger(item, tag)
            if is_news:
                tell_safeguarding(workshop, comment or idea)


def list_endangered(items: Iterable[UUID]) -> set[UUID]:
    """Return which of these ideas and comments somebody reported as a danger, as far as that is released."""
    return set(Report.objects.filter(item__in=items).unanswered().of_danger().values_list("item", flat=True))


def answer_reports(item: UUID) -> list[str]:
    """Let what readers reported about the item be answered by a decision; return the reasons, each once.

    What waits for a release is not among it: whoever sent that has seen what came of the decision.
    """
    told = Report.objects.filter(item=item).unanswered()
    reasons = sorted(set(told.values_list("reason", flat=True)))
    told.update(answered=True)
    return reasons


def ask_again(item: UUID, reasons: Iterable[str]) -> None:
    """Let reports of these reasons wait for a decision again: the one that answered them is undone."""
    Report.objects.filter(item=item, reason__in=reasons, answered=True).update(answered=False)


def _make_danger(item: UUID, tag: bytes) -> None:
    """Let what this person reported before as something else be a danger from now on."""
    before = Report.objects.filter(item=item, tag=tag).exclude(reason=Report.Reason.SAFETY)
    before.update(reason=Report.Reason.SAFETY, released=False, answered=False)
