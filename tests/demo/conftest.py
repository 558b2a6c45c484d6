"""The demo, loaded once for all tests of a file: each begins with it as it was loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from demo.loading import Outcome, load_demo
from demo.published.loading import load_published
from workshops.models import Workshop

SLUG = "community-services"


@dataclass(frozen=True)
class Loaded:
    """A demo that was loaded: the settings that say where its files are, and what came of it."""

    places: dict[str, Any]
    outcome: Outcome

    def point_to(self, settings: LazySettings) -> None:
        """Let a test find the files."""
        for name, place in self.places.items():
            setattr(settings, name, place)


def _list_places(folder: Path) -> dict[str, Any]:
    """Return the settings that say where things are, for a site in this folder."""
    mail, keys, media = (folder / name for name in ("mail", "keys", "media"))
    return {"DATA_DIR": folder, "MAIL_DIR": mail, "KEY_DIRS": [keys], "MEDIA_ROOT": str(media)}


@contextmanager
def _load(load: Callable[[], Outcome], folder: Path, blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Load a demo in a transaction around the block, with its files in this folder."""
    places = _list_places(folder)
    with blocker.unblock(), transaction.atomic():
        with override_settings(**places):
            outcome = load()
        yield Loaded(places, outcome)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded_demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """Load the demo in a transaction around the tests of the file, and return where its files are."""
    with _load(load_demo, tmp_path_factory.mktemp("demo"), django_db_blocker) as loaded:
        yield loaded


@pytest.fixture(scope="module")
def loaded_published(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """Load the published demo in the same way."""
    with _load(load_published, tmp_path_factory.mktemp("published"), django_db_blocker) as loaded:
        yield loaded


@pytest.fixture
def demo(loaded_demo: Loaded, db: None, settings: LazySettings) -> Workshop:
    """Return the workshop of the demo as it was loaded; what the test does is undone."""
    loaded_demo.point_to(settings)
    return Workshop.objects.with_phase().get(slug=SLUG)


@pytest.fixture
def published(loaded_published: Loaded, db: None, settings: LazySettings) -> Outcome:
    """Return what came of loading the published demo; what the test does is undone."""
    loaded_published.point_to(settings)
    return loaded_published.outcome
