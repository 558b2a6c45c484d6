"""manage.py work_out_likeness"""

import os
from typing import Any

from django.core.management.base import CommandParser

from ideas_platform.lib.locks import advisory_lock
from moderation.domain.likeness_due import find_due, is_meaning_installed
from moderation.domain.likeness_run import work_out_likeness
from moderation.management.beside_the_worker import add_nice, end_with_parent
from workshops.management.plain import PlainCommand


class Command(PlainCommand):
    """Work out suggested codes and the order of reading; the worker starts this by itself."""

    help = "Works out suggested codes and the order of reading wherever texts or codings have changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how far it stands back behind other programs of the machine."""
        add_nice(parser)

    def handle(self, *_args: Any, nice: int, **_options: Any) -> None:
        """Do it, once at a time; end early where the process that started it is gone."""
        os.nice(nice)
        pause = end_with_parent()
        with advisory_lock("likeness") as is_free:
            for workshop in find_due() if is_free else []:
                work_out_likeness(workshop, pause, by_meaning=is_meaning_installed())
