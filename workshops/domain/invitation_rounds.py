"""What follows on an invitation: reminders alike for all, letters that came back, and the end at the close.

A reminder goes to everybody who was invited and whose letter did not come back, whether or not they have
joined: a letter that only those got who have not would tell everyone who sees it arrive. For the same reason
all invitations of participants go at the close, not only those that nobody took up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import Unprocessable
from workshops.domain.invitation_lists import read_addresses
from workshops.domain.invitations import LETTERS_AT_ONCE, address_letter, describe_invitation
from workshops.domain.letters import write_letter
from workshops.domain.mail import queue_letters
from workshops.models import Invitation, InvitationTally, OutboxEmail, Workshop
from workshops.phases import OVER, Deed

DAYS_BETWEEN = timedelta(days=7)
MOST_REMINDERS = 2


@dataclass(frozen=True)
class Progress:
    """How far the letters are: numbers that follow from what organisers did, never from who joined."""

    invited: int
    written: int
    bounced: int
    to_remind: int
    """Whom a reminder that is pressed now would reach."""
    waiting_reminders: int
    reminders: int
    reminded_on: date | None
    deleted: int

    @property
    def waiting(self) -> int:
        """How many invitations have had no letter yet."""
        return self.invited - self.written

    @property
    def next_reminder_on(self) -> date | None:
        """The first day on which all can be reminded again; None where they never were."""
        return self.reminded_on + DAYS_BETWEEN if self.reminded_on else None


def measure_progress(workshop: Workshop) -> Progress:
    """Return how far the letters to participants are; two queries."""
    tally = InvitationTally.objects.filter(workshop=workshop).first() or InvitationTally(workshop=workshop)
    reached = Q(told=True, bounced=False)
    waiting = reached & Q(reminders__lt=tally.reminders)
    counts = (
        Invitation.objects.filter(workshop=workshop)
        .of_participants()
        .aggregate(
            all_told=Count("pk"),
            with_letter=Count("pk", filter=Q(told=True)),
            came_back=Count("pk", filter=Q(bounced=True)),
            reached=Count("pk", filter=reached),
            waiting=Count("pk", filter=waiting),
        )
    )
    return Progress(
        invited=counts["all_told"],
        written=counts["with_letter"],
        bounced=counts["came_back"],
        to_remind=counts["reached"],
        waiting_reminders=counts["waiting"],
        reminders=tally.reminders,
        reminded_on=tally.reminded_on,
        deleted=tally.deleted,
    )


def find_reminder_obstacle(workshop: Workshop, progress: Progress) -> str:
    """Return why all cannot be reminded now, in words; "" where they can."""
    if not workshop.allows(Deed.JOIN):
        return _("Reminders go out while people can join.")
    if not progress.to_remind:
        return _("Nobody has had an invitation yet.")
    if progress.reminders >= MOST_REMINDERS:
        return _("All have been reminded twice. That is the most.")
    if progress.next_reminder_on and progress.next_reminder_on > timezone.localdate():
        return _("All were reminded within the last seven days.")
    return ""


def remind_all(workshop: Workshop) -> None:
    """Let the next reminder go out to all who were invited; raises Unprocessable where none may.

    Twice at once is once: the second finds that all were reminded today.
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().select_for_update(of=("self",), no_key=True).get(
            pk=workshop.pk
        )  # fmt: skip
        progress = measure_progress(workshop)
        if obstacle := find_reminder_obstacle(workshop, progress):
            raise Unprocessable(obstacle)
        InvitationTally.objects.update_or_create(
            workshop=workshop,
            defaults={"reminders": progress.reminders + 1, "reminded_on": timezone.localdate()},
        )


def write_reminders() -> int:
    """Queue the reminders that are due; return how many. The mark goes with the letter: nobody gets two."""
    written = 0
    for tally in InvitationTally.objects.filter(reminders__gt=0):
        workshop = Workshop.objects.with_phase().get(pk=tally.workshop_id)
        if not workshop.allows(Deed.JOIN):
            continue
        with transaction.atomic():
            rows = Invitation.objects.filter(workshop=workshop).to_remind(tally.reminders)
            some = list(rows.select_for_update(skip_locked=True).order_by("pk")[:LETTERS_AT_ONCE])
            queue_letters(_write_reminders(workshop, some, tally.reminders))
            marked = Invitation.objects.filter(pk__in=[one.pk for one in some])
            marked.update(reminders=tally.reminders)
        written += len(some)
    return written


def note_bounces(workshop: Workshop, text: str) -> tuple[int, list[str]]:
    """Note that letters came back; return from how many who are invited, and what else stood in the text."""
    return _mark_bounced(workshop, text, bounced=True)


def forget_bounces(workshop: Workshop, text: str) -> tuple[int, list[str]]:
    """Take back that letters to these addresses came back; returns what `note_bounces` returns."""
    return _mark_bounced(workshop, text, bounced=False)


def end_invitations() -> int:
    """Delete the invitations of participants of all workshops that have closed; return how many.

    Whoever came by one comes back without it: see `admission.py`.
    """
    ended = 0
    held = Invitation.objects.of_participants().values("workshop")
    for workshop in Workshop.objects.filter(pk__in=held).with_phase():
        if workshop.phase not in OVER:
            continue
        with transaction.atomic():
            tally, _is_new = InvitationTally.objects.select_for_update().get_or_create(workshop=workshop)
            number, _kinds = Invitation.objects.filter(workshop=workshop).of_participants().delete()
            tally.deleted += number
            tally.save(update_fields=["deleted"])
        ended += number
    return ended


def _mark_bounced(workshop: Workshop, text: str, *, bounced: bool) -> tuple[int, list[str]]:
    read = read_addresses(text)
    rows = Invitation.objects.filter(workshop=workshop, email__in=[address for _text, address in read])
    known = set(rows.of_participants().values_list("email", flat=True))
    rows.of_participants().update(bounced=bounced)
    return len(known), [piece for piece, address in read if address not in known]


def _write_reminders(workshop: Workshop, some: Iterable[Invitation], number: int) -> Iterable[OutboxEmail]:
    subject = _("A reminder: %(title)s") % {"title": workshop.title}
    letter = None
    for invitation in some:
        letter = letter or write_letter("reminder", subject, describe_invitation(workshop, invitation))
        yield address_letter(letter, invitation, f"reminder {number}")
