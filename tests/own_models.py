"""The models of the site's own apps, wherever they are: a test that asks all of them misses no room."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model


def list_own_models() -> list[type[Model]]:
    """Return every model of an app that lies in this repository."""
    own = [app for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    return [model for app in own for model in app.get_models()]


def count_tables(*models: type[Model]) -> dict[str, int]:
    """Return how many rows the table of each of these has, all asked for in one statement."""
    counts = ", ".join(f'(SELECT count(*) FROM "{model._meta.db_table}")' for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip((model.__name__ for model in models), cursor.fetchone() or (), strict=True))
