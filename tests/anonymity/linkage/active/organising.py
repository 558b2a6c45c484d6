"""An organiser who moves the close to now and back: would what five people had sent come out at once?

Four of the five are theirs. They may also write organisations into the list, and give join codes to nine of
theirs: those count as one organisation, and cannot flood (`flooding.flood` with houses of nobody else).
"""

from __future__ import annotations

from datetime import timedelta

from tests.anonymity.linkage.active.stage import NO, YES, Guesses, Stage
from tests.cast import make_member
from tests.workshops.admin_pages import confirm, find_button, write_dates
from workshops.rules import Role

BETWEEN = timedelta(minutes=8)


def move_the_close(stage: Stage, rounds: int) -> Guesses:
    """Return how often what a target sent came out at once: for each, whether it was shown while asked for.

    All rounds lie within two days of the opening, so that no release is due by itself.
    """
    stage.admit(40, organisation=stage.found("House"))
    organiser = make_member(f"organiser-{stage.workshop.slug}", stage.workshop, Role.ORGANISER)
    theirs = stage.admit(4, organisation=stage.found("Theirs"))
    targets = stage.admit(rounds, organisation=stage.found("Their victims'"))
    idea, found = stage.show_ideas(1)[0], Guesses()
    extension = find_button(stage.workshop, "extension")
    stage.clock.wait(3600)
    later = stage.workshop.closes_at
    assert later is not None
    for number, target in enumerate(targets):
        for person in theirs:
            assert stage.vote(person, idea, YES if number % 2 else NO)
        assert stage.vote(target, idea, YES)
        now = stage.clock.now
        for moment in (now, now + timedelta(minutes=1)):
            confirm(organiser.client, extension, write_dates(ideas_until=moment, closes_at=moment))
        confirm(organiser.client, find_button(stage.workshop, "closing"))
        found.note(stage.wait(BETWEEN))
        # Back: whichever of the two fits.
        for back in (extension, find_button(stage.workshop, "reopening")):
            confirm(organiser.client, back, write_dates(ideas_until=later, closes_at=later))
        stage.take_back([*theirs, target], idea)
    return found
