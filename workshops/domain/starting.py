"""Announcing a workshop, and opening it at once: by a button that says first what it does."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from workshops.domain.notices import Outdated, make_seal
from workshops.domain.openings import list_missing, list_needed
from workshops.models import Invitation, Workshop
from workshops.phases import NOT_YET_OPEN, Phase


@dataclass(frozen=True)
class Start:
    """What a button would do, in words. Nothing is posted: nobody has read of another date."""

    opens: bool
    sentences: tuple[str, ...]

    @property
    def seal(self) -> str:
        """What a confirmation sends back, so that only what was read is done."""
        return make_seal(self.opens, self.sentences)


def plan_announcement(workshop: Workshop) -> Start:
    """Return what announcing a draft does. Raises WrongPhase where it is none, Unprocessable where it lacks
    something or its dates can't be; the workshop must come from `with_phase()`.
    """
    if workshop.phase != Phase.DRAFT or workshop.imported:
        raise WrongPhase(_("It is announced already."))
    _require_ready(workshop)
    if workshop.opens_at is not None and workshop.opens_at <= workshop.time_asked:
        raise Unprocessable(_("Its day of opening is past. Set another first."))
    opens = (
        _("It opens on %(when)s.") % {"when": say_when(workshop.opens_at)}
        if workshop.opens_at
        else _("It has no day of opening yet. It opens once you set one, or press “Open now”.")
    )
    return Start(
        opens=False,
        sentences=(
            _("Everybody can see its page from now on. That cannot be taken back."),
            _("People can join and ask for a letter when it opens. Nobody can write or vote yet."),
            *_say_invitations(workshop),
            opens,
            *say_missing(workshop),
            _("What it needs can be changed from now on, but not taken away."),
        ),
    )


def plan_opening(workshop: Workshop) -> Start:
    """Return what opening a workshop at once does. Raises WrongPhase where it has opened, Unprocessable
    where it lacks something or a date of its close; the workshop must come from `with_phase()`.
    """
    if workshop.phase not in NOT_YET_OPEN or workshop.imported:
        raise WrongPhase(_("It has opened already."))
    _require_ready(workshop)
    if workshop.closes_at is None:
        raise Unprocessable(_("Set first when it closes."))
    closes = _("It closes on %(when)s.") % {"when": say_when(workshop.closes_at)}
    later = (
        _("You can extend it. To close it sooner takes a day, because everybody is told before.")
        if not workshop.practice
        else _("You can close it at any time: it is for practice.")
    )
    return Start(
        opens=True,
        sentences=(
            _("People can write, vote and answer the poll from now on. That cannot be taken back."),
            *_say_invitations(workshop),
            _("From then on the address, the poll, and how people are counted stay as they are."),
            closes,
            later,
            *say_missing(workshop),
        ),
    )


def start(workshop: Workshop, *, opens: bool, seal: str) -> None:
    """Announce the workshop, or open it, now. Raises Outdated where that is not what was read.

    Raises what the plan raises.
    """
    with transaction.atomic():
        locked = (
            Workshop.objects.with_phase().select_for_update(no_key=True, of=("self",)).get(pk=workshop.pk)
        )
        plan = plan_opening(locked) if opens else plan_announcement(locked)
        if plan.seal != seal:
            raise Outdated
        now = locked.time_asked
        dates = {"announced_at": min(locked.announced_at or now, now)}
        if opens:
            dates["opens_at"] = now
        version = F("content_version") + 1
        Workshop.objects.filter(pk=locked.pk).update(may_open=True, content_version=version, **dates)


def say_missing(workshop: Workshop) -> list[str]:
    """Return what else is not there, without which a workshop opens all the same; its days said elsewhere.

    Nothing for a practice workshop, in which nobody is real.
    """
    missing = [] if workshop.practice else list_missing(workshop)
    labels = "; ".join(str(item.label) for item in missing if item.name != "opens_at")
    return [_("It opens without what is still missing: %(missing)s.") % {"missing": labels}] if labels else []


def _require_ready(workshop: Workshop) -> None:
    """Raise Unprocessable where something is missing, or a date comes too soon."""
    missing = "; ".join(str(item.label) for item in list_needed(workshop))
    if missing:
        raise Unprocessable(_("Not there yet: %(missing)s.") % {"missing": missing})
    now = workshop.time_asked
    for moment in (workshop.ideas_until, workshop.closes_at):
        if moment is not None and moment <= now:
            raise Unprocessable(_("Its dates are past. Set others first."))


def _say_invitations(workshop: Workshop) -> list[str]:
    number = Invitation.objects.filter(workshop=workshop, told=False).count()
    if not number:
        return []
    words = ngettext(
        "%(number)d letter of invitation goes out within a few minutes.",
        "%(number)d letters of invitation go out within a few minutes.",
        number,
    )
    return [words % {"number": number}]
