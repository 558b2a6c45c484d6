"""The manifest, the service worker and the page for no connection."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from ideas_platform.lib.shared_device import COOKIE
from tests.cast import Person

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_site_and_icons_that_are_there(visitor: Client, settings: Any) -> None:
    settings.SITE_NAME = "Ideas of the North"
    answer = visitor.get("/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == (
        "Ideas of the North",
        "/",
        "standalone",
    )
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])


def test_the_worker_keeps_the_page_for_no_connection_and_its_style_sheet_alone(
    visitor: Client, settings: Any
) -> None:
    answer = visitor.get("/service-worker.js")
    assert answer["Cache-Control"] == "no-cache"
    assert list_shell(answer) == ["/offline/", "/static/build/app.css"]
    settings.BRAND_COLOUR = "#123456"
    branded = visitor.get("/service-worker.js")
    assert list_shell(branded) == ["/offline/", "/static/build/app.css", "/brand.css"]
    names = [re.findall(r'"(shell-\w+)"', each.content.decode()) for each in (answer, branded)]
    assert len(names[0]) == len(names[1]) == 1
    assert names[0] != names[1]


def list_shell(answer: Any) -> Any:
    """Return the addresses that the worker keeps."""
    found = re.search(r"const SHELL = (.*);", answer.content.decode())
    assert found
    return json.loads(found.group(1))


def test_the_page_for_no_connection_is_the_same_to_everybody(visitor: Client, participant: Person) -> None:
    pages = [browser.get("/offline/") for browser in (visitor, participant.client)]
    assert pages[0].content == pages[1].content
    assert not pages[0].cookies
    # A page that says who reads would make the tab forget its drafts.
    assert "data-reader" not in pages[0].content.decode()


def test_who_is_signed_in_gets_it_unless_others_use_the_computer(
    visitor: Client, participant: Person, settings: Any
) -> None:
    offers = 'data-worker="/service-worker.js"'
    assert "data-worker" not in visitor.get("/privacy/").content.decode()
    assert offers in participant.client.get("/privacy/").content.decode()
    participant.client.cookies[COOKIE] = "shared"
    assert offers not in participant.client.get("/privacy/").content.decode()
    del participant.client.cookies[COOKIE]
    settings.SERVICE_WORKER = False
    assert offers not in participant.client.get("/privacy/").content.decode()
    assert "unregister" in visitor.get("/service-worker.js").content.decode()
