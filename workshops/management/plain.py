"""What all commands of ours share: whatever is the matter is said in plain words, without a traceback."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from ideas_platform.lib.refusals import KeyAway, KeyDestroyed, Refusal
from workshops.models import Workshop

AWAY = (
    "The workshop's key is not to be had, or it is the wrong one. /readyz says which folder lacks it; "
    "docs/operations.md says what to do."
)
DESTROYED = "The workshop's key was destroyed, and its votes are totals that nobody can work out anew."
NO_DATABASE = "The database does not answer, or broke off. Nothing was half done: try again when it is back."


class PlainCommand(BaseCommand):
    """A command that ends in a sentence where something is refused, or the key or the database is away."""

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """Do it; raises CommandError with plain words."""
        try:
            return super().execute(*arguments, **options)
        except KeyDestroyed as gone:
            raise CommandError(DESTROYED) from gone
        except KeyAway as away:
            raise CommandError(AWAY) from away
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
        except OperationalError as error:
            raise CommandError(NO_DATABASE) from error


def say_number(number: int, one: str, many: str) -> str:
    """Return the number with its word: `one` is the word for 1, `many` that for all others."""
    return f"{number} {one if number == 1 else many}"


def read_workshop(slug: str) -> Workshop:
    """Return the workshop; raises CommandError where there is none."""
    shown = slug.encode(errors="replace").decode()
    workshop = Workshop.objects.filter(slug=shown).first()
    if workshop is None:
        raise CommandError(f"There is no workshop “{shown}”.")
    return workshop
