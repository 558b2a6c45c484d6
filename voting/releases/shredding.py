"""Destroying what could link people and contributions: a workshop's key, subjects, votes.

The order matters. The note that it has begun comes first and is public only when all is done, so that a run
that dies is taken up again; the key goes next, since without it the rest links nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from anonymity.keys import delete_key
from anonymity.tags import Purpose
from ideas.domain.expiry import lapse_all
from ideas.models import CoverRequest, PollAnswer, Question, Report, SecondLook
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.refusals import WrongPhase
from voting.models import Vote
from workshops.domain.keys import count_key_copies, open_tagger
from workshops.domain.scramble import PATIENCE, scramble
from workshops.models import DepartedAddress, JoiningSlip, Membership, ShredNote, SlipLogin, Workshop
from workshops.models.people import ATTRIBUTES
from workshops.models.workshop import NO_KEY
from workshops.phases import Phase


def find_workshops_to_shred() -> list[UUID]:
    """Return the published workshops whose day has come and whose shredding is not finished."""
    day = timezone.localdate()
    due = Workshop.objects.filter(published_at__lte=Now(), imported=False).exclude(
        shred_note__shredded_on__isnull=False
    )
    return [workshop.pk for workshop in due if (workshop.key_ends_on or day) <= day]


def shred_workshop(workshop_id: UUID, *, patience: float = PATIENCE) -> ShredNote:
    """Destroy the workshop's key and all that it could link; return the note, dated when all is done.

    Running it again goes on where it stopped. The note has no date where somebody still looks at older
    rows: the next night's scramble, or another call, finishes it. Raises WrongPhase where no result is
    published, KeyAway where a copy of the key cannot be found at the first run: it might be somewhere.
    """
    with advisory_lock("release", workshop_id, wait=True):
        note = _begin(workshop_id)
        delete_key(workshop_id, settings.KEY_DIRS)
        _forget_people(workshop_id)
    done = scramble(patience)
    if done is not None and done.finished:
        ShredNote.objects.filter(pk=note.pk).update(shredded_on=TruncDate(Now()))
    note.refresh_from_db()
    return note


def _begin(workshop_id: UUID) -> ShredNote:
    workshop = Workshop.objects.with_phase().get(pk=workshop_id)
    if workshop.phase != Phase.PUBLISHED:
        raise WrongPhase(_("The key is kept until a result is published."))
    if note := ShredNote.objects.filter(pk=workshop_id).first():
        return note
    open_tagger(workshop, Purpose.CHECK)
    copies = count_key_copies(workshop)
    fingerprint = bytes(workshop.key_check or b"").hex()
    return ShredNote.objects.create(workshop=workshop, fingerprint=fingerprint, copies=copies)


def _forget_people(workshop_id: UUID) -> None:
    """Leave the totals and no row by which a voice could be followed."""
    with transaction.atomic():
        Vote.objects.filter(idea__workshop=workshop_id).delete()
        PollAnswer.objects.filter(poll=workshop_id).delete()
        for asked in (Report, SecondLook, CoverRequest):
            asked._default_manager.filter(idea__workshop=workshop_id).delete()
        lapse_all(Q(pk=workshop_id))
        # What the group asked unknown authors, and what these answered, was for the group only.
        Question.objects.filter(workshop=workshop_id).delete()
        # Nobody joins any more, and with the key these would say which addresses had an account.
        DepartedAddress.objects.filter(workshop=workshop_id).delete()
        JoiningSlip.objects.filter(pile__workshop=workshop_id).delete()
        SlipLogin.objects.filter(workshop=workshop_id).delete()
        members = Membership.objects.filter(workshop=workshop_id)
        # Of deleted accounts only what counted was left.
        members.filter(user=None).delete()
        # A PIN guards nothing any more.
        counted = {f"counted_{attribute}": None for attribute in ATTRIBUTES}
        members.update(vote_subject=None, text_subject=None, pin_hash="", pin_tries=0, **counted)
        Workshop.objects.filter(pk=workshop_id).update(key_check=NO_KEY)
