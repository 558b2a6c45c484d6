"""Live sessions as tests need them, and what a hall sees of them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from events.domain import live_sessions as deeds
from events.models import LiveSession, ScreenItem
from ideas.models import Idea
from tests.cast import Person, make_idea, make_workshop
from tests.pages import read_text
from workshops.models import Membership, Workshop
from workshops.rules import Role

CONTROL, ROOM = "/admin/desk/community/room/", "/workshops/community/room/"


def load(workshop: Workshop) -> Workshop:
    """Return the workshop as it is now."""
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def read_version(workshop: Workshop) -> int:
    """Return the version that a control made now would have."""
    found = LiveSession.objects.filter(pk=workshop.pk).first()
    return found.version if found else 1


def press(workshop: Workshop, deed: str, **what: Any) -> None:
    """Do what a press on a control made now does."""
    getattr(deeds, deed)(workshop=workshop, version=read_version(workshop), **what)


def make_session(workshop: Workshop, *ideas: Idea) -> list[ScreenItem]:
    """Open a session in which the screen can show these ideas; return them as the screen's."""
    for idea in ideas or (make_idea(workshop),):
        press(workshop, "add_idea", ref=idea.ref)
    press(workshop, "open_session")
    return list(ScreenItem.objects.filter(session=workshop.pk))


def find_screen(workshop: Workshop) -> str:
    """Return the address of the screen."""
    return f"/workshops/{workshop.slug}/room/{LiveSession.objects.get(pk=workshop.pk).key}/"


def read_screen(workshop: Workshop) -> str:
    """Return what stands on the screen, read by somebody who is not signed in."""
    return read_text(Client().get(find_screen(workshop)))


def make_live(organiser: Person, participant: Person) -> dict[str, str]:
    """Make a workshop of these two in which a round runs; return what addresses name."""
    workshop = make_workshop(slug="live-now", title="A day together")
    for person, role in ((organiser, Role.ORGANISER), (participant, Role.PARTICIPANT)):
        Membership.objects.create(user=person.user, workshop=workshop, role=role)
    ideas = [make_idea(workshop, title=title) for title in ("A bus in the evening", "One number to ring")]
    first, *_others = make_session(workshop, *ideas)
    press(workshop, "add_board", name="top")
    press(workshop, "start_round", key=first.pk)
    return {"live": workshop.slug, "screen": LiveSession.objects.get(pk=workshop.pk).key}
