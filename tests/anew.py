"""Many visits in one test, each as if it were the first: what is done in one is undone before the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from tests.cast import Person, copy_browser, make_member, make_workshop
from tests.hostile import fill, find_places
from tests.leftovers import empty_valkey
from workshops.models import Membership, User


@contextmanager
def undone() -> Iterator[None]:
    """Undo what the block has written to the database, and what was counted in Valkey."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    empty_valkey()


@dataclass(frozen=True)
class Site:
    """A site with one open workshop and all that a form may be sent to."""

    participant: Person
    places: dict[str, str]

    def fill(self, address: str) -> str:
        """Return the address with its places filled in."""
        return fill(address, self.places)

    @contextmanager
    def visited_anew(self) -> Iterator[Person]:
        """Yield the participant in a new browser; what is done in the block is undone when it ends.

        Who comes next finds the site as it was made, no limit used up, and no text of those before.
        """
        signed_in = self.participant.client
        with undone():
            user = User.objects.get(pk=self.participant.user.pk)
            visitor = Person(user, Membership.objects.get(pk=self.participant.membership.pk))
            vars(visitor)["client"] = copy_browser(signed_in)
            yield visitor


def make_site() -> Site:
    """Return a new site. It takes longer than most visits: make one for all of a test."""
    workshop = make_workshop(slug="community")
    participant = make_member("participant", workshop)
    return Site(participant, find_places(workshop, participant))
