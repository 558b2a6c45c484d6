"""The cast that every test may call on. `workshop` is open; "other" people belong to another one."""

import gc
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.signals import template_rendered
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from ideas_platform.lib import rate_limits
from tests.cast import STAFF_DOMAIN, Person, make_member, make_user, make_workshop
from workshops.models import Workshop
from workshops.rules import Role

pytest_plugins = ["tests.leftovers", "tests.longest_first", "tests.stack_room"]

# For a format that no schema of ours has, jsonschema would make a grammar of it: two seconds in each worker.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

# A slow example on a busy machine is no failure.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")


_END_ALL = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = %s AND backend_type = 'client backend'
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
    before the database goes: a server of a test may still be at its last answer, and would connect again.
    """
    leave_alone()
    yield
    gc.unfreeze()
    gc.collect()
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} ALLOW_CONNECTIONS false")
            cursor.execute(_END_ALL, [name])


@pytest.fixture(autouse=True, scope="session")
def easy_scrypt() -> Iterator[None]:
    """Hash PINs the way a site does, with little work: what it costs there is meant for whoever guesses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScryptPasswordHasher, "work_factor", 16)
        yield


@pytest.fixture(scope="session")
def new_paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return paths without end: to name a `tmp_path`, pytest reads the names of all tests before."""
    home = tmp_path_factory.mktemp("folders")
    return (home / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_places(new_paths: Iterator[Path], request: pytest.FixtureRequest) -> Iterator[Path]:
    """Keep keys and uploads of each test in folders of its own; return how their paths begin.

    Style sheets and scripts are looked for only where a browser asks for them: it takes longer than a page.
    All is set at once, since every setting that is set by itself takes as long as a small query.
    """
    own = next(new_paths)
    with override_settings(
        KEY_DIRS=[own.with_suffix(".keys")],
        MEDIA_ROOT=str(own.with_suffix(".media")),
        WHITENOISE_USE_FINDERS="browser" in request.keywords,
    ):
        yield own


@pytest.fixture
def key_dir(own_places: Path) -> Path:
    """Return the folder of the test's keys."""
    return own_places.with_suffix(".keys")


@pytest.fixture
def media_dir(own_places: Path) -> Path:
    """Return the folder of the files that the test uploads."""
    return own_places.with_suffix(".media")


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


@pytest.fixture(autouse=True, scope="session")
def outer_templates(django_test_environment: None) -> Iterator[None]:
    """Let answers tell the context of what a view prints; Django copies that of every part of a page too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _render_and_tell)
        yield


def _render_and_tell(template: Template, context: Context) -> str:
    if context.template is template and not str(template.name).startswith("django/forms/"):
        template_rendered.send(sender=template, template=template, context=context)
    return str(template.nodelist.render(context))


@pytest.fixture
def unhurried_limits(monkeypatch: pytest.MonkeyPatch) -> rate_limits.Breaker:
    """Let a busy machine take its time to count what somebody contributes; return the breaker, untripped."""
    fresh = rate_limits.Breaker()
    monkeypatch.setattr(rate_limits, "_breaker", fresh)
    monkeypatch.setattr(rate_limits, "TIME_LIMIT", 5)
    return fresh
