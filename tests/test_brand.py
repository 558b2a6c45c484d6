"""The site's own name, logo and colour."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from ideas_platform.brand import GROUNDS, write_rules
from ideas_platform.lib.contrast import TEXT, contrast

pytestmark = pytest.mark.django_db
COLOURS = ["#1f4e5f", "#000000", "#ffffff", "#ffdd00", "#00c2ff", "#777777", "#c2185b"]


def read_rules(brand: str) -> dict[str, str]:
    """Return what the style sheet sets, by name."""
    return dict(re.findall(r"(--[\w-]+):(#\w{6})", write_rules(brand)))


def test_a_site_without_a_colour_keeps_ours(visitor: Client) -> None:
    assert visitor.get("/brand.css").content == b""
    assert visitor.get("/").content.count(b"brand.css") == 0


def test_a_colour_becomes_a_style_sheet(visitor: Client, settings: LazySettings) -> None:
    settings.BRAND_COLOUR = "#1f4e5f"
    answer = visitor.get("/brand.css")
    assert answer.headers["Content-Type"] == "text/css"
    assert answer.content.decode() == (
        ":root{--brand:#1f4e5f;--brand-text:#ffffff;--brand-quiet:#d7dfe2}"
        "@media screen and (prefers-color-scheme:light)"
        "{:root{--link:#1f4e5f;--button-hover:#14333f;--button-shadow:#14333f}}"
    )
    assert visitor.get("/").content.count(b'href="/brand.css"') == 1


@pytest.mark.parametrize("brand", COLOURS)
def test_what_stands_on_the_colour_can_be_read(brand: str) -> None:
    rules = read_rules(brand)
    assert contrast(rules["--brand-text"], brand) >= TEXT
    assert contrast(rules["--brand-quiet"], brand) >= TEXT


@pytest.mark.parametrize("brand", COLOURS)
def test_links_and_buttons_in_the_colour_can_be_read(brand: str) -> None:
    rules = read_rules(brand)
    assert min(contrast(rules["--link"], ground) for ground in GROUNDS) >= TEXT
    assert min(contrast("#ffffff", rules[name]) for name in ("--link", "--button-hover")) >= TEXT


def test_a_site_has_its_own_name_and_logo(visitor: Client, settings: LazySettings) -> None:
    settings.SITE_NAME, settings.SITE_LOGO = "Voices of Leeds", "/static/leeds.svg"
    page = visitor.get("/").content.decode()
    assert re.findall(r'<img src="(/static/leeds.svg)" alt="">\s*<span>(.+)</span>', page) == [
        ("/static/leeds.svg", "Voices of Leeds")
    ]
    assert re.findall(r"<title>.+\s+– (.+)</title>", page) == ["Voices of Leeds"]
