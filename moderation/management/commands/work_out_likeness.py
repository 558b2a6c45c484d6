"""manage.py work_out_likeness"""

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ideas_platform.lib.locks import advisory_lock
from moderation.analysis.meaning import WrongFile
from moderation.analysis.pieces import Pause
from moderation.domain.likeness_due import find_due, is_meaning_installed
from moderation.domain.likeness_run import work_out_likeness
from workshops.management.plain import PlainCommand


class Command(PlainCommand):
    """Work out suggested codes and the order of reading; the worker starts this by itself."""

    help = "Works out suggested codes and the order of reading wherever texts or codings have changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how far it stands back behind other programs of the machine."""
        parser.add_argument("--nice", type=int, default=0, help="let other programs go first (0 to 19)")

    def handle(self, *_args: Any, nice: int, **_options: Any) -> None:
        """Do it, once at a time; end early where the process that started it is gone."""
        if nice:
            os.nice(nice)
        pause = _end_with_parent()
        with advisory_lock("likeness") as is_free:
            for workshop in find_due() if is_free else []:
                try:
                    work_out_likeness(workshop, pause, by_meaning=is_meaning_installed())
                except WrongFile as wrong:
                    raise CommandError(str(wrong)) from wrong


def _end_with_parent() -> Pause:
    parent = os.getppid()

    def pause() -> None:
        if os.getppid() != parent:
            raise CommandError("The worker is gone. The next one goes on.")

    return pause
