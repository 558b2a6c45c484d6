"""The demo, loaded once for all tests of a file: each begins with it as it was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import override_settings

from demo.loading import load_demo
from tests.cast import restore_boroughs
from workshops.models import Borough, Workshop

SLUG = "community-services"


def _list_places(folder: Path) -> dict[str, Any]:
    """Return the settings that say where things are, for a site in this folder."""
    mail, keys, media = (folder / name for name in ("mail", "keys", "media"))
    return {"DATA_DIR": folder, "MAIL_DIR": mail, "KEY_DIRS": [keys], "MEDIA_ROOT": str(media)}


@pytest.fixture(scope="module")
def loaded_demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Load the demo in a transaction around the tests of the file, and return where its files are."""
    places = _list_places(tmp_path_factory.mktemp("demo"))
    with django_db_blocker.unblock(), transaction.atomic():
        if not Borough.objects.exists():
            restore_boroughs()
        with override_settings(**places):
            load_demo()
        yield places
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo: dict[str, Any], db: None, settings: LazySettings) -> Workshop:
    """Return the workshop of the demo as it was loaded; what the test does is undone."""
    for name, place in loaded_demo.items():
        setattr(settings, name, place)
    return Workshop.objects.with_phase().get(slug=SLUG)
