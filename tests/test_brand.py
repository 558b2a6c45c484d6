"""The site's own colour."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_site_without_a_colour_keeps_ours(visitor: Client) -> None:
    assert visitor.get("/brand.css").content == b""
    assert visitor.get("/").content.count(b"brand.css") == 0


def test_a_colour_becomes_a_style_sheet(visitor: Client, settings: object) -> None:
    settings.BRAND_COLOUR = "#1f4e5f"  # type: ignore[attr-defined]
    assert visitor.get("/brand.css").content == b":root{--brand:#1f4e5f}"
    assert visitor.get("/").content.count(b'href="/brand.css"') == 1
