"""What organisers do with a live session. Each deed says which version of the control it was made from.

A round keeps all of the workshop unreleased, for a quarter of an hour at most: so nobody sees anything of it
before it ends, on a screen or on a phone. Nobody is shut out of it, and ending it releases nothing: what is
due afterwards is drawn anew. So a release can only come later and be larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.models import LiveSession, ScreenItem
from ideas.domain.catalogue import read_catalogue
from ideas.domain.polls import find_offered_poll
from ideas.models import Idea
from ideas_platform.lib.references import random_reference
from ideas_platform.lib.refusals import Settled, Unprocessable, WrongPhase
from organising.domain.packs import list_codes
from voting.models import Board
from workshops.models import DrawnMoment, Workshop
from workshops.phases import Deed

LONGEST_ROUND = timedelta(minutes=15)
MOST_ITEMS = 50
VOTED_BY = {ScreenItem.Kind.IDEA: Deed.VOTE, ScreenItem.Kind.POLL: Deed.ANSWER_POLL}


class OutOfDate(Unprocessable):
    """Somebody has pressed something since this control was made (409)."""

    status = 409
    message = _("Somebody has pressed something else since you saw this page. Nothing was done.")


@dataclass(frozen=True)
class _Change:
    """A session that is being changed, with its workshop; both are locked."""

    workshop: Workshop
    session: LiveSession

    def find_item(self, key: UUID) -> ScreenItem:
        """Return what the screen can show under this key. Raises OutOfDate where that is gone."""
        item = ScreenItem.objects.filter(session=self.session, pk=key).select_related("idea").first()
        if item is None:
            raise OutOfDate
        return item

    def require_no_round(self) -> None:
        """Raise Settled while a round runs; one whose time is over ends here."""
        if self.workshop.in_a_round:
            raise Settled(_("End the round first."))
        self.end_round()

    def end_round(self) -> None:
        """Let the round end, if one runs."""
        running = ScreenItem.objects.filter(session=self.session, stage=ScreenItem.Stage.RUNNING)
        running.update(stage=ScreenItem.Stage.ENDED)
        Workshop.objects.filter(pk=self.workshop.pk).update(round_until=None)

    def show(self, item: ScreenItem | None) -> None:
        """Show this and nothing else; None shows how to join."""
        ScreenItem.objects.filter(session=self.session, is_shown=True).update(is_shown=False)
        if item is not None:
            ScreenItem.objects.filter(pk=item.pk).update(is_shown=True)


@contextmanager
def _change(workshop: Workshop, version: int, *, live: bool = False) -> Iterator[_Change]:
    """Lock workshop and session, in this order, as a release does, and count the press.

    Raises OutOfDate for a control of another version; with `live`, Settled where no session is on.
    """
    with transaction.atomic():
        locked = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)
        session, _is_new = LiveSession.objects.get_or_create(workshop=locked)
        if session.version != version:
            raise OutOfDate
        if live and not locked.is_live:
            raise Settled(_("Open the session first."))
        yield _Change(locked, session)
        session.version += 1
        session.save()


def open_session(*, workshop: Workshop, version: int) -> None:
    """Open the session: phones are told of it, and the screen gets a new address. Twice is once."""
    with _change(workshop, version) as change:
        if not change.workshop.is_live:
            change.session.key = random_reference()
            Workshop.objects.filter(pk=workshop.pk).update(is_live=True)


def close_session(*, workshop: Workshop, version: int) -> None:
    """Close the session and let a round end. What it can show stays; of its rounds nothing does."""
    with _change(workshop, version) as change:
        change.end_round()
        fresh = {"stage": ScreenItem.Stage.PLANNED, "began_after": None, "is_shown": False}
        ScreenItem.objects.filter(session=change.session).update(**fresh)
        Workshop.objects.filter(pk=workshop.pk).update(is_live=False)


def choose_code(*, workshop: Workshop, version: int, code: str) -> None:
    """Put a join code on the screen, or none for "". Raises Unprocessable for one that cannot be used."""
    with _change(workshop, version) as change:
        if code and code not in {one.code for one in list_codes(workshop).values()}:
            raise Unprocessable(_("Choose one of the join codes in the list."))
        change.session.join_code = code


def add_idea(*, workshop: Workshop, version: int, ref: str) -> None:
    """Let the screen show a published idea that takes votes. Raises Unprocessable for any other."""
    with _change(workshop, version) as change:
        if not _takes_votes(change.workshop, ref):
            raise Unprocessable(_("This idea takes no votes."))
        idea = Idea.objects.get(workshop=workshop, ref=ref)
        _add(change, kind=ScreenItem.Kind.IDEA, idea=idea)


def add_poll(*, workshop: Workshop, version: int) -> None:
    """Let the screen show the straw poll. Raises Unprocessable where there is none."""
    with _change(workshop, version) as change:
        if find_offered_poll(workshop) is None:
            raise Unprocessable(_("This workshop has no straw poll."))
        _add(change, kind=ScreenItem.Kind.POLL)


def add_board(*, workshop: Workshop, version: int, name: str) -> None:
    """Let the screen show a board. Raises Unprocessable for a name that is none."""
    with _change(workshop, version) as change:
        if name not in Board.Name.values:
            raise Unprocessable(_("Choose one of the boards in the list."))
        _add(change, kind=ScreenItem.Kind.BOARD, board=name)


def _add(change: _Change, **what: object) -> None:
    items = ScreenItem.objects.filter(session=change.session)
    if items.count() >= MOST_ITEMS:
        raise Unprocessable(_("The list is full. Take something off first."))
    if not items.filter(**what).exists():
        last = items.aggregate(last=Max("place", default=0))["last"]
        ScreenItem.objects.create(session=change.session, place=last + 1, **what)


def remove_item(*, workshop: Workshop, version: int, key: UUID) -> None:
    """Take something off the list, and off the screen. Raises Settled while its round runs."""
    with _change(workshop, version) as change:
        item = change.find_item(key)
        if item.stage == ScreenItem.Stage.RUNNING:
            change.require_no_round()
        item.delete()


def move_up(*, workshop: Workshop, version: int, key: UUID) -> None:
    """Let something come earlier by one; the first one stays."""
    with _change(workshop, version) as change:
        item = change.find_item(key)
        items = list(ScreenItem.objects.filter(session=change.session))
        place = items.index(item)
        if place:
            items[place - 1], items[place] = items[place], items[place - 1]
        for number, one in enumerate(items, start=1):
            one.place = number
        ScreenItem.objects.bulk_update(items, ["place"])


def show_item(*, workshop: Workshop, version: int, key: UUID | None) -> None:
    """Let the screen show this, or how to join for None. Raises Settled while a round runs."""
    with _change(workshop, version, live=True) as change:
        change.require_no_round()
        change.show(change.find_item(key) if key else None)


def start_round(*, workshop: Workshop, version: int, key: UUID) -> None:
    """Ask everybody to vote on this; nothing is released until the round ends, or for a quarter of an hour.

    Raises WrongPhase where the workshop, or this idea, takes no votes now, or another round runs.
    """
    with _change(workshop, version, live=True) as change:
        change.require_no_round()
        item = change.find_item(key)
        _require_votes(change.workshop, item)
        change.show(item)
        ScreenItem.objects.filter(pk=item.pk).update(
            stage=ScreenItem.Stage.RUNNING, began_after=change.workshop.release_number
        )
        Workshop.objects.filter(pk=workshop.pk).update(round_until=Now() + LONGEST_ROUND)
        # As for a pause: another moment is drawn afterwards, so no press brings one near.
        DrawnMoment.objects.filter(pk=workshop.pk).delete()


def end_round(*, workshop: Workshop, version: int) -> None:
    """End the round. That releases nothing by itself. Raises Settled where none runs."""
    with _change(workshop, version, live=True) as change:
        if not change.workshop.in_a_round:
            raise Settled(_("No round runs. It may have ended by itself, after a quarter of an hour."))
        change.end_round()


def _require_votes(workshop: Workshop, item: ScreenItem) -> None:
    deed = VOTED_BY.get(ScreenItem.Kind(item.kind))
    if deed is None:
        raise Settled(_("Nobody votes on a board."))
    if not workshop.allows(deed):
        raise WrongPhase(workshop.say_stopped(_("The workshop is not open.")))
    if item.idea is not None and not _takes_votes(workshop, item.idea.ref):
        raise Settled(_("This idea takes no votes."))


def _takes_votes(workshop: Workshop, ref: str) -> bool:
    catalogue = read_catalogue(workshop)
    place = catalogue.refs.get(ref)
    return place is not None and bool(catalogue.votable[place])
