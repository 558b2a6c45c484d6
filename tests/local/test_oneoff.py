"""A single command finds a database, or has one for as long as it runs."""

from contextlib import ExitStack

import pytest

from ideas_platform.local.oneoff import needs_database
from tests.local.running import manage, members_of
from tests.services import make_data_dir

COUNT_USERS = "from workshops.models import User; print('users', User.objects.count())"


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("manage.py", False),
        ("manage.py help rank", False),
        ("manage.py up --demo", False),
        ("manage.py check --deploy", False),
        ("manage.py makemigrations --check", False),
        ("manage.py collectstatic", False),
        ("manage.py rank --help", False),
        ("manage.py rank ubi", True),
        ("manage.py migrate", True),
        ("manage.py import_polis folder --slug ubi", True),
    ],
)
def test_only_a_command_that_reads_the_database_gets_one(line: str, *, needs: bool) -> None:
    assert needs_database(line.split()) == needs


def test_a_command_without_a_database_starts_one_fills_it_and_ends_it() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        done = manage(paths, "shell", "--no-imports", "-c", COUNT_USERS)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "users 0"), done.stderr
        assert members_of(paths) == []
        assert (paths.postgres / "PG_VERSION").exists()


def test_a_command_that_fails_ends_its_database_too() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        assert manage(paths, "migrate", "nowhere").returncode == 1
        assert members_of(paths) == []
