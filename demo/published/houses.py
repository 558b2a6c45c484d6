"""The picture of one foundation of the published workshop, drawn here: houses at night, one window lit."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from results.domain.pictures import PictureChange, draw_picture

# The key of the foundation that it belongs to.
WITH_HOUSES = "there"
WORDS = "Houses at night. In one window there is light, and somebody stands at it."
WIDTH, HEIGHT, SHARPER = 1280, 560, 2
NIGHT, HILL, WALL, ROOF, DARK, LIGHT, MOON = (
    "#12343b", "#1c4a4d", "#2f6f6c", "#0d2a30", "#17454a", "#f2c14e", "#f7f3e3",
)  # fmt: skip
LIT = (2, 1)


def draw_houses() -> PictureChange:
    """Return a picture for a foundation, with its words."""
    scene = Image.new("RGB", (WIDTH * SHARPER, HEIGHT * SHARPER), NIGHT)
    pen = ImageDraw.Draw(scene)
    _fill(pen.ellipse, (1040, 60, 1120, 140), MOON)
    _fill(pen.ellipse, (-200, 380, 1500, 900), HILL)
    for number, (left, height) in enumerate(((90, 190), (330, 240), (570, 210), (810, 250), (1020, 180))):
        _draw_house(pen, number, left, HEIGHT - 70 - height)
    out = BytesIO()
    scene.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG")
    return PictureChange(WORDS, draw_picture(ContentFile(out.getvalue(), name="houses.png")))


def _draw_house(pen: ImageDraw.ImageDraw, number: int, left: int, top: int) -> None:
    _fill(pen.rectangle, (left, top, left + 190, HEIGHT - 50), WALL)
    roof = ((left - 18, top), (left + 95, top - 90), (left + 208, top))
    pen.polygon([(across * SHARPER, down * SHARPER) for across, down in roof], fill=ROOF)
    for place in range(2):
        start = left + 28 + place * 80
        is_lit = (number, place) == LIT
        _fill(pen.rectangle, (start, top + 36, start + 54, top + 106), LIGHT if is_lit else DARK)
        if is_lit:
            _fill(pen.ellipse, (start + 18, top + 52, start + 38, top + 72), ROOF)
            _fill(pen.rectangle, (start + 13, top + 74, start + 43, top + 106), ROOF)


def _fill(draw: Callable[..., None], box: tuple[int, int, int, int], colour: str) -> None:
    draw([side * SHARPER for side in box], fill=colour)
