"""manage.py embed_texts"""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from ideas_platform.lib.locks import advisory_lock
from moderation.analysis.meaning import WrongFile
from moderation.domain.likeness_due import WORK_OUT, find_due
from moderation.domain.text_vectors import embed_all
from moderation.management.beside_the_worker import add_nice, end_with_parent
from workshops.management.plain import PlainCommand


class Command(PlainCommand):
    """Read new texts by what they mean; the worker starts this by itself where the extra is installed."""

    help = "Stores what new texts and codes mean, for suggested codes and the order of reading."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how far it stands back, and whether it gives way to what comes after it."""
        add_nice(parser)
        parser.add_argument(
            "--then-work-out", action="store_true", help="become work_out_likeness at the end"
        )

    def handle(self, *_args: Any, nice: int, then_work_out: bool, **_options: Any) -> None:
        """Do it, once at a time; end early where the process that started it is gone.

        What learns from codings takes the place of this process: together they would need too much memory.
        """
        os.nice(nice)
        self._embed()
        if then_work_out:
            connection.close()
            os.chdir(settings.BASE_DIR)
            os.execv(sys.executable, WORK_OUT)  # noqa: S606  # nosec B606 - only words of our own

    def _embed(self) -> None:
        pause = end_with_parent()
        with advisory_lock("likeness") as is_free:
            for workshop in find_due() if is_free else []:
                try:
                    embed_all(workshop, pause)
                except WrongFile as wrong:
                    raise CommandError(str(wrong)) from wrong
