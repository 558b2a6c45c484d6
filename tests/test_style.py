"""The style page: who may open it, and that it shows every component."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.template import Context, Template
from django.test import Client

from ideas_platform.lib import slot_rendering
from tests.cast import Person

pytestmark = pytest.mark.django_db
COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names of the templates that are printed from now on, parts of pages too."""
    names: set[str] = set()

    def note(template: Template, context: Context) -> str:
        names.add(str(template.name))
        return str(template.nodelist.render(context))

    # What is printed once for all readers may have been printed before.
    slot_rendering._cut.cache_clear()
    monkeypatch.setattr(Template, "_render", note)
    return names


def test_on_a_server_only_staff_find_it(
    settings: LazySettings, visitor: Client, participant: Person, moderator: Person, administrator: Person
) -> None:
    settings.LOCAL_MODE = False
    clients = (visitor, participant.client, moderator.client, administrator.client)
    assert [client.get("/style/").status_code for client in clients] == [404, 404, 200, 200]


def test_in_local_mode_everybody_finds_it(settings: LazySettings, visitor: Client) -> None:
    settings.LOCAL_MODE = True
    assert visitor.get("/style/").status_code == 200


def test_it_shows_every_component(settings: LazySettings, visitor: Client, rendered: set[str]) -> None:
    settings.LOCAL_MODE = True
    visitor.get("/style/")
    files = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert files - rendered == set()


def test_no_two_things_on_it_have_the_same_id(settings: LazySettings, visitor: Client) -> None:
    settings.LOCAL_MODE = True
    found = re.findall(r'\sid="([^"]+)"', visitor.get("/style/").content.decode())
    assert sorted(set(found)) == sorted(found)
