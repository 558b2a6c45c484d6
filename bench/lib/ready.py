"""Django, set up on a data folder of its own, which goes when the process ends. No server runs yet.

Import this before anything with models. `own_database` starts the servers that the settings name by then.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps

from ideas_platform.local.paths import Paths, locate


def set_up() -> None:
    """Set Django up, where nobody has, on a new folder; Valkey is away until somebody starts it there."""
    if apps.ready:
        return
    paths = locate(Path(tempfile.mkdtemp(prefix="ideas-bench-")))
    for used in {paths.data, paths.home, paths.sockets, paths.keys}:
        atexit.register(shutil.rmtree, used, ignore_errors=True)
    os.environ.update(LOCAL_MODE="1", DATA_DIR=str(paths.data), KEY_DIR=str(paths.keys))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ideas_platform.settings"
    os.environ.pop("REDIS_URL", None)
    django.setup()


def find_paths() -> Paths:
    """Return where the servers of this measurement keep what is theirs."""
    return locate(Path(os.environ["DATA_DIR"]))


set_up()
