"""manage.py load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from demo.loading import AddressTaken, Outcome, load_demo
from demo.published.loading import load_published
from workshops.management.plain import PlainCommand

WORDS = {
    Outcome.LOADED: "is loaded.",
    Outcome.REOPENED: "is open again.",
    Outcome.UNCHANGED: "is there already: nothing changed.",
}


class Command(PlainCommand):
    """Load both workshops of the demo, in local mode only: its staff need no second factor there."""

    help = (
        "Loads the demo's two workshops and its accounts (local mode only); running it twice changes nothing."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load it and say what happened."""
        if not settings.LOCAL_MODE:
            raise CommandError("The demo is for local mode (manage.py up).")
        try:
            open_one, published = load_demo(), load_published()
        except AddressTaken as taken:
            raise CommandError("A real workshop has the demo's address. Nothing was changed.") from taken
        self.stdout.write(f"The demo workshop {WORDS[open_one]}")
        self.stdout.write(f"The published demo {WORDS[published]}")
