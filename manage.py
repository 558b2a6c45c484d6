#!/usr/bin/env python
"""Runs a command of the project: `python manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from ideas_platform.local.oneoff import database_for
from ideas_platform.local.refusal import Refusal


def main() -> None:
    """Run the command; one that needs a database where none is given gets the built-in one meanwhile."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
    # Said here and not in the settings, so that a web server that has lost its environment does not start.
    if "up" in sys.argv[1:2] or "SECRET_KEY" not in os.environ:
        os.environ.setdefault("LOCAL_MODE", "1")
    try:
        with database_for(sys.argv):
            execute_from_command_line(sys.argv)
    except (Refusal, ImproperlyConfigured) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
