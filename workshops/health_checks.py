"""What /readyz asks of workshops: the night's scramble, the disk, the keys."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from ideas_platform.lib.health_checks import register_check
from ideas_platform.lib.write_ahead_log import find_obstacle
from workshops.domain.keys import count_copies_of_all
from workshops.domain.scramble import read_why_log_stays

# A night, and the morning after one that was missed.
A_NIGHT_AGO = timedelta(hours=48)


def check_scramble() -> str:
    """Say whether the tables were scrambled last night. A site of today has nothing to scramble yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT now() - at FROM workshops_housekeeping WHERE name = 'scramble'),"
            " (SELECT now() - min(applied) FROM django_migrations))"
        )
        return "ok" if cursor.fetchone()[0] < A_NIGHT_AGO else "overdue"


def check_disk() -> str:
    """Say whether a copy of the server's disk would tell the order of rows after the night, and why."""
    why = find_obstacle() or read_why_log_stays()
    return f"a copy of it keeps the order of rows: {why}" if why else "ok"


def check_keys() -> str:
    """Say whether each folder holds the key of each workshop that has one."""
    copies = count_copies_of_all()
    if all(number == len(settings.KEY_DIRS) for number in copies):
        return "ok"
    return "a copy is missing" if all(copies) else "missing"


register_check("scramble", check_scramble)
register_check("disk", check_disk)
register_check("keys", check_keys)
