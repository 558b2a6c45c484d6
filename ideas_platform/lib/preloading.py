"""What Django puts off until somebody asks for a page: web does it before it serves, so that nobody waits."""

from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override


def preload_pages() -> None:
    """Load all views, read all addresses and all templates; raises what is wrong with any of them.

    Where it is done before processes fork, they share the memory of it.
    """
    with override(settings.LANGUAGE_CODE):
        reverse("home")  # the first address that is written makes Django read them all
        for name in list_pages():
            get_template(name)


def list_pages() -> list[str]:
    """Return the names of our templates of pages and their parts."""
    folders = [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
    return sorted(str(page.relative_to(folder)) for folder in folders for page in folder.rglob("*.html"))
