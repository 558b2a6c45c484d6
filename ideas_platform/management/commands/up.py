"""`manage.py up`: the whole site on this machine, from one command."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Hands over to the supervisor, which loads nothing of Django."""

    help = (
        "Starts PostgreSQL and Valkey (unless DATABASE_URL and REDIS_URL name others), migrates, and serves "
        "the site with worker and beat until Ctrl-C."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what can be chosen."""
        parser.add_argument("--demo", action="store_true", help="load the demo workshop")
        parser.add_argument(
            "--reload", action="store_true", help="let the site that runs take new code; nobody is refused"
        )
        parser.add_argument("--port", help="port on this machine (else PORT, else 8000)")

    def handle(self, *_arguments: Any, demo: bool, reload: bool, port: str | None, **_options: Any) -> None:
        """Become the supervisor."""
        command = [sys.executable, "-m", "ideas_platform.local.up", "--data-dir", str(settings.DATA_DIR)]
        command += ["--demo"] if demo else []
        command += ["--reload"] if reload else []
        command += ["--port", port] if port else []
        os.chdir(settings.BASE_DIR)
        os.execv(command[0], command)  # noqa: S606  # nosec B606
