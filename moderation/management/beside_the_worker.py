"""What commands have in common that the worker starts beside itself."""

import os

from django.core.management.base import CommandError, CommandParser

from moderation.analysis.pieces import Pause


def add_nice(parser: CommandParser) -> None:
    """Add how far the command stands back behind other programs of the machine."""
    parser.add_argument("--nice", type=int, default=0, help="let other programs go first (0 to 19)")


def end_with_parent() -> Pause:
    """Return what raises CommandError once the process that started this one is gone."""
    parent = os.getppid()

    def pause() -> None:
        if os.getppid() != parent:
            raise CommandError("The worker is gone. The next one goes on.")

    return pause
