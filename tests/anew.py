"""Many visits in one test, each as if it were the first: what is done in one is undone before the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from tests.cast import Person, make_member, make_workshop
from tests.hostile import fill, find_places
from tests.leftovers import empty_valkey
from workshops.models import Workshop


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

    workshop: Workshop
    participant: Person
    places: dict[str, str]

    def fill(self, address: str) -> str:
        """Return the address with its places filled in."""
        return fill(address, self.places)


@contextmanager
def made_anew() -> Iterator[Site]:
    """Yield a site that is gone when the block ends: who comes next finds no limit used up, and no text."""
    with undone():
        workshop = make_workshop(slug="community")
        participant = make_member("participant", workshop)
        yield Site(workshop, participant, find_places(workshop, participant))
