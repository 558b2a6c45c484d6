"""Telling the design group what it should look at."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import WrongPhase
from workshops.anonymity.tags import Purpose
from workshops.domain.keys import open_tagger
from workshops.models import Comment, Idea, Membership, Report, Workshop
from workshops.rules import Deed

CLOSED = _("Reports are closed with the workshop.")


def report_item(*, actor: Membership, idea: Idea, comment: Comment | None, reason: str) -> None:
    """Store the actor's report of the idea, or of a comment on it; a second one changes nothing.

    The design group sees it with the next release. Raises WrongPhase where the workshop takes no reports,
    KeyAway where the key is not to be had.
    """
    item = (comment or idea).pk
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=actor.workshop_id)
        if not workshop.allows(Deed.REPORT):
            raise WrongPhase(CLOSED)
        tag = open_tagger(workshop, Purpose.REPORT).one(item, bytes(actor.vote_subject or b""))
        report = Report(item=item, tag=tag, idea=idea, comment=comment, reason=reason)
        Report.objects.bulk_create([report], ignore_conflicts=True)
