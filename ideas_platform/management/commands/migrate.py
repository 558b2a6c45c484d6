"""manage.py migrate: Django's, which refuses a database of another version in plain words."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from ideas_platform.lib.other_versions import describe_refusal, find_unknown_steps

LEFT = (
    "The database stays as it is. %s In local mode set another DATA_DIR, or move that folder away; on a "
    "server see “An empty database” in docs/operations.md."
)


class Command(migrate.Command):
    """Brings the tables up to date, where they were made by this program."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Migrate; raises CommandError where steps were applied that this program does not have."""
        if unknown := find_unknown_steps(options["database"]):
            raise CommandError(LEFT % describe_refusal(unknown))
        super().handle(*arguments, **options)
