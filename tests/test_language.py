"""One reads the site in the language of one's choice, where there is a choice."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db
BUTTONS = (
    r'<button\s+type="submit"\s+name="language"\s+value="([\w-]+)"\s+lang="([\w-]+)"'
    r'\s+dir="(\w+)"([^>]*)>([^<]+)<'
)


@pytest.fixture
def several(settings: LazySettings) -> None:
    """Install three languages, one of them written from right to left."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg"), ("ar", "العربيّة")]


def choose(visitor: Client, language: str, onward: str = "/privacy/") -> str:
    return visitor.post("/language/", {"language": language, "next": onward}).headers["Location"]


def test_with_one_language_there_is_nothing_to_choose(visitor: Client) -> None:
    assert b"/language/" not in visitor.get("/privacy/").content


@pytest.mark.usefixtures("several")
def test_each_language_is_offered_under_its_own_name_and_the_current_one_is_marked(visitor: Client) -> None:
    assert re.findall(BUTTONS, visitor.get("/privacy/").content.decode()) == [
        ("en-gb", "en-gb", "ltr", ' aria-current="true"', "English"),
        ("cy", "cy", "ltr", "", "Cymraeg"),
        ("ar", "ar", "rtl", "", "العربيّة"),
    ]


@pytest.mark.usefixtures("several")
def test_a_choice_stays_and_leads_back_to_the_page(visitor: Client) -> None:
    assert choose(visitor, "cy") == "/privacy/"
    assert b'<html lang="cy">' in visitor.get("/privacy/").content
    choose(visitor, "ar")
    assert b'<html lang="ar" dir="rtl">' in visitor.get("/privacy/").content


@pytest.mark.usefixtures("several")
def test_a_language_that_is_not_installed_changes_nothing(visitor: Client) -> None:
    choose(visitor, "tlh")
    assert b'<html lang="en-gb">' in visitor.get("/privacy/").content


def test_one_is_led_nowhere_else(visitor: Client) -> None:
    assert choose(visitor, "en-gb", "https://elsewhere.example/") == "/"


def test_the_choice_is_a_cookie_that_no_script_reads(visitor: Client, settings: LazySettings) -> None:
    choose(visitor, "en-gb")
    cookie = visitor.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
