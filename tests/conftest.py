"""The cast that every test may call on. `workshop` is open; "other" people belong to another one."""

import gc
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.template import Template
from django.test import Client
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from ideas_platform.lib import rate_limits
from tests.cast import STAFF_DOMAIN, Person, make_member, make_user, make_workshop, restore_boroughs
from workshops.models import Borough, Workshop
from workshops.rules import Role

pytest_plugins = ["tests.leftovers", "tests.longest_first"]

# For a format that no schema of ours has, jsonschema would make a grammar of it: two seconds in each worker.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# A slow example on a busy machine is no failure.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")


_END_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# New objects until the garbage collector looks at the youngest, and rounds until it looks at older ones.
SELDOM = (20_000, 20, 20)
gc.set_threshold(*SELDOM)


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what all tests share: to look at it took a tenth of all work."""
    leave_alone()


def leave_alone() -> None:
    """Let the garbage collector never again look at what there is now."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Leave alone what making the database has left behind: the models of every step.

    At the end, connections of threads that are over are closed, and those of threads that are not are ended,
    before the database goes: a server of a test may still be at its last answer.
    """
    leave_alone()
    yield
    gc.unfreeze()
    gc.collect()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_END_OTHERS)


@pytest.fixture(autouse=True, scope="session")
def easy_scrypt() -> Iterator[None]:
    """Hash PINs the way a site does, with little work: what it costs there is meant for whoever guesses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScryptPasswordHasher, "work_factor", 16)
        yield


@pytest.fixture(scope="session")
def new_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return new folders without end: to name a `tmp_path`, pytest reads the names of all tests before."""
    home = tmp_path_factory.mktemp("folders")
    return (home / str(number) for number in count())


@pytest.fixture
def own_folder(new_folders: Iterator[Path]) -> Path:
    """Return a folder of the test's own."""
    folder = next(new_folders)
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def key_dir(settings: LazySettings, own_folder: Path) -> Path:
    """Keep the keys of each test in a folder of its own."""
    folder = own_folder / "keys"
    settings.KEY_DIRS = [folder]
    return folder


@pytest.fixture(autouse=True)
def media_dir(settings: LazySettings, own_folder: Path) -> Path:
    """Keep the files that each test uploads in a folder of its own."""
    folder = own_folder / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def static_files(settings: LazySettings, request: pytest.FixtureRequest) -> None:
    """Look for style sheets and scripts only where a browser asks for them: it takes longer than a page."""
    settings.WHITENOISE_USE_FINDERS = "browser" in request.keywords


@pytest.fixture(autouse=True)
def boroughs(request: pytest.FixtureRequest) -> None:
    """Put the boroughs of the first migration back: a test that commits leaves every table empty."""
    asks = {"db", "transactional_db"} & set(request.fixturenames)
    if not asks and request.node.get_closest_marker("django_db") is None:
        return
    request.getfixturevalue("transactional_db" if "transactional_db" in asks else "db")
    if not Borough.objects.exists():
        restore_boroughs()


@pytest.fixture
def workshop(db: None) -> Workshop:
    """Return an open workshop with its key."""
    return make_workshop(slug="community", title="Community services")


@pytest.fixture
def other_workshop(db: None) -> Workshop:
    """Return another open workshop, of other people."""
    return make_workshop(slug="hospital", title="Hospital services")


@pytest.fixture
def visitor() -> Client:
    """Return a browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def outsider(db: None) -> Person:
    """Return somebody who is signed in and a member of nothing."""
    return Person(make_user("outsider"))


@pytest.fixture
def participant(workshop: Workshop) -> Person:
    """Return a participant of the workshop."""
    return make_member("participant", workshop)


@pytest.fixture
def colleague(workshop: Workshop) -> Person:
    """Return another participant of the workshop."""
    return make_member("colleague", workshop)


@pytest.fixture
def moderator(workshop: Workshop) -> Person:
    """Return somebody of the workshop's design group."""
    return make_member("moderator", workshop, Role.DESIGN_GROUP)


@pytest.fixture
def organiser(workshop: Workshop) -> Person:
    """Return an organiser of the workshop."""
    return make_member("organiser", workshop, Role.ORGANISER)


@pytest.fixture
def other_moderator(other_workshop: Workshop) -> Person:
    """Return somebody of the other workshop's design group."""
    return make_member("other-moderator", other_workshop, Role.DESIGN_GROUP)


@pytest.fixture
def other_organiser(other_workshop: Workshop) -> Person:
    """Return an organiser of the other workshop."""
    return make_member("other-organiser", other_workshop, Role.ORGANISER)


@pytest.fixture
def administrator(db: None) -> Person:
    """Return a site administrator, who is a member of nothing."""
    return Person(make_user("administrator", domain=STAFF_DOMAIN, is_staff=True, is_superuser=True))


@pytest.fixture
def unwatched_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print pages as a site does. For answers that tell their context, each part of a page copies it."""
    monkeypatch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))


@pytest.fixture
def unhurried_limits(monkeypatch: pytest.MonkeyPatch) -> rate_limits.Breaker:
    """Let a busy machine take its time to count what somebody contributes; return the breaker, untripped."""
    fresh = rate_limits.Breaker()
    monkeypatch.setattr(rate_limits, "_breaker", fresh)
    monkeypatch.setattr(rate_limits, "TIME_LIMIT", 5)
    return fresh
