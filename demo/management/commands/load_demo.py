"""manage.py load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from demo.loading import AddressTaken, Outcome, load_demo
from workshops.management.plain import PlainCommand

WORDS = {
    Outcome.LOADED: "The demo workshop is loaded.",
    Outcome.REOPENED: "The demo workshop is open again.",
    Outcome.UNCHANGED: "The demo workshop is there already: nothing changed.",
}


class Command(PlainCommand):
    """Load the demo, in local mode only: its staff need no second factor there."""

    help = "Loads the demo workshop and its accounts (local mode only); running it twice changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load it and say what happened."""
        if not settings.LOCAL_MODE:
            raise CommandError("The demo is for local mode (manage.py up).")
        try:
            outcome = load_demo()
        except AddressTaken as taken:
            raise CommandError("A real workshop has the demo's address. Nothing was changed.") from taken
        self.stdout.write(WORDS[outcome])
